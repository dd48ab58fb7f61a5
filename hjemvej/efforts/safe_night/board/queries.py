"""What does the board show, and what needs the viewer tonight?"""

import datetime
import uuid
from collections import Counter
from dataclasses import dataclass

from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.efforts.safe_night.board import rules
from hjemvej.efforts.safe_night.board.rules import Free, Unsettled
from hjemvej.efforts.safe_night.models import Occupancy
from hjemvej.efforts.safe_night.placing.queries.tried import kept_places
from hjemvej.efforts.safe_night.placing.queries.unasked import (
    STATES,
    Seen,
    Unasked,
    shown,
    waiting_and_outside,
    waits_and_unasked,
)
from hjemvej.efforts.safe_night.placing.queries.waiting import Waiting, waiting_of
from hjemvej.efforts.safe_night.queries.places import HouseTonight, houses_tonight
from hjemvej.ground.people.models import Person
from hjemvej.ground.shelters import queries as shelters
from hjemvej.ground.shelters.rules import night_of
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import Reported, Step, reports_tonight

Status = Occupancy.Status
WAITING_SHOWN = 12  # on the board itself, as HOUSES_SHOWN
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
    def free(self) -> Free:
        """Places that a person can still be sent to tonight."""
        open_now = [house for house in self.every if house.intake is not None]
        beds = sum(house.free for house in open_now if not house.house.has_chairs)
        return Free(beds, sum(house.free for house in open_now) - beds)

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
class Everybody:
    """Everybody whose night is not settled, of those that the viewer needs to know of; reports are of strangers."""

    waits: list[uuid.UUID]
    seen: list[Seen]
    reports: list[Reported]

    @property
    def counts(self) -> Unsettled:
        states = Counter(seen.state for seen in self.seen)
        return Unsettled(len(self.waits), states["outside"], states["was_in_cafe"], states["missing"],
                         len(self.reports))  # fmt: skip

    @property
    def first(self) -> "Everybody":
        """The first of each kind, as the board itself shows them."""
        of_each: list[Seen] = []
        for state in STATES:
            of_each += [seen for seen in self.seen if seen.state == state][:UNASKED_SHOWN]
        return Everybody(self.waits[:WAITING_SHOWN], of_each, self.reports[:UNASKED_SHOWN])

    def part(self, first: int, until: int | None) -> "Everybody":
        """Some of them, in the order of the lists: who waits, who is seen, who is reported."""
        every = [*self.waits, *self.seen, *self.reports][first:until]
        return Everybody(
            [one for one in every if isinstance(one, uuid.UUID)],
            [one for one in every if isinstance(one, Seen)],
            [one for one in every if isinstance(one, Reported)],
        )

    def __len__(self) -> int:
        return len(self.waits) + len(self.seen) + len(self.reports)


@dataclass(frozen=True)
class PeopleTonight:
    """Those of everybody that a page shows, with their names, and the held places."""

    every: Everybody
    waiting: list[Waiting]
    held: list[Held]
    unasked: list[Unasked]
    reports: list[Reported]

    @property
    def counts(self) -> Unsettled:
        return self.every.counts

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
    def shown(self) -> int:
        return len(self.waiting) + len(self.unasked) + len(self.reports)

    @property
    def beyond(self) -> int:
        """How many only another page shows."""
        return len(self.every) - self.shown


def houses(night: datetime.date, at: datetime.datetime) -> Houses:
    """Every place tonight, whichever team's guest has it."""
    return Houses(houses_tonight(shelters.houses_in_use(), night, at))


def everybody(night: datetime.date, at: datetime.datetime, *, viewer: Viewer) -> Everybody:
    return Everybody(*waits_and_unasked(night, viewer=viewer, at=at), reports_tonight(viewer, at))


def people(
    every: Everybody, shows: Everybody, night: datetime.date, at: datetime.datetime, *, viewer: Viewer
) -> PeopleTonight:
    """Return those of everybody that a page `shows`."""
    kept = list(kept_places(night, viewer=viewer).select_related("person", "place__room"))
    held = [row for row in kept if row.status == Status.HELD and row.held_until and row.held_until > at]
    held.sort(key=lambda row: (row.held_until, row.pk))
    return PeopleTonight(
        every,
        waiting_of(shows.waits, night, viewer=viewer, kept=kept),
        [Held(row, row.person) for row in held],
        shown(shows.seen, night, viewer=viewer),
        shows.reports,
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
    night = night_of(at)
    waits, unasked = waits_and_unasked(night, viewer=viewer, at=at)
    listed = [_step(one) for one in waiting_of(waits, night, viewer=viewer)]
    states = Counter(seen.state for seen in unasked)
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
    url = reverse_lazy("safe_night:request_place", args=[waits.person.pk])
    if waits.is_asked_for:
        url = reverse_lazy("safe_night:find_place", args=[waits.request_id])
    outside = ngettext("%d nat ude", "%d nætter ude i træk", nights) % nights if nights else ""
    asked = _("Bad om en plads") if waits.is_asked_for else _("Meldt til natten")
    said = (waits.told, outside, *waits.tried)
    return Step(
        due_at=waits.since,
        chip=_("i nat"),
        kind="late",
        title=waits.name,
        why=" · ".join(part for part in (*(said if any(said) else [asked]), *waits.needs) if part),
        url=url,
        action=_("Find plads"),
        person_id=waits.person.pk,
        title_url=reverse_lazy("staff:person", args=[waits.person.pk]),
        is_tonight=True,
        finds_place=True,
        nights_outside=nights,
    )


def badge(viewer: Viewer, at: datetime.datetime) -> str:
    """Say for the menu, in words, how many wait and how many are outside and not asked; a single query."""
    return rules.badge(*waiting_and_outside(night_of(at), viewer=viewer, at=at))


def unplaced(night: datetime.date, at: datetime.datetime, *, viewer: Viewer) -> int:
    """Count the people that `who_waits` lists."""
    return waiting_and_outside(night, viewer=viewer, at=at)[0]
