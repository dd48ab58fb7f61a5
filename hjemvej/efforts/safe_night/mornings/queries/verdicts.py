"""How was each of these nights, by the one rule, of everybody or of some people?"""

import datetime
import uuid
from collections.abc import Collection, Sequence

from django.conf import settings
from django.utils.translation import override

from hjemvej.efforts.safe_night.mornings.rules import Verdict, verdict
from hjemvej.platform.access.viewer import Viewer

from .facts import Key, facts_of


def verdicts_of(
    nights: Sequence[datetime.date], *, viewer: Viewer, person_ids: Collection[uuid.UUID] | None = None
) -> dict[Key, Verdict]:
    """Return the verdicts; nights that are none in homelessness are left out."""
    found = {}
    with override(settings.LANGUAGE_CODE):  # what is kept is not in the language of a viewer
        for key, facts in facts_of(nights, viewer=viewer, person_ids=person_ids).items():
            made = verdict(facts)
            if made is not None:
                found[key] = made
    return found
