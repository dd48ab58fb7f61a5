"""What do we know of a night now? A colleague's word is kept beside what is derived, and the verdict is made again."""

import datetime
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from hjemvej.efforts.safe_night.models import Night, Outcome, ToldNight
from hjemvej.efforts.safe_night.queries.nights import id_of, persons_night
from hjemvej.ground.people.models import Person
from hjemvej.ground.situations.actions import record_situation
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused

from .deriving import make_nights_again

DAY = datetime.timedelta(days=1)


class NightToldMeanwhile(Refused):
    """A colleague told of the night, or something was corrected, after the viewer opened the page."""


def correct_night(
    *,
    person_id: uuid.UUID,
    night: datetime.date,
    outcome: str,
    what_happened: str,
    by: Viewer,
    at: datetime.datetime,
    slept_outside: bool = False,
    seen: str | None = None,
) -> Night:
    """Keep what is told of a night; it counts until more is learned. Sleeping outside is a situation too.

    `seen` is the id of the row that the teller's page showed, empty where it showed none: nobody writes over what a
    colleague has told since, without having read it.
    """
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).only("pk").get(pk=person_id)  # two who tell: one after the other
        stands = persons_night(person_id, night, viewer=by)
        if seen is not None and seen != id_of(stands):
            words = [stands.get_outcome_display(), stands.what_happened] if stands else [_("ikke vurderet")]
            said = _("Natten er rettet imens. Nu står der: %s. Ved du mere, så gem igen.")
            raise NightToldMeanwhile(said % " – ".join(filter(None, words)).rstrip("."))
        ToldNight.objects.create(
            person_id=person_id, night=night, outcome=Outcome(outcome), what_happened=what_happened[:300], told_at=at,
            told_by_id=by.user_id,
        )  # fmt: skip
        if slept_outside and outcome == Outcome.UNSAFE:
            later = Situation.objects.filter(person_id=person_id, superseded_at=None, from_on__gt=night)
            record_situation(
                person_id=person_id,
                kind=Situation.Kind.STREET,
                from_on=night,
                until_on=night + DAY if later.exists() else None,
                source=_("Morgenen efter"),
                certainty=Situation.Certainty.TOLD,
                detail=what_happened[:200],
                by=by,
                at=at,
            )
        make_nights_again([person_id], nights=[night], by=by, at=at)
        details: dict[str, object] = {"night": night.isoformat(), "outcome": outcome}
        record("safe_night.night_corrected", by=by, at=at, person_id=person_id, details=details)
        return Night.objects.get(person_id=person_id, night=night, superseded_at=None)
