"""What do the figures keep of an erased citizen's nights? How many of each kind a week, as known by each day."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from django.utils.timezone import localdate

from hjemvej.efforts.safe_night.models import Night, Outcome, SpellNights
from hjemvej.efforts.safe_night.mornings.queries.figures import BESIDE
from hjemvej.ground.retention.rules import week_of
from hjemvej.ground.situations.rules import end_of_day
from hjemvej.platform.rooms import Leaving
from hjemvej.platform.spans.rules import lasts_on

KINDS = (*Outcome.values, BESIDE)
Known = tuple[datetime.date, datetime.date | None, Counter[str]]  # from a day until another, or still


def leave_nights(leaving: Leaving) -> None:
    """Count the citizen's nights of each kind, for the figures of those weeks, now and as each was known."""
    weeks: dict[datetime.date, list[Night]] = defaultdict(list)
    for row in leaving.viewer.rows_of(Night).filter(person_id=leaving.person_id).order_by("night", "id"):
        weeks[week_of(row.night)].append(row)
    SpellNights.objects.bulk_create(
        SpellNights(
            spell_id=leaving.spell_id, week_on=week, known_from=known_from, known_until=known_until,
            **{kind: nights[kind] for kind in KINDS},
        )
        for week, rows in sorted(weeks.items())
        for known_from, known_until, nights in _as_known(rows)
    )  # fmt: skip


def _as_known(rows: Sequence[Night]) -> Iterator[Known]:
    """The count of a week's nights, each time it changed, by the end of a day: a moment would tell too much."""
    learned = {row.recorded_at for row in rows} | {row.superseded_at for row in rows if row.superseded_at}
    days = sorted({localdate(moment) for moment in learned})
    counts = [_counted(rows, end_of_day(day)) for day in days]
    changes = [place for place, nights in enumerate(counts) if nights != (counts[place - 1] if place else Counter())]
    for place, following in zip(changes, [*changes[1:], None], strict=True):
        if counts[place]:
            yield days[place], days[following] if following is not None else None, counts[place]


def _counted(rows: Sequence[Night], at: datetime.datetime) -> Counter[str]:
    known = (row for row in rows if lasts_on(at, row.recorded_at, row.superseded_at))
    return Counter(row.outcome if row.in_homelessness else BESIDE for row in known)
