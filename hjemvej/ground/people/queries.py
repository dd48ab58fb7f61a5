"""What do we ask about people? Who is it that somebody means, and what stands of them."""

import datetime
import uuid
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Func, QuerySet, UUIDField, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.platform.access.queries import need_of
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.models import Event
from hjemvej.platform.identity.queries import names_of_users
from hjemvej.platform.rooms import Step
from hjemvej.platform.sealing import seals
from hjemvej.platform.spans.queries import lasting_on, not_over_on
from hjemvej.platform.ui.alphabet import DanishOrder

from . import cpr, rules
from .models import IS_PROTECTED, ContactWay, HouseholdMember, Person, PersonName, ResponsibleMunicipality, full_name
from .shown_name import ShownName

SEXES = Person.Sex.choices
PROTECTIONS = Person.Protection.choices
CHANNELS = Person.Channel.choices
WAYS = ContactWay.Kind.choices
RELATIONS = HouseholdMember.Relation.choices
MET_ELSEWHERE = "people.number_met_elsewhere"
A_DAY = datetime.timedelta(days=1)


def id_of_cpr(digits: str) -> uuid.UUID | None:
    """Whose number this is, also when the viewer may not see them: for actions, never for a page."""
    return _one_id("SELECT people_known_by_cpr(%s)", cpr.lookup(digits))


def ids_of_cprs(hashes: list[str]) -> dict[str, uuid.UUID]:
    """Whose numbers these are, by their keyed hash, also of people the viewer may not see: for actions only."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT hash, people_known_by_cpr(hash) FROM unnest(%s::text[]) AS hash", [hashes])
        return {hashed: person_id for hashed, person_id in cursor.fetchall() if person_id}


def one_at_a_time(hashed: str, *, by: Viewer) -> None:
    """Wait until nobody else writes this number, and until this user's other numbers are answered and counted."""
    with connection.cursor() as cursor:
        for lock in (f"people.numbers_of.{by.user_id}", f"people.number.{hashed}"):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [lock])


def own_with_waiting_number(hashed: str, *, viewer: Viewer, at: datetime.datetime) -> uuid.UUID | None:
    """Return the viewer's own citizen that this number waits for."""
    ids = viewer.rows_of(Person).filter(cpr_waiting=hashed).order_by("created_at").values_list("pk", flat=True)
    return next((pk for pk in ids if need_of(viewer, pk, at=at)), None)


def with_waiting_number(*, viewer: Viewer) -> QuerySet[Person]:
    """Citizens that a list brought with a number which another team's citizen may have, the oldest first."""
    return viewer.rows_of(Person).exclude(cpr_waiting="").order_by("created_at", "pk")


def numbers_met(since: datetime.datetime, *, viewer: Viewer) -> QuerySet[Event]:
    """Numbers of others' citizens that the viewer's colleagues have typed, the latest first; not those of lists."""
    met = viewer.rows_of(Event).filter(name=MET_ELSEWHERE, organisation_id=viewer.team_id, at__gte=since)
    return met.exclude(details__has_key="from").order_by("-at")


def number_steps(viewer: Viewer, at: datetime.datetime) -> list[Step]:
    """On the leader's day: who has typed such numbers since yesterday, and the numbers of lists that wait."""
    if not viewer.may(Permission.CHECK_LOOKS):
        return []
    page, steps = reverse("people:numbers"), []
    typed = Counter(numbers_met(at - A_DAY, viewer=viewer).values_list("user_id", flat=True))
    names = names_of_users(set(typed)) if typed else {}
    for user_id, count in typed.items():
        why = ngettext(
            "Skrev et CPR-nummer, der måske hører til et andet team",
            "Skrev %(count)d CPR-numre, der måske hører til et andet team",
            count,
        )
        steps.append(_number_step(at, names.get(user_id, ""), why % {"count": count}, page))
    waiting = with_waiting_number(viewer=viewer).count()
    if waiting:
        title = ngettext("Et CPR-nummer fra et regneark", "%(count)d CPR-numre fra regneark", waiting)
        steps.append(_number_step(at, title % {"count": waiting}, _("Hører måske til et andet team, og venter"), page))
    return steps


def _number_step(at: datetime.datetime, title: str, why: str, page: str) -> Step:
    action = _("Se numrene")
    return Step(at, _("CPR-numre"), "soon", title, why, page, action, is_deadline=False)


@dataclass(frozen=True)
class TriedKeys:
    """How many numbers each key opened, and how many the lookup key does not find again."""

    by_key: Counter[str]
    not_found_again: int


def try_cpr_keys(*, viewer: Viewer) -> TriedKeys:
    """Open every number; raises UnknownKey where one is shut."""
    numbered = viewer.rows_of(Person).exclude(cpr_encrypted="")
    rows = list(numbered.values_list("cpr_encrypted", Coalesce("cpr_lookup", "cpr_waiting")))
    return TriedKeys(
        by_key=Counter(seals.key_id_of(sealed) for sealed, _hashed in rows),
        not_found_again=sum(cpr.lookup(cpr.decrypt(sealed)) != hashed for sealed, hashed in rows),
    )


def survivor_of(person_id: uuid.UUID) -> uuid.UUID | None:
    """The record that this one was merged into, or itself; nothing for an unknown one."""
    return _one_id("SELECT people_survivor_of(%s)", person_id)


def survivor(person_id: uuid.UUID, *, viewer: Viewer) -> Person | None:
    """The record that this one was merged into, or itself, where the viewer may know of it; a single query."""
    found = Func(Value(person_id, UUIDField()), function="people_survivor_of", output_field=UUIDField())
    return viewer.rows_of(Person).filter(pk=found).first()


def _one_id(sql: str, value: str | uuid.UUID) -> uuid.UUID | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, [value])
        ((found,),) = cursor.fetchall()
    return found  # type: ignore[no-any-return]


def people(ids: set[uuid.UUID], *, viewer: Viewer) -> dict[uuid.UUID, Person]:
    """Those of these people whom the viewer may know of."""
    return {person.pk: person for person in viewer.rows_of(Person).filter(pk__in=ids)}


def is_protected_sql(person: str) -> str:
    """Write `IS_PROTECTED` for a longer SQL query, where `person` is the table's name."""
    return f"{person}.protection <> '{Person.Protection.NONE}'"


def name_of(person_id: uuid.UUID, *, viewer: Viewer) -> ShownName:
    """Return the person's name, for a room that knows people by their ids alone."""
    return people({person_id}, viewer=viewer)[person_id].name


def names_and_ages(
    ids: RawSQL, *, viewer: Viewer, on: datetime.date, known_at: datetime.datetime | None = None
) -> dict[uuid.UUID, tuple[str, str]]:
    """Return these people's names and ages, with their names as known at a moment too.

    Read as plain values: a register lists thousands.
    """
    then = _names_then(ids, known_at, viewer) if known_at else {}
    fields = ("pk", "given_names", "surname", "description", "born_on", "born_year", "born_year_is_guess")
    called: dict[uuid.UUID, tuple[str, str]] = {}
    rows = viewer.rows_of(Person).filter(pk__in=ids).annotate(is_masked=IS_PROTECTED).values_list(*fields, "is_masked")
    for pk, given_names, surname, description, born_on, born_year, is_guess, is_masked in rows:
        name: str = ShownName(full_name(given_names, surname, description), person_id=pk, is_protected=is_masked)
        if not is_masked and then.get(pk, name) != name:
            name = _("%(then)s (nu %(now)s)") % {"then": then[pk], "now": name}
        called[pk] = name, rules.age_text(born_on=born_on, born_year=born_year, is_guess=is_guess, on=on)
    return called


def _names_then(ids: RawSQL, known_at: datetime.datetime, viewer: Viewer) -> dict[uuid.UUID, str]:
    """Return the earlier names of people whose name has changed since that moment."""
    kinds = (PersonName.Kind.DESCRIPTION, PersonName.Kind.EARLIER)
    rows = (
        viewer.rows_of(PersonName)
        .filter(lasting_on(known_at, begins="known_from", until="known_until"), person_id__in=ids, kind__in=kinds)
        .exclude(known_until=None)
    )
    return dict(rows.values_list("person_id", "name"))


def everybody(*, viewer: Viewer) -> QuerySet[Person, tuple[Any, ...]]:
    """Return everyone that the viewer may know of as plain values for an import, protected people marked."""
    number = Coalesce("cpr_lookup", "cpr_waiting")
    return viewer.rows_of(Person).filter(merged_into=None).annotate(is_masked=IS_PROTECTED, number=number).values_list(
        "id", "given_names", "surname", "description", "number", "sex", "language", "citizenship", "animals",
        "is_masked", "born_on", "born_year", "born_year_is_guess",
    )  # fmt: skip


def all_names(*, viewer: Viewer) -> dict[uuid.UUID, list[str]]:
    """Every other name of everybody the viewer may know of."""
    found: dict[uuid.UUID, list[str]] = defaultdict(list)
    for person_id, name in viewer.rows_of(PersonName).values_list("person_id", "name"):
        found[person_id].append(name)
    return found


def all_ways(*, viewer: Viewer) -> dict[uuid.UUID, set[tuple[str, str]]]:
    """Every way that works to reach everybody the viewer may know of."""
    found: dict[uuid.UUID, set[tuple[str, str]]] = defaultdict(set)
    for person_id, kind, value in (
        viewer.rows_of(ContactWay).filter(until_on=None).values_list("person_id", "kind", "value")
    ):
        found[person_id].add((kind, value))
    return found


def names_of(person: Person, *, viewer: Viewer) -> QuerySet[PersonName]:
    """Other names and earlier ones, the latest known first."""
    return viewer.rows_of(PersonName).filter(person=person).order_by("-known_from", DanishOrder("name"))


def aliases(person: Person, *, viewer: Viewer) -> list[str]:
    """Return the person's other names; empty for a protected person."""
    if person.is_protected:
        return []
    return [row.name for row in names_of(person, viewer=viewer) if row.known_until is None]


def contact_ways(person: Person, *, viewer: Viewer, on: datetime.date) -> QuerySet[ContactWay]:
    """The ways that work on a day, the preferred first."""
    return viewer.rows_of(ContactWay).filter(not_over_on(on), person=person).order_by("-is_preferred", "kind", "id")


def household(person: Person, *, viewer: Viewer) -> QuerySet[HouseholdMember]:
    return viewer.rows_of(HouseholdMember).filter(person=person).order_by("relation", "born_year", "id")


def responsible_municipality(person: Person, *, viewer: Viewer, on: datetime.date) -> ResponsibleMunicipality | None:
    """The handlekommune on a day."""
    return viewer.rows_of(ResponsibleMunicipality).filter(lasting_on(on), person=person).order_by("-from_on").first()


def municipality_periods(person: Person, *, viewer: Viewer) -> QuerySet[ResponsibleMunicipality]:
    return viewer.rows_of(ResponsibleMunicipality).filter(person=person).order_by("-from_on")


def lead(person: Person, *, viewer: Viewer, on: datetime.date) -> dict[str, Any]:
    """Return what `people/_lead.html` shows under the name."""
    age = rules.age_text(born_on=person.born_on, born_year=person.born_year, is_guess=person.born_year_is_guess, on=on)
    return {"age": age, "aliases": aliases(person, viewer=viewer)}


def first_way(person: Person, *, viewer: Viewer, on: datetime.date) -> dict[str, Any]:
    """Return what `people/_way.html` shows: where to try first, without what is shown only on request."""
    ways = contact_ways(person, viewer=viewer, on=on).filter(is_secret=False)
    return {"way": None if person.is_protected else ways.first()}


def person_card(person: Person, *, viewer: Viewer, on: datetime.date) -> dict[str, Any]:
    """What `people/_card.html` shows on the person page: how they are reached, who and what belongs with them."""
    members = list(household(person, viewer=viewer))
    ways = list(contact_ways(person, viewer=viewer, on=on))
    child = HouseholdMember.Relation.CHILD
    return {
        "person": person,
        "born": rules.born_text(
            born_on=person.born_on, born_year=person.born_year, is_guess=person.born_year_is_guess, on=on
        ),
        "aliases": aliases(person, viewer=viewer),
        "open_ways": [way for way in ways if not way.is_secret],
        "hidden_ways": sum(way.is_secret for way in ways),
        "children": [one for one in members if one.relation == child],
        "others": [one for one in members if one.relation != child],
        "municipality": responsible_municipality(person, viewer=viewer, on=on),
        "has_cpr": bool(person.cpr_encrypted),
        "protection_lapsed": person.is_protected and rules.has_lapsed(person.protection_last_on, on),
        "may_edit": viewer.may(Permission.EDIT_PERSON),
        "may_reveal_cpr": viewer.may(Permission.SEE_CPR),
        "may_reveal_protected": viewer.may(Permission.SEE_PROTECTED),
    }
