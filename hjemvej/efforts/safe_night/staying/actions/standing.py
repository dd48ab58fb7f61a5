"""How is made again what follows from a house's own paragraph? Where guests slept, their nights, and the notices."""

import datetime
import uuid
from collections import defaultdict

from django.db import transaction

from hjemvej.efforts.safe_night.staying.queries.standing import Standing, admitted_on, standing
from hjemvej.ground.people.models import Person
from hjemvej.ground.shelters.models import House
from hjemvej.ground.situations.actions import record_situations_in_bulk
from hjemvej.ground.situations.models import Situation
from hjemvej.ground.situations.queries import stay_of
from hjemvej.ground.situations.rules import Stay, replacement
from hjemvej.platform.access.viewer import Viewer, looking_as, system
from hjemvej.platform.rooms import StaysOfHouses, StaysTouched, derive_again

from .telling import begin_notice, take_back_notice


def _touched(before: House, after: House, *, from_on: datetime.date, at: datetime.datetime) -> StaysTouched:  # noqa: ARG001
    """Count what would change, of all guests: also those whom the viewer does not know."""
    machine = system("Et steds paragraf rettes")
    with looking_as(machine):
        return standing(before, after, from_on=from_on, viewer=machine).touched


def _make_again(
    before: House, after: House, *, from_on: datetime.date, by: Viewer, at: datetime.datetime
) -> StaysTouched:
    """Write what follows from the house as it stands, as a correction; the nights follow where guests slept."""
    machine = system("Et steds paragraf rettes")
    with transaction.atomic(), looking_as(machine):
        guests = {stay.person_id for stay in standing(before, after, from_on=from_on, viewer=machine).stays}
        list(Person.objects.select_for_update(no_key=True).filter(pk__in=guests).order_by("pk").values("pk"))
        found = standing(before, after, from_on=from_on, viewer=machine)
        _correct_situations(found, by=by, at=at)
        derive_again(sorted(guests), from_on=None if from_on == datetime.date.min else from_on, by=by, at=at)
        for stay in found.ends:
            take_back_notice(stay, by=by, at=at)
        for stay in found.begins:
            begin_notice(stay, by=machine, at=at, admitted_on=admitted_on(stay, from_on))
        return found.touched


def _correct_situations(found: Standing, *, by: Viewer, at: datetime.datetime) -> None:
    new: dict[uuid.UUID, list[Stay]] = defaultdict(list)
    for row, stay in found.right:
        new[row.person_id].append(stay)
    known: dict[uuid.UUID, list[Stay]] = {person_id: [] for person_id in new}
    for row in Situation.objects.filter(person_id__in=new, superseded_at=None):
        known[row.person_id].append(stay_of(row))
    right = {}
    for person_id, stays in new.items():
        right[person_id] = known[person_id]
        for stay in stays:
            wrong, instead = replacement(right[person_id], stay)
            right[person_id] = [one for one in right[person_id] if one not in wrong] + instead
    record_situations_in_bulk(stays=right, worked_out_from=known, by=by, at=at)


STAYS_OF_HOUSES = StaysOfHouses(_touched, _make_again)
