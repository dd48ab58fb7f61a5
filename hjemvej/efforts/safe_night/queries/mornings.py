"""How was last night? Who slept where, who is missing, and who has been outside for how many nights."""

import datetime
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from hjemvej.efforts.safe_night.models import Answer, Night, Occupancy
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import Viewer

Status, Outcome = Occupancy.Status, Night.Outcome
DAY = datetime.timedelta(days=1)
FAR_BACK = 60  # nights outside in a row are counted no further


@dataclass(frozen=True)
class PersonsNight:
    """One person's night."""

    row: Night
    person: Person
    nights_outside: int


@dataclass(frozen=True)
class Morning:
    """A night as it stands now."""

    night: datetime.date
    is_made_up: bool
    unsafe: list[PersonsNight]
    missing: list[PersonsNight]
    safe: list[PersonsNight]

    @property
    def by_house(self) -> list[tuple[str, list[PersonsNight]]]:
        """Those who slept inside, house by house."""
        groups: dict[str, list[PersonsNight]] = {}
        for one in self.safe:
            groups.setdefault(one.row.house.name if one.row.house else _("Et andet trygt sted"), []).append(one)
        return list(groups.items())


@dataclass(frozen=True)
class NightInShort:
    """A night in one line, with what happened to some of those without a safe place."""

    night: datetime.date
    safe: int
    missing: int
    unsafe: int
    told: Sequence[Night]

    @property
    def is_made_up(self) -> bool:
        return bool(self.safe or self.missing or self.unsafe)


def night_in_short(night: datetime.date, *, viewer: Viewer, told: int = 3) -> NightInShort:
    """One query, and a few rows however many people: the first of each outcome, those with words before others."""
    is_silent = ExpressionWrapper(Q(what_happened=""), BooleanField())
    place = Window(RowNumber(), partition_by="outcome", order_by=[is_silent, "person_id"])
    rows = Night.objects.filter(night=night).annotate(people=Window(Count("id"), partition_by="outcome"), place=place)
    first = list(rows.filter(place__lte=told).select_related("person").order_by("place"))
    people: dict[str, int] = {row.outcome: row.people for row in first}
    safe, missing, unsafe = (people.get(outcome, 0) for outcome in (Outcome.SAFE, Outcome.MISSING, Outcome.UNSAFE))
    with_words = [row for row in first if row.outcome == Outcome.UNSAFE and row.what_happened]
    return NightInShort(night, safe, missing, unsafe, with_words)


def morning(night: datetime.date, *, viewer: Viewer) -> Morning:
    """Everybody's night, for the people the viewer needs to know of."""
    rows = list(Night.objects.filter(night=night).select_related("person", "house"))
    not_safe = {row.person_id for row in rows if row.outcome != Outcome.SAFE}
    outside = nights_outside(not_safe, night + DAY, viewer=viewer)
    found: dict[str, list[PersonsNight]] = {outcome: [] for outcome in Outcome}
    for row in rows:
        found[row.outcome].append(PersonsNight(row, row.person, outside.get(row.person_id, 0)))
    for group in (found[Outcome.UNSAFE], found[Outcome.MISSING]):
        group.sort(key=lambda one: (-one.nights_outside, str(one.person.pk)))
    found[Outcome.SAFE].sort(key=lambda one: (one.row.house.name if one.row.house else "", one.person.name))
    return Morning(night, bool(rows), found[Outcome.UNSAFE], found[Outcome.MISSING], found[Outcome.SAFE])


def persons_night(person_id: uuid.UUID, night: datetime.date, *, viewer: Viewer) -> Night | None:
    return Night.objects.filter(person_id=person_id, night=night).select_related("person", "house").first()


def nights_outside(person_ids: Collection[uuid.UUID], night: datetime.date, *, viewer: Viewer) -> dict[uuid.UUID, int]:
    """How many nights in a row, up to the one before this, each had no safe place; those with none are left out."""
    rows = Night.objects.filter(
        person_id__in=person_ids, outcome=Outcome.UNSAFE, night__lt=night, night__gte=night - DAY * FAR_BACK
    )
    unsafe: dict[uuid.UUID, set[datetime.date]] = {}
    for person_id, one in rows.values_list("person_id", "night"):
        unsafe.setdefault(person_id, set()).add(one)
    found = {}
    for person_id, nights in unsafe.items():
        number = 0
        while night - DAY * (number + 1) in nights:
            number += 1
        if number:
            found[person_id] = number
    return found


def stays_on(night: datetime.date, *, viewer: Viewer) -> QuerySet[Occupancy]:
    """Who slept in a house this night."""
    lasts = Q(until_night=None) | Q(until_night__gt=night)
    return Occupancy.objects.filter(lasts, from_night__lte=night, status__in=[Status.STAYING, Status.ENDED])


def what_was_tried(request_ids: Collection[uuid.UUID], *, viewer: Viewer) -> dict[uuid.UUID, tuple[bool, str]]:
    """For each request: was a place kept that nobody came to, and what happened in words."""
    words: dict[uuid.UUID, list[str]] = {pk: [] for pk in request_ids}
    kept: set[uuid.UUID] = set()
    for answer in Answer.objects.filter(request_id__in=request_ids).select_related("house").order_by("at"):
        if answer.kind == Answer.Kind.DECLINED:
            text = _("Sagde nej til %(house)s: “%(words)s”.")
        else:
            text = _("%(house)s sagde nej: %(words)s.")
        words[answer.request_id].append(text % {"house": answer.house.name, "words": answer.words})
    gone = Occupancy.objects.filter(request_id__in=request_ids, status__in=[Status.EXPIRED, Status.DID_NOT_COME])
    for row in gone.select_related("house").order_by("made_at"):
        if row.request_id is not None:
            kept.add(row.request_id)
            words[row.request_id].append(_("Kom ikke til %(house)s.") % {"house": row.house.name})
    nothing = _("Ingen plads blev fundet.")
    return {pk: (pk in kept, " ".join(found) or nothing) for pk, found in words.items()}
