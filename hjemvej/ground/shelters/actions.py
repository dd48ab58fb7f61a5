"""What do we change about houses? Their facts, rooms, places, hours and closures."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.rooms import StaysTouched, stays_of_houses, taken_places
from hjemvej.platform.spans.queries import not_over_on
from hjemvej.platform.ui.refusals import Refused
from hjemvej.platform.ui.when import short_date

from .models import Closure, DayRate, House, OpeningHours, Place, Room
from .rules import ALWAYS, TRAITS, night_of, under_from

FACTS = (
    "name", "kind", "paragraph", "organisation_id", "municipality_code", "municipality_name", "address",
    "address_is_secret", "phone", "note", "max_nights", "order", "is_active",
)  # fmt: skip
NAMED = 5  # places, in a refusal


class AlreadyClosed(Refused):
    """The place is closed some of those nights already."""

    field = "from_night"


class NightIsOver(Refused):
    """Nights that are over stand as they were shown."""

    field = "from_night"


class StillTaken(Refused):
    """Somebody sleeps there, or a place is held for them."""

    field = "is_active"


class NameTaken(Refused):
    """Another house, room or place has this name."""


class ParagraphWouldFollow(Refused):
    """Another kind of house would stand under another paragraph, and nobody has said so."""

    field = "kind"


class NothingToCorrect(Refused):
    """The house stands under that paragraph already."""

    field = "paragraph"


class RateBegins(Refused):
    """Another rate begins on that day."""

    field = "valid_from"


class NotYet(Refused):
    """A day that has not come."""

    field = "from_on"


@dataclass(frozen=True)
class DayHours:
    """One weekday's hours as typed."""

    weekday: int
    opens_at: datetime.time
    closes_at: datetime.time
    intake_until: datetime.time | None = None


def create_house(*, facts: Mapping[str, Any], by: Viewer, at: datetime.datetime) -> House:
    """A new house with no places yet."""
    house = House(**{name: facts[name] for name in FACTS if name in facts})
    with transaction.atomic():
        _save(house)
        record("shelters.house_created", by=by, at=at, details={"house": str(house.pk)})
    return house


def change_house(*, house: House, facts: Mapping[str, Any], by: Viewer, at: datetime.datetime) -> None:
    goes_out_of_use = house.is_active and not facts.get("is_active", True)
    for name in FACTS:
        if name in facts:
            setattr(house, name, facts[name])
    with transaction.atomic():
        _refuse_in_silence(house, at)
        if goes_out_of_use:
            _refuse_while_taken(Place.objects.filter(room__house=house), at)
        _save(house)
        record("shelters.house_changed", by=by, at=at, details={"house": str(house.pk)})


def _refuse_in_silence(after: House, at: datetime.datetime) -> None:
    """Refuse that stays come to stand under another paragraph because the house is called something else."""
    before = House.objects.get(pk=after.pk)
    if after.stands_under != before.stands_under:
        touched = stays_of_houses().touched(before, after, from_on=ALWAYS, at=at)
        if touched.stays or touched.situations or touched.left_alone:
            words = _("Så bor man der efter noget andet (%(what)s). Ret først det: så rettes opholdene med.")
            raise ParagraphWouldFollow(words % {"what": House.Paragraph(after.stands_under).label})


def would_touch(*, house: House, paragraph: str, from_on: datetime.date, at: datetime.datetime) -> StaysTouched:
    """Count what another paragraph from a day on would make anew."""
    after = _under_from(house, paragraph, from_on, at)
    return stays_of_houses().touched(house, after, from_on=from_on, at=at)


def change_paragraph(
    *, house: House, paragraph: str, from_on: datetime.date, by: Viewer, at: datetime.datetime
) -> StaysTouched:
    """One stays there under another paragraph, from a day on or all the time: what follows from it is made again.

    Where guests slept, their nights and the notices become corrections: what was known then stands.
    """
    with transaction.atomic():
        before = House.objects.select_for_update().get(pk=house.pk)
        after = _under_from(before, paragraph, from_on, at)
        after.save(update_fields=["paragraph", "stood_under"])
        touched = stays_of_houses().make_again(before, after, from_on=from_on, by=by, at=at)
        details: dict[str, object] = {
            "house": str(house.pk), "paragraph": paragraph, "stays": touched.stays,
            "from": "" if from_on == ALWAYS else from_on.isoformat(),
        }  # fmt: skip
        record("shelters.paragraph_changed", by=by, at=at, details=details)
    return touched


def _under_from(house: House, paragraph: str, from_on: datetime.date, at: datetime.datetime) -> House:
    if from_on > night_of(at):
        raise NotYet(_("Dagen er ikke kommet. Skriv det den dag, det begynder, eller en dag, der er gået."))
    after = under_from(house, paragraph, from_on)
    if house.stands_under == paragraph and after.stood_under == house.stood_under:
        raise NothingToCorrect(_("Sådan står det allerede."))
    return after


def set_rate(*, house: House, rate: Mapping[str, Any], by: Viewer, at: datetime.datetime) -> DayRate:
    """What a day costs from a day on; the rate before ends then, and one that begins later stands."""
    with transaction.atomic():
        list(House.objects.select_for_update().filter(pk=house.pk).values("pk"))
        rates, first = DayRate.objects.filter(house=house), rate["valid_from"]
        if rates.filter(valid_from=first).exists():
            raise RateBegins(_("Der er allerede en takst fra den dag. Skriv en anden dag."))
        later = rates.filter(valid_from__gt=first).order_by("valid_from").values_list("valid_from", flat=True).first()
        rates.filter(Q(valid_to=None) | Q(valid_to__gt=first), valid_from__lt=first).update(valid_to=first)
        made = DayRate.objects.create(house=house, valid_to=later, **rate)
        details: dict[str, object] = {"house": str(house.pk), "from": first.isoformat()}
        record("shelters.rate_set", by=by, at=at, details=details)
    return made


def set_hours(*, house: House, hours: Sequence[DayHours], by: Viewer, at: datetime.datetime) -> None:
    """The week's hours, in place of those before. None at all: always open."""
    with transaction.atomic():
        OpeningHours.objects.filter(house=house).delete()
        OpeningHours.objects.bulk_create([
            OpeningHours(house=house, weekday=day.weekday, opens_at=day.opens_at, closes_at=day.closes_at,
                         intake_until=day.intake_until)
            for day in hours
        ])  # fmt: skip
        record("shelters.hours_set", by=by, at=at, details={"house": str(house.pk), "days": len(hours)})


def add_place(
    *, house: House, room_name: str, label: str, traits: Mapping[str, bool], by: Viewer, at: datetime.datetime
) -> Place:
    """One more place, in a room that is made if it isn't there."""
    with transaction.atomic():
        room, _made = Room.objects.get_or_create(house=house, name=room_name)
        place = Place(room=room, label=label, **{name: bool(traits.get(name)) for name in TRAITS})
        _save(place)
        record("shelters.place_added", by=by, at=at, details={"house": str(house.pk), "place": str(place.pk)})
    return place


def change_place(*, place: Place, facts: Mapping[str, Any], by: Viewer, at: datetime.datetime) -> None:
    """What the place is called, for whom it is, and whether it is in use."""
    goes_out_of_use = place.is_active and not facts.get("is_active", True)
    for name in ("label", "is_active", *TRAITS):
        if name in facts:
            setattr(place, name, facts[name])
    with transaction.atomic():
        if goes_out_of_use:
            _refuse_while_taken(Place.objects.filter(pk=place.pk), at)
        _save(place)
        record("shelters.place_changed", by=by, at=at, details={"place": str(place.pk)})


def close_place(
    *,
    place_id: uuid.UUID,
    from_night: datetime.date,
    until_night: datetime.date | None,
    why: str,
    by: Viewer,
    at: datetime.datetime,
) -> Closure:
    """Nobody is offered the place from this night until that one (the first it can be used again)."""
    if from_night < night_of(at):
        raise NightIsOver(_("Nætter, der er gået, står, som de var. Skriv i nat eller en senere nat."))
    closure = Closure(place_id=place_id, from_night=from_night, until_night=until_night, why=why)
    with transaction.atomic():
        try:
            with transaction.atomic():
                closure.save()
        except IntegrityError as problem:
            raise AlreadyClosed(_("Pladsen er allerede lukket nogle af de nætter.")) from problem
        record("shelters.place_closed", by=by, at=at, why=why, details={"place": str(place_id)})
    return closure


def open_place(*, place_id: uuid.UUID, night: datetime.date, by: Viewer, at: datetime.datetime) -> bool:
    """The place can be used again from this night; False when it wasn't closed."""
    with transaction.atomic():
        closures = Closure.objects.filter(place_id=place_id)
        begun = closures.filter(not_over_on(night, until="until_night"), from_night__lt=night)
        changed = begun.update(until_night=night)
        changed += closures.filter(from_night=night).delete()[0]
        if changed:
            record("shelters.place_opened", by=by, at=at, details={"place": str(place_id)})
    return bool(changed)


def _refuse_while_taken(places: QuerySet[Place], at: datetime.datetime) -> None:
    """Hold the places, so that nobody gets one meanwhile, and refuse while somebody sleeps in one or has it held."""
    held = list(places.select_related("room").select_for_update(of=("self",)).order_by("pk"))
    taken = taken_places()([place.pk for place in held], night_of(at), at)
    held.sort(key=lambda place: (len(place.room.name), place.room.name, len(place.label), place.label))
    named = [
        _("%(room)s, %(place)s (%(until)s)")
        % {"room": place.room.name, "place": place.label, "until": _until(taken[place.pk])}
        for place in held
        if place.pk in taken
    ]
    if named:
        more = _(" og %d til") % (len(named) - NAMED) if len(named) > NAMED else ""
        raise StillTaken(
            _(
                "Der er gæster, eller pladser er reserveret: %(places)s. Flyt gæsterne, eller skriv, at de er rejst, i"
                " I nat først. Skal der bare ikke komme nye, så luk pladserne i stedet."
            )
            % {"places": "; ".join(named[:NAMED]) + more}
        )


def _until(day: datetime.date | None) -> str:
    return _("til %s") % short_date(day) if day else _("uden slutdag")


def _save(thing: House | Place) -> None:
    try:
        with transaction.atomic():
            thing.save()
    except IntegrityError as problem:
        if isinstance(thing, Place):
            raise NameTaken(_("Værelset har allerede en plads med det navn."), field="label") from problem
        raise NameTaken(_("Navnet er allerede i brug. Vælg et andet."), field="name") from problem
