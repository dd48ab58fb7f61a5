"""What does the board show, and what needs the viewer tonight?"""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.efforts.safe_night.board import rules
from hjemvej.efforts.safe_night.board.rules import Unsettled
from hjemvej.efforts.safe_night.models import Occupancy
from hjemvej.efforts.safe_night.placing.queries.tried import kept_places
from hjemvej.efforts.safe_night.placing.queries.unasked import (
    STATES,
    Seen,
    Unasked,
    shown,
    unasked,
    waiting_and_outside,
)
from hjemvej.efforts.safe_night.placing.queries.waiting import Waiting, waiting
from hjemvej.efforts.safe_night.queries.places import HouseTonight, houses_tonight
from hjemvej.ground.people.models import Person
from hjemvej.ground.shelters import queries as shelters
from hjemvej.ground.shelters.rules import night_of
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import Reported, Step, reports_tonight

Status = Occupancy.Status
UNASKED_SHOWN = 4  # of each kind on the board itself
HOUSES_SHOWN = 12  # on the board itself; a town the size of Roskilde has fewer


@dataclass(frozen=True)
class Held:
    """A place kept for a person on the way."""

    occupancy: Occupancy
    person: Person

    @property
    def name(self) -> str:
        return self.person.name.with_code

    @property
    def hides_place(self) -> bool:
        """Where a protected person will sleep is shown on no list, only on the person's own page."""
        return self.person.is_protected


@dataclass(frozen=True)
class HousesBeyond:
    """The number of houses that only the page of all houses shows, and how many of those take a guest in."""

    number: int
    can_take_in: int


@dataclass(frozen=True)
class Houses:
    """Every house tonight, without any person's name, so that all viewers may share a drawing."""

    every: list[HouseTonight]

    @property
    def free(self) -> int:
        """Places that a person can still be sent to tonight."""
        return sum(house.free for house in self.every if house.intake is not None)

    @property
    def free_first(self) -> list[HouseTonight]:
        """Every house; those that take a guest in come first."""
        return sorted(self.every, key=lambda house: not house.can_take_in)

    @property
    def shown(self) -> list[HouseTonight]:
        """The houses on the board itself."""
        return self.free_first[:HOUSES_SHOWN]

    @property
    def beyond(self) -> HousesBeyond:
        """The other houses, counted; the page of all houses lists them."""
        rest = self.free_first[HOUSES_SHOWN:]
        return HousesBeyond(len(rest), sum(house.can_take_in for house in rest))


@dataclass(frozen=True)
class PeopleTonight:
    """Everybody whose night is not settled, of those that the viewer needs to know of, and the held places.

    Of those for whom nobody has asked, the first are shown; `seen` has them all.
    """

    waiting: list[Waiting]
    held: list[Held]
    seen: list[Seen]
    unasked: list[Unasked]
    reports: list[Reported]

    @property
    def counts(self) -> Unsettled:
        states = Counter(seen.state for seen in self.seen)
        return Unsettled(len(self.waiting), states["outside"], states["was_in_cafe"], states["missing"],
                         len(self.reports))  # fmt: skip

    @property
    def from_cafe(self) -> list[Unasked]:
        return self._shown("was_in_cafe")

    @property
    def outside(self) -> list[Unasked]:
        return self._shown("outside")

    @property
    def missing(self) -> list[Unasked]:
        return self._shown("missing")

    def _shown(self, state: str) -> list[Unasked]:
        return [one for one in self.unasked if one.seen.state == state]

    @property
    def beyond(self) -> int:
        """How many of those nobody has asked only the whole list shows."""
        return len(self.seen) - len(self.unasked) + max(0, len(self.reports) - UNASKED_SHOWN)


def houses(night: datetime.date, at: datetime.datetime) -> Houses:
    """Every place tonight, whichever team's guest has it."""
    return Houses(houses_tonight(shelters.houses_in_use(), night, at))


def people(
    night: datetime.date, at: datetime.datetime, *, viewer: Viewer, shows: int | None = UNASKED_SHOWN
) -> PeopleTonight:
    """Return tonight's people, of those that the viewer needs to know of; of each kind nobody has asked, so many."""
    kept = list(kept_places(night, viewer=viewer).select_related("person", "place__room"))
    held = [row for row in kept if row.status == Status.HELD and row.held_until and row.held_until > at]
    held.sort(key=lambda row: (row.held_until, row.pk))
    waits = waiting(night, viewer=viewer, at=at, kept=kept)
    seen = unasked(night, viewer=viewer, at=at)
    first = [one for state in STATES for one in [one for one in seen if one.state == state][:shows]]
    return PeopleTonight(
        waits,
        [Held(row, row.person) for row in held],
        seen,
        shown(first, night, viewer=viewer),
        reports_tonight(viewer, at),
    )


def fingerprint(*, viewer: Viewer) -> str:
    """Return a mark that changes with every event: one cheap query, for pages that ask every few seconds."""
    with viewer.cursor() as cursor:
        cursor.execute("SELECT safe_night_latest_events()")
        return str(cursor.fetchone()[0])


def steps(viewer: Viewer, at: datetime.datetime) -> list[Step]:
    """List people who wait for a place tonight as steps of the whole team; those nobody has asked, in one step."""
    if not viewer.may(Permission.FIND_PLACE):
        return []
    listed = [_step(waits) for waits in waiting(night_of(at), viewer=viewer, at=at)]
    states = Counter(seen.state for seen in unasked(night_of(at), viewer=viewer, at=at))
    nobody_asked = Unsettled(0, states["outside"], states["was_in_cafe"], states["missing"], 0)
    if nobody_asked.unasked:
        listed.append(
            Step(
                due_at=at, chip=_("i nat"), kind="soon", title=_("Spørg dem, ingen har spurgt"),
                why=" ".join(rules.not_settled(nobody_asked)), url=reverse("safe_night:board"), action=_("Se tavlen"),
                is_tonight=True, is_of_many=True, outside=nobody_asked.outside, is_deadline=False,
            )
        )  # fmt: skip
    return listed


def _step(waits: Waiting) -> Step:
    nights = waits.nights_outside
    url = reverse("safe_night:request_place", args=[waits.person.pk])
    if waits.is_asked_for:
        url = reverse("safe_night:find_place", args=[waits.request_id])
    outside = ngettext("%d nat ude", "%d nætter ude i træk", nights) % nights if nights else ""
    return Step(
        due_at=waits.since,
        chip=_("i nat"),
        kind="late",
        title=waits.name,
        why=" · ".join(part for part in (waits.told, outside, *waits.needs, *waits.tried) if part),
        url=url,
        action=_("Find plads"),
        person_id=waits.person.pk,
        title_url=reverse("staff:person", args=[waits.person.pk]),
        is_tonight=True,
        finds_place=True,
    )


def badge(viewer: Viewer, at: datetime.datetime) -> str:
    """Say for the menu, in words, how many wait and how many are outside and not asked; a single query."""
    return rules.badge(*waiting_and_outside(night_of(at), viewer=viewer, at=at))


def unplaced(night: datetime.date, at: datetime.datetime, *, viewer: Viewer) -> int:
    """Count the people that `waiting` lists."""
    return waiting_and_outside(night, viewer=viewer, at=at)[0]
