"""How was last night? Who slept where, who is missing, and who has been outside for how many nights."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _

from hjemvej.efforts.safe_night.models import Night, Occupancy, Outcome
from hjemvej.efforts.safe_night.queries.nights import nights_as_known, nights_outside
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.spans.queries import lasting_night
from hjemvej.platform.ui.alphabet import DanishOrder, danish_order

Status = Occupancy.Status
INSIDE = (Outcome.SAFE, Outcome.CHAIR)
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class PersonsNight:
    """A person's night."""

    row: Night
    nights_outside: int = 0

    @property
    def name(self) -> str:
        return self.row.person.name.with_code

    @property
    def words(self) -> str:
        """What happened; of a protected person it may name a house, and stands on the person's own page alone."""
        return "" if self.row.person.is_protected else self.row.what_happened


@dataclass(frozen=True)
class SleptInside:
    """How many people slept in a house, or sat there; without a house, in another safe place."""

    house_id: uuid.UUID | None
    name: str
    people: int
    chairs: int = 0  # of them


@dataclass(frozen=True)
class Morning:
    """A night as known now: each person who was not safe, and the others counted by house.

    Of those whose night nobody has assessed only the number: they have a roof, as far as is known.
    """

    night: datetime.date
    unsafe: list[PersonsNight]
    missing: list[PersonsNight]
    inside: list[SleptInside]
    not_assessed: int = 0

    @property
    def chairs(self) -> int:
        return sum(house.chairs for house in self.inside)

    @property
    def safe(self) -> int:
        return sum(house.people - house.chairs for house in self.inside)

    @property
    def is_made_up(self) -> bool:
        return bool(self.unsafe or self.missing or self.inside or self.not_assessed)


@dataclass(frozen=True)
class NightInShort:
    """A night in a line, with what happened to a few of the people without a safe place."""

    night: datetime.date
    safe: int
    missing: int
    unsafe: int
    told: Sequence[Night]
    chair: int = 0
    not_assessed: int = 0

    @property
    def is_made_up(self) -> bool:
        return bool(self.safe or self.missing or self.unsafe or self.chair or self.not_assessed)


def night_in_short(night: datetime.date, *, viewer: Viewer, told: int = 3) -> NightInShort:
    """Sum up a night: the counts, and the first `told` people without a safe place of whom there are words."""
    rows = nights_as_known(viewer=viewer).filter(night=night)
    people = dict(rows.values_list("outcome").annotate(people=Count("person")).order_by())
    first = rows.filter(outcome=Outcome.UNSAFE).exclude(what_happened="").select_related("person").order_by("person_id")
    with_words = [row for row in first[:told] if not row.person.is_protected] if people.get(Outcome.UNSAFE) else []
    return NightInShort(night, told=with_words, **{kind.value: people.get(kind, 0) for kind in Outcome})


def morning(night: datetime.date, *, viewer: Viewer) -> Morning:
    """Return the night of every person that the viewer needs to know of."""
    nights = nights_as_known(viewer=viewer).filter(night=night)
    rows = list(nights.filter(outcome__in=(Outcome.UNSAFE, Outcome.MISSING)).select_related("person"))
    outside = nights_outside({row.person_id for row in rows}, night + DAY, viewer=viewer)
    found: dict[str, list[PersonsNight]] = {Outcome.UNSAFE: [], Outcome.MISSING: []}
    for row in rows:
        found[row.outcome].append(PersonsNight(row, outside.get(row.person_id, 0)))
    for group in found.values():
        group.sort(key=lambda person: (-person.nights_outside, str(person.row.person_id)))
    houses = (
        nights.filter(outcome__in=INSIDE)
        .values_list("house_id", "house__name")
        .annotate(people=Count("id"), chairs=Count("id", filter=Q(outcome=Outcome.CHAIR)))
        .order_by(F("house__order").asc(nulls_last=True), DanishOrder("house__name"))
    )
    inside = [SleptInside(pk, name or _("Et andet trygt sted"), people, chairs) for pk, name, people, chairs in houses]
    not_assessed = nights.filter(outcome=Outcome.NOT_ASSESSED).count()
    return Morning(night, found[Outcome.UNSAFE], found[Outcome.MISSING], inside, not_assessed)


def slept_inside(night: datetime.date, house_id: uuid.UUID | None, *, viewer: Viewer) -> list[PersonsNight]:
    """The people who slept or sat in this house, by name; without a house, those in another place.

    The protected are counted and never named: where they sleep is shown on no list.
    """
    inside = nights_as_known(viewer=viewer).filter(night=night, outcome__in=INSIDE).select_related("person", "house")
    rows = inside.filter(house_id=house_id) if house_id else inside.filter(house=None)
    named = [PersonsNight(row) for row in rows if not row.person.is_protected]
    return sorted(named, key=lambda person: danish_order(person.name))


def stays_on(night: datetime.date, *, viewer: Viewer) -> QuerySet[Occupancy]:
    """The stays of this night."""
    return viewer.rows_of(Occupancy).filter(lasting_night(night), status__in=[Status.STAYING, Status.ENDED])
