"""What do we change of a person's own record? Created, mended, given a CPR number, protected."""

import datetime
import uuid
from typing import TypedDict

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hjemvej.ground.people import cpr as cpr_numbers
from hjemvej.ground.people import rules
from hjemvej.ground.people.models import NUMBER, Person
from hjemvej.platform.access.actions import open_need
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused

from .numbers import CprBelongsToAnother, holder_of_number


class PersonNeedsNameOrDescription(Refused):
    """Without a name or a description nobody could tell whom the record is about."""


class PersonChanges(TypedDict, total=False):
    """The fields that may simply be corrected; names, CPR and protection have actions of their own."""

    given_names: str
    surname: str
    description: str
    sex: str
    born_on: datetime.date | None
    born_year: int | None
    born_year_is_guess: bool
    has_no_permanent_stay: bool
    citizenship: str
    language: str
    needs_interpreter: bool
    accessibility_needs: str
    animals: str
    channel_of_service: str
    channel_since_on: datetime.date | None
    digital_post_exempt_until: datetime.date | None
    died_on: datetime.date | None


def create_person(
    *,
    by: Viewer,
    at: datetime.datetime,
    given_names: str = "",
    surname: str = "",
    description: str = "",
    sex: str = "unknown",
    born_on: datetime.date | None = None,
    born_year: int | None = None,
    born_year_is_guess: bool = False,
    cpr: str = "",
    protection: str = "none",
    animals: str = "",
    language: str = "",
    has_no_permanent_stay: bool = False,
    basis: NeedToKnow.Basis = NeedToKnow.Basis.CASE,
) -> Person:
    """Create a person; with the CPR number of a citizen that the viewer knows of, return that citizen."""
    given_names, surname, description = map(rules.as_written, (given_names, surname, description))
    if not (given_names or surname or description):
        raise PersonNeedsNameOrDescription(_("Skriv et navn, eller beskriv hvem det er, fx ”ukendt mand, stationen”."))
    digits = cpr_numbers.parse(cpr) if cpr.strip() else ""
    person = Person(
        given_names=given_names,
        surname=surname,
        description=description,
        sex=sex,
        born_on=born_on or (cpr_numbers.born_on(digits) if digits else None),
        born_year=None if born_on or digits else born_year,
        born_year_is_guess=bool(born_year) and born_year_is_guess,
        protection=protection,
        animals=animals.strip(),
        language=language.strip(),
        has_no_permanent_stay=has_no_permanent_stay,
        created_at=at,
    )
    if digits:
        person.cpr_encrypted, person.cpr_lookup = cpr_numbers.encrypt(digits), cpr_numbers.lookup(digits)
        if known := holder_of_number(digits, by=by, at=at):
            return _known_person(known, by=by, at=at)
    try:
        with transaction.atomic():
            _insert(person, basis=basis, by=by, at=at)
    except IntegrityError:  # a list brought it in the same second
        known = holder_of_number(digits, by=by, at=at) if digits else None
        if known is None:
            raise
        return _known_person(known, by=by, at=at)
    return person


def _insert(person: Person, *, basis: NeedToKnow.Basis, by: Viewer, at: datetime.datetime) -> None:
    if by.organisation_id:
        open_need(person_id=person.pk, organisation_id=by.organisation_id, basis=basis, by=by, at=at)
    person.save(force_insert=True)
    details: dict[str, object] = {"nameless": person.is_nameless, "has_cpr": bool(person.cpr_lookup)}
    record("people.person_created", by=by, at=at, person_id=person.pk, details=details)


def _known_person(person_id: uuid.UUID, *, by: Viewer, at: datetime.datetime) -> Person:
    with transaction.atomic():
        record("people.known_person_found_by_cpr", by=by, at=at, person_id=person_id)
        return Person.objects.get(pk=person_id)


def change_person(
    *, person: Person, changes: PersonChanges, by: Viewer, at: datetime.datetime, why: str = ""
) -> Person:
    """Correct what stands of a person; nothing is written when nothing is new."""
    changed = [name for name, value in changes.items() if getattr(person, name) != value]
    if not changed:
        return person
    for name in changed:
        setattr(person, name, changes[name])  # type: ignore[literal-required]
    if not (person.given_names or person.surname or person.description):
        raise PersonNeedsNameOrDescription(_("Skriv et navn, eller beskriv hvem det er."))
    with transaction.atomic():
        person.save(update_fields=changed)
        record("people.person_changed", by=by, at=at, person_id=person.pk, why=why, details={"fields": sorted(changed)})
    return person


def set_cpr(*, person: Person, cpr: str, by: Viewer, at: datetime.datetime) -> Person:
    """Give a person their CPR number, or take a wrong one away with an empty text."""
    digits = cpr_numbers.parse(cpr) if cpr.strip() else ""
    hashed = cpr_numbers.lookup(digits) if digits else None
    if (hashed or "") == person.number_mark:
        return person
    if digits:
        refuse_number_of_another(digits, person=person, by=by, at=at)
    person.cpr_encrypted, person.cpr_lookup = (cpr_numbers.encrypt(digits) if digits else ""), hashed
    person.cpr_waiting = ""
    if digits:
        person.born_on, person.born_year, person.born_year_is_guess = cpr_numbers.born_on(digits), None, False
    try:
        with transaction.atomic():
            person.save(update_fields=[*NUMBER, "born_on", "born_year", "born_year_is_guess"])
            record("people.cpr_set" if digits else "people.cpr_removed", by=by, at=at, person_id=person.pk)
    except IntegrityError:  # a list gave it to another in the same second
        person.refresh_from_db()
        refuse_number_of_another(digits, person=person, by=by, at=at)
        raise
    return person


def refuse_number_of_another(digits: str, *, person: Person, by: Viewer, at: datetime.datetime) -> None:
    """Refuse a number that another citizen has, of ours or of another team's."""
    if holder_of_number(digits, by=by, at=at) not in (None, person.pk):
        raise CprBelongsToAnother


def protect(person: Person, kind: str, *, by: Viewer, at: datetime.datetime, why: str) -> Person:
    """Protect somebody of whom a list says that they are protected."""
    return set_protection(person=person, protection=kind, by=by, at=at, why=why)


def set_protection(
    *,
    person: Person,
    protection: str,
    by: Viewer,
    at: datetime.datetime,
    last_on: datetime.date | None = None,
    why: str = "",
) -> Person:
    """Protect a person's name and address, or lift it; with the last day before it lapses by itself."""
    last_on = None if protection == Person.Protection.NONE else last_on
    if (person.protection, person.protection_last_on) == (protection, last_on):
        return person
    with transaction.atomic():
        person.protection, person.protection_last_on = protection, last_on
        person.save(update_fields=["protection", "protection_last_on"])
        name = "people.protection_lifted" if protection == Person.Protection.NONE else "people.person_protected"
        record(name, by=by, at=at, person_id=person.pk, why=why, details={"protection": protection})
    return person
