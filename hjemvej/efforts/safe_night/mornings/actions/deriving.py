"""How is a night's verdict made again? In the transaction that corrects what it is derived from, by one rule."""

import datetime
import uuid
from collections.abc import Collection, Mapping, Sequence

from django.db import transaction

from hjemvej.efforts.safe_night.models import Night, SettledNight
from hjemvej.efforts.safe_night.mornings.queries.facts import Key
from hjemvej.efforts.safe_night.mornings.queries.verdicts import verdicts_of
from hjemvej.efforts.safe_night.mornings.rules import Verdict
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import Viewer, looking_as, system
from hjemvej.platform.audit.actions import record

WORDS = 300


def make_nights_again(
    person_ids: Collection[uuid.UUID],
    *,
    by: Viewer,
    at: datetime.datetime,
    from_on: datetime.date | None = None,
    nights: Sequence[datetime.date] = (),
) -> None:
    """Make up again the nights of these people that are made up already, from a day on, or the `nights` alone.

    The system itself derives them: a colleague who corrects one fact may not see all the others.
    """
    machine = system("En nats udfald udledes")
    with transaction.atomic():
        with looking_as(machine):
            which = list(nights) or _made_up(person_ids, from_on)
            if not which:
                return
            list(Person.objects.select_for_update(no_key=True).filter(pk__in=person_ids).order_by("pk").values("pk"))
            verdicts = verdicts_of(which, viewer=machine, person_ids=person_ids)
            changed = write_verdicts(verdicts, which, person_ids, at=at)
        for person_id in sorted({person_id for person_id, _night in changed}):
            theirs = sorted(night for who, night in changed if who == person_id)
            details: dict[str, object] = {
                "nights": len(theirs), "first": theirs[0].isoformat(), "last": theirs[-1].isoformat(),
            }  # fmt: skip
            record("safe_night.night_made_again", by=by, at=at, person_id=person_id, details=details)


def write_verdicts(
    verdicts: Mapping[Key, Verdict],
    nights: Sequence[datetime.date],
    person_ids: Collection[uuid.UUID] | None = None,
    *,
    at: datetime.datetime,
) -> set[Key]:
    """Keep these verdicts of these nights, and supersede what was thought before; return the nights that changed."""
    rows = Night.objects.filter(night__in=nights, superseded_at=None)
    if person_ids is not None:
        rows = rows.filter(person_id__in=person_ids)
    known = {(row.person_id, row.night): row for row in rows}
    wrong = {key: row for key, row in known.items() if key not in verdicts or not _says(row, verdicts[key])}
    right = {key: made for key, made in verdicts.items() if key not in known or key in wrong}
    moment = max([at, *(row.recorded_at for row in wrong.values())])  # knowledge never runs backwards
    Night.objects.filter(pk__in=[row.pk for row in wrong.values()]).update(superseded_at=moment)
    Night.objects.bulk_create(
        (
            Night(
                person_id=person_id, night=night, outcome=made.outcome, why=made.why, house_id=made.house_id,
                what_happened=made.words[:WORDS], in_homelessness=made.in_homelessness, recorded_at=moment,
            )
            for (person_id, night), made in right.items()
        ),
        batch_size=1000,
    )  # fmt: skip
    return {*wrong, *right}


def _made_up(person_ids: Collection[uuid.UUID], from_on: datetime.date | None) -> list[datetime.date]:
    """The nights that are made up for everybody, and those that these people have a verdict of."""
    begins = from_on or datetime.date.min
    settled = SettledNight.objects.filter(night__gte=begins).values_list("night", flat=True)
    theirs = Night.objects.filter(person_id__in=person_ids, night__gte=begins, superseded_at=None)
    return sorted({*settled, *theirs.values_list("night", flat=True)})


def _says(row: Night, made: Verdict) -> bool:
    """Says the row the same? One written before reasons were kept says no reason."""
    said = row.outcome, row.house_id, row.in_homelessness
    if said != (made.outcome, made.house_id, made.in_homelessness):
        return False
    return not row.why or (row.why, row.what_happened) == (made.why, made.words[:WORDS])
