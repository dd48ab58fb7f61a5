"""What goes when, in counts? For the leader's page: never who."""

import datetime
import hashlib
import pathlib
from collections import Counter
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hjemvej.ground.law.queries import provisions_on, versions_after
from hjemvej.ground.law.rules import ProvisionInForce
from hjemvej.ground.retention.models import KeptPreview, Spell
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.models import Event
from hjemvej.platform.rooms import kept_rows

from .due import CITIZEN, Case, cases
from .old import old_and_next
from .weighing import keys_that_erase, would_go

SOON = datetime.timedelta(days=30)
A_YEAR = datetime.timedelta(days=365)


@dataclass(frozen=True)
class Rows:
    """Rows with a rule of their own: how many go tonight, and the day on which the next does."""

    label: str
    rule: ProvisionInForce
    due: int | None
    next_on: datetime.date | None = None


@dataclass(frozen=True)
class Waiting:
    """A change of a rule that begins later, and what more goes by it."""

    rule: ProvisionInForce
    said: list[str]


@dataclass(frozen=True)
class Soon:
    """How many citizens go in a while, and the first day that one goes."""

    number: int
    first_on: datetime.date | None


@dataclass(frozen=True)
class Counted:
    """Numbers and words alone, which can be kept: how many citizens go now and in time, and why others stay."""

    counted_at: datetime.datetime
    due: int
    in_a_month: Soon
    in_a_year: Soon  # after the month
    citizens: int
    still_open: int  # old enough, but something is open
    open_by: list[tuple[str, int]]
    kept: list[tuple[int, datetime.date | None]]  # for each of the rooms' `kept`, in their order
    waiting: list[list[str]]  # for each change of a rule that waits, in the order they begin
    erased: int
    last_erased_at: datetime.datetime | None

    @property
    def next_on(self) -> datetime.date | None:
        return self.in_a_month.first_on or self.in_a_year.first_on


@dataclass(frozen=True)
class Preview:
    """What was counted, beside the rules it was counted by."""

    counted: Counted
    rule: ProvisionInForce
    archive: ProvisionInForce
    rows: list[Rows]
    waiting: list[Waiting]


def count_preview(*, on: datetime.date, viewer: Viewer, at: datetime.datetime) -> Counted:
    """Count everybody's cases as they stand today; some seconds in a large town."""
    found = cases(on=on, viewer=viewer)
    old = [case for case in found if case.due_on <= on and case.is_open_by]
    closed = [case for case in found if not case.is_open_by]
    last = viewer.rows_of(Event).filter(name="retention.person_erased").order_by("-at").values_list("at", flat=True)
    return Counted(
        counted_at=at,
        due=sum(case.due_on <= on for case in closed),
        in_a_month=_between(closed, on, on + SOON),
        in_a_year=_between(closed, on + SOON, on + A_YEAR),
        citizens=len(found),
        still_open=len(old),
        open_by=Counter(word for case in old for word in case.is_open_by).most_common(),
        kept=[old_and_next(kept, on=on, viewer=viewer) for kept in kept_rows()],
        waiting=[
            would_go(rule.key, rule.value, rule.valid_from, on=on, viewer=viewer)
            for rule in versions_after(on, keys_that_erase())
        ],
        erased=viewer.rows_of(Spell).count(),
        last_erased_at=last.first(),
    )


def rules_mark(on: datetime.date) -> str:
    """Mark the rules and the language that a preview is counted by."""
    rules = [*provisions_on(on).values(), *versions_after(on, keys_that_erase())]
    read = sorted((rule.key, str(rule.valid_from), str(rule.value), rule.unit) for rule in rules)
    return hashlib.sha256(repr((read, get_language())).encode()).hexdigest()


def kept_preview(on: datetime.date, *, since: datetime.datetime, mark: str, viewer: Viewer) -> Counted | None:
    """Return what was counted of this day after a moment, by the same rules."""
    row = viewer.rows_of(KeptPreview).filter(on=on, counted_at__gt=since, mark=mark).first()
    if row is None:
        return None
    counts = row.counts
    soon = {name: Soon(counts[name]["number"], _day(counts[name]["first_on"])) for name in ("in_a_month", "in_a_year")}
    kept = [(number, _day(first)) for number, first in counts["kept"]]
    last = counts["last_erased_at"]
    erased_at = datetime.datetime.fromisoformat(last) if last else None
    return Counted(**{**counts, **soon, "kept": kept, "counted_at": row.counted_at, "last_erased_at": erased_at})


def _day(kept: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(kept) if kept else None


def preview(counted: Counted, *, on: datetime.date) -> Preview:
    """Lay what was counted beside the rules."""
    law = provisions_on(on)
    rows = [Rows(str(kept.label), law[kept.key], *count) for kept, count in zip(kept_rows(), counted.kept, strict=True)]
    rows += [Rows(str(label), law[key], None) for key, label in _labels().items()]
    waiting = zip(versions_after(on, keys_that_erase()), counted.waiting, strict=True)
    return Preview(
        counted=counted,
        rule=law[CITIZEN],
        archive=law["archive_before_erasing"],
        rows=sorted(rows, key=lambda row: row.rule.key),
        waiting=[Waiting(rule, said) for rule, said in waiting],
    )


def _between(closed: list[Case], after: datetime.date, until: datetime.date) -> Soon:
    days = [case.due_on for case in closed if after < case.due_on <= until]
    return Soon(len(days), min(days, default=None))


def _labels() -> dict[str, str]:
    return {"keep_log": _("Loggen over, hvem der har set og skrevet hvad"), "keep_job": _("Systemets egne opgaver")}


def overdue(viewer: Viewer, at: datetime.datetime) -> list[str]:  # noqa: ARG001 -- asked as all rooms are
    """Say for an alarm why nothing is erased; nothing of people."""
    return not_set_up()


def not_set_up() -> list[str]:
    faults = [] if settings.ARCHIVE_DIR else ["HJEMVEJ_ARCHIVE_DIR is not set: nothing is erased"]
    if not settings.ERASED_FILE:
        return [*faults, "HJEMVEJ_ERASED_FILE is not set: nothing is erased"]
    folder = pathlib.Path(settings.ERASED_FILE).parent
    return faults + ([] if folder.is_dir() else [f"{folder} is not there: nothing is erased"])
