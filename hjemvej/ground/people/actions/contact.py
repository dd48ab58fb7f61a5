"""What do we change of how a person is reached, and of who belongs with them?"""

import datetime
import uuid

from django.db import transaction

from hjemvej.ground.people.models import ContactWay, HouseholdMember, Person
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.sealing.cpr_numbers import CPR_WITH_A_DATE, CPR_WITH_A_SIGN, cover_cpr


def add_contact_way(
    *,
    person: Person,
    kind: str,
    value: str,
    by: Viewer,
    at: datetime.datetime,
    note: str = "",
    is_shared: bool = False,
    is_preferred: bool = False,
    is_secret: bool = False,
) -> ContactWay:
    """A way to reach them; the same again, or one of two after a merge, is corrected. One is the preferred."""
    value = value.strip()
    is_phone = kind == ContactWay.Kind.PHONE  # the Swedish 0701234567 is no CPR number
    value = cover_cpr(value, CPR_WITH_A_SIGN if is_phone else CPR_WITH_A_DATE)
    with transaction.atomic():
        if is_preferred:
            person.contact_ways.filter(is_preferred=True).update(is_preferred=False)
        known = person.contact_ways.filter(kind=kind, value=value, until_on=None).order_by("pk").first()
        way = known or ContactWay(person=person, kind=kind, value=value)
        way.note, way.is_shared, way.is_preferred, way.is_secret = note.strip(), is_shared, is_preferred, is_secret
        way.save()
        record("people.contact_way_added", by=by, at=at, person_id=person.pk, details={"kind": kind})
    return way


def end_contact_way(*, person: Person, way_id: int, until_on: datetime.date, by: Viewer, at: datetime.datetime) -> None:
    """This no longer reaches them; it stays on record until erased, so that nobody rings it again."""
    with transaction.atomic():
        if person.contact_ways.filter(pk=way_id, until_on=None).update(until_on=until_on, is_preferred=False):
            record("people.contact_way_ended", by=by, at=at, person_id=person.pk)


def add_household_member(
    *,
    person: Person,
    relation: str,
    by: Viewer,
    at: datetime.datetime,
    name: str = "",
    born_year: int | None = None,
    is_with_them: bool = True,
    also_person_id: uuid.UUID | None = None,
) -> HouseholdMember:
    """A child, a partner or another who belongs with this person."""
    with transaction.atomic():
        member = person.household.create(
            relation=relation,
            name=name.strip(),
            born_year=born_year,
            is_with_them=is_with_them,
            also_person_id=also_person_id,
        )
        record("people.household_member_added", by=by, at=at, person_id=person.pk, details={"relation": relation})
    return member


def remove_household_member(*, person: Person, member_id: int, by: Viewer, at: datetime.datetime) -> None:
    """Does not belong with this person any more."""
    with transaction.atomic():
        if person.household.filter(pk=member_id).delete()[0]:
            record("people.household_member_removed", by=by, at=at, person_id=person.pk)
