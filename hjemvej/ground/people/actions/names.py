"""What do we change of a person's names? The old one stays findable, with the time in which we used it."""

import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from hjemvej.ground.people import rules
from hjemvej.ground.people.models import Person, PersonName
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record

from .persons import PersonNeedsNameOrDescription


def learn_name(*, person: Person, given_names: str, surname: str, by: Viewer, at: datetime.datetime) -> Person:
    """We know the name now (or a better one); what we called the person until then is kept."""
    given_names, surname = rules.as_written(given_names), rules.as_written(surname)
    if not (given_names or surname):
        raise PersonNeedsNameOrDescription(_("Skriv navnet."))
    if (person.given_names, person.surname) == (given_names, surname):
        return person
    kind = PersonName.Kind.DESCRIPTION if person.is_nameless else PersonName.Kind.EARLIER
    with transaction.atomic():
        PersonName.objects.create(
            person=person, kind=kind, name=person.full_name[:200], known_from=_called_since(person), known_until=at
        )
        if kind == PersonName.Kind.DESCRIPTION:
            person.description = ""
        person.given_names, person.surname = given_names, surname
        person.save(update_fields=["given_names", "surname", "description"])
        record("people.name_learned", by=by, at=at, person_id=person.pk, details={"was": kind.value})
    return person


def _called_since(person: Person) -> datetime.datetime:
    """Since when the present name was in use: since the last one before it, or since the record was made."""
    last: datetime.datetime | None = person.names.aggregate(last=Max("known_until"))["last"]
    return last or person.created_at


def add_alias(
    *,
    person: Person,
    name: str,
    by: Viewer,
    at: datetime.datetime,
    kind: PersonName.Kind = PersonName.Kind.ALIAS,
) -> PersonName | None:
    """Another name the person goes by; nothing when we know it already."""
    name = rules.as_written(name)[:200]
    if not name:
        raise PersonNeedsNameOrDescription(_("Skriv det andet navn."))
    if name == person.full_name or person.names.filter(name__iexact=name, known_until=None).exists():
        return None
    with transaction.atomic():
        alias = PersonName.objects.create(person=person, kind=kind, name=name, known_from=at)
        record("people.alias_added", by=by, at=at, person_id=person.pk, details={"kind": kind.value})
    return alias


def remove_alias(*, person: Person, alias_id: int, by: Viewer, at: datetime.datetime) -> None:
    """The person does not go by this name any more, or never did; the log keeps it."""
    with transaction.atomic():
        if person.names.filter(pk=alias_id).delete()[0]:
            record("people.alias_removed", by=by, at=at, person_id=person.pk)
