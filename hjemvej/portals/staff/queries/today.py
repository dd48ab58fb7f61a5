"""What needs this viewer now? Each room's own answer, as steps in one list."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.efforts.one_entry import queries as one_entry
from hjemvej.efforts.safe_night.board.rules import Unsettled, not_settled
from hjemvej.efforts.safe_night.mornings.queries.figures import UnsafeNights, unsafe_nights
from hjemvej.efforts.safe_night.queries.places import HouseTonight, houses_tonight
from hjemvej.ground.casework.in_hand.queries.load import Load, team_load
from hjemvej.ground.shelters import queries as shelters
from hjemvej.ground.shelters.rules import night_of
from hjemvej.insight.mapping.queries import Overview
from hjemvej.insight.mapping.rules import change
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import Step, today_rows
from hjemvej.platform.ui import when
from hjemvej.platform.ui.number_words import number_word
from hjemvej.portals.staff.rules.today import in_order, once_a_person

DAY = datetime.timedelta(days=1)
END_OF_DAY = 23, 59  # what is due on a day, without a clock
HOUSES_SHOWN = 6
SHOWN = 5  # so that an ordinary day is seen at once on a desk of 1280 x 800; a leader's list leaves room for the team


def steps(*, viewer: Viewer, at: datetime.datetime) -> list[Step]:
    """All that waits for the viewer by tonight, law or word, in order of time and law."""
    found = (step for rows in today_rows() if not rows.is_fetched for step in rows.steps(viewer, at))
    return in_order(once_a_person(found))


def own_goals(*, viewer: Viewer, at: datetime.datetime) -> list[Step]:
    """What we have set ourselves for all whom the team follows, and have not kept."""
    return in_order(step for rows in today_rows() if rows.is_fetched for step in rows.steps(viewer, at))


def due_today(found: Iterable[Step], at: datetime.datetime) -> list[Step]:
    """Of the steps those with a deadline today or before; what is about tonight or at once is said by itself."""
    today = localtime(at).date()
    return [
        step
        for step in found
        if step.is_deadline and not step.is_tonight and not step.is_at_once and localtime(step.due_at).date() <= today
    ]


@dataclass(frozen=True)
class Glance:
    """The day in a sentence or two, and in figures."""

    at_once: int  # children who may need support: told at once
    without_place: int  # they asked, and wait
    outside: int  # and nobody has asked them
    urgent_inquiries: int  # about tonight, and nobody has asked for a place yet
    due_today: int
    due_detail: str
    new_inquiries: int
    own_inquiries: int

    @property
    def answer(self) -> str:
        """The day in a sentence or two, as the night board says it; nobody is said to be safe."""
        said = []
        if children := self.at_once:
            needs = ngettext(
                "Et barn kan have brug for støtte.", "Børn i %(n)s sager kan have brug for støtte.", children
            )
            said.append(needs % {"n": number_word(children)})
        said += not_settled(Unsettled(self.without_place, self.outside))
        if urgent := self.urgent_inquiries:
            hurries = ngettext("%(n)s henvendelse haster nu.", "%(n)s henvendelser haster nu.", urgent)
            said.append(hurries % {"n": number_word(urgent).capitalize()})
        if not said:
            said = [_("Ingen venter på et sted at sove i nat.")]
            if due := self.due_today:
                deadlines = ngettext("%(n)s frist i dag.", "%(n)s frister i dag.", due)
                said.append(deadlines % {"n": number_word(due).capitalize()})
        return " ".join(said)


def glance(found: list[Step], *, viewer: Viewer, at: datetime.datetime) -> Glance:
    """The figures at the top, counted from the same list that stands below."""
    due, waiting = due_today(found, at), sum(step.finds_place for step in found)
    inquiries = one_entry.inbox_counts(viewer=viewer)
    return Glance(
        at_once=sum(step.is_at_once for step in found),
        without_place=waiting,
        outside=sum(step.outside for step in found),
        urgent_inquiries=sum(step.is_tonight and not step.finds_place and not step.is_of_many for step in found),
        due_today=len(due),
        due_detail=_due_detail(due, at),
        new_inquiries=inquiries["new"],
        own_inquiries=inquiries["mine"],
    )


def _due_detail(due: list[Step], at: datetime.datetime) -> str:
    """How many should have been done by now, or when the first is."""
    late = sum(step.due_at < at for step in due)
    if late:
        return ngettext("%d er overskredet", "%d er overskredet", late) % late
    if not due:
        return ""
    first = min(localtime(step.due_at) for step in due)
    return _("i løbet af dagen") if (first.hour, first.minute) == END_OF_DAY else _("den første %s") % when.clock(first)


@dataclass(frozen=True)
class Tonight:
    """Return what is to the right of the list: the houses tonight, and the nights without a safe place."""

    houses: list[HouseTonight]
    unsafe: UnsafeNights


def tonight(*, viewer: Viewer, at: datetime.datetime) -> Tonight:
    night = night_of(at)
    return Tonight(
        houses=houses_tonight(shelters.houses_in_use()[:HOUSES_SHOWN], night, at),
        unsafe=unsafe_nights(viewer=viewer, from_night=night - 30 * DAY, until_night=night),
    )


@dataclass(frozen=True)
class Homeless:
    """The overview's own figures, the whole municipality's whoever looks, so that the two pages always agree."""

    today: int
    change: int | None  # none: chance alone may have made the difference
    before: int | None  # at the end of last month; none where nothing was counted then

    @property
    def words(self) -> str:
        """Against the end of last month, in words."""
        if self.change is None:
            return "" if self.before is None else _("%d ved månedsskiftet") % self.before
        if self.change > 0:
            return _("%d flere end ved månedsskiftet") % self.change
        if self.change < 0:
            return _("%d færre end ved månedsskiftet") % -self.change
        return _("lige så mange som ved månedsskiftet")


def homeless(counted: Overview) -> Homeless:
    before = counted.months[-2].active if len(counted.months) > 1 else None
    return Homeless(counted.active, change(counted.months), before)


@dataclass(frozen=True)
class Team:
    """How the work is shared, for those who lead it, and how much should have been done by now."""

    load: list[Load]
    late_answers: int  # whoever has taken the inquiry; the inbox's own figure

    @property
    def late_tasks(self) -> int:
        return sum(one.late for one in self.load)

    @property
    def in_one_line(self) -> str:
        tasks, late = sum(one.tasks for one in self.load), self.late_tasks
        said = [ngettext("%d åben opgave", "%d åbne opgaver", tasks) % tasks, _("%d overskredet") % late]
        if self.late_answers:
            answers = ngettext(
                "%d henvendelse skulle have haft svar", "%d henvendelser skulle have haft svar", self.late_answers
            )
            said.append(answers % self.late_answers)
        return " · ".join(said)


def team(*, viewer: Viewer, at: datetime.datetime) -> Team:
    return Team(
        load=team_load(viewer=viewer, at=at, on=localtime(at).date()),
        late_answers=one_entry.inbox("all", viewer=viewer, at=at).late,
    )
