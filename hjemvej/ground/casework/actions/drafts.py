"""What is somebody in the middle of writing? Kept until the form is sent.

No event is written in the log: a draft is the writer's own desk, seen by nobody else and gone when it is sent.
"""

import datetime
import json
import uuid

from django.utils.translation import gettext as _

from hjemvej.ground.casework.models import Draft
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.refusals import Refused

LONGEST = 50_000  # characters in one form


class DraftTooLong(Refused):
    """More than anyone types: nothing is lost on the device, but it is not kept here."""


def save_draft(
    *, key: str, fields: dict[str, object], by: Viewer, at: datetime.datetime, person_id: uuid.UUID | None = None
) -> Draft:
    """Keep what is typed so far under the form's key; the one kept before is replaced."""
    if len(json.dumps(fields)) > LONGEST or len(key) > 120:
        raise DraftTooLong(_("Kladden er for lang til at blive gemt."))
    draft, _is_new = Draft.objects.update_or_create(
        user_id=by.signed_in_id, key=key, defaults={"fields": fields, "person_id": person_id, "saved_at": at}
    )
    return draft


def discard_draft(*, key: str, by: Viewer) -> None:
    """The form is sent, or its writer has thrown the draft away."""
    Draft.objects.filter(user_id=by.signed_in_id, key=key).delete()
