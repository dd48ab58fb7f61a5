"""Whom among those we know may somebody mean? The database finds, the rules judge, with reasons."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from hjemvej.ground.people import cpr
from hjemvej.ground.people.models import Person, PersonName
from hjemvej.ground.people.recognising.rules.judging import Called, Fit, Judgement, Kind, Known, recognise
from hjemvej.ground.people.recognising.rules.said import Said, of_search
from hjemvej.ground.people.rules import Born, born_text, read_search
from hjemvej.ground.people.shown_name import ShownName
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.sealing.unseen import without_unseen

CANDIDATES = 40
KINDS: dict[str, Kind] = {
    PersonName.Kind.ALIAS: "alias",
    PersonName.Kind.EARLIER: "earlier",
    PersonName.Kind.SPELLING: "spelling",
    PersonName.Kind.DESCRIPTION: "description",
}


@dataclass(frozen=True)
class FoundPerson:
    """A person who may be meant, and why they are offered; without further facts when protected."""

    id: uuid.UUID
    name: ShownName
    description: str
    born: str
    why: str
    fit: Fit = Fit.FAINT

    @property
    def must_be_asked(self) -> bool:
        """So like that nobody new is made before a human has said that it is somebody else."""
        return self.fit >= Fit.LIKELY


def find_people(text: str, *, viewer: Viewer, on: datetime.date, limit: int = 8) -> list[FoundPerson]:
    """Those the viewer may know of who fit what was typed, what tells most first. Three queries, however many."""
    search = read_search(text, on)
    if search.cpr:
        return _found_by_cpr(search.cpr, viewer=viewer, on=on)
    return like(of_search(search), viewer=viewer, on=on, limit=limit)


def like(said: Said, *, viewer: Viewer, on: datetime.date, limit: int = 8) -> list[FoundPerson]:
    """Those the viewer may know of who fit what was said."""
    return [found_person(person, one, on) for person, one in recognised(said, viewer=viewer)[:limit]]


def recognised(said: Said, *, viewer: Viewer) -> list[tuple[Person, Judgement]]:
    """Those the viewer may know of who fit what was said, each with the reasons."""
    if said.is_empty:
        return []
    weights, ids = candidates(said, viewer)
    if not ids:
        return []
    people = {person.pk: person for person in viewer.rows_of(Person).filter(pk__in=ids).defer("cpr_encrypted")}
    judged = recognise(said, known_as(list(people.values()), viewer=viewer), weights)
    return [(people[one.id], one) for one in judged]


def known_as(people: Sequence[Person], *, viewer: Viewer) -> list[Known]:
    """Return these people as the rules know them; a single query for their other names."""
    others: dict[uuid.UUID, list[Called]] = defaultdict(list)
    names = viewer.rows_of(PersonName).filter(person_id__in=[person.pk for person in people])
    for person_id, kind, name in names.order_by("pk").values_list("person_id", "kind", "name"):
        others[person_id].append(Called(without_unseen(name), KINDS[kind]))
    return [
        Known(
            id=person.pk,
            called=(
                Called(f"{person.given_names} {person.surname}".strip()),
                Called(person.description, "description"),
                Called(person.animals, "animals"),
                *others[person.pk],
            ),
            born=Born(person.born_on, person.born_year, person.born_year_is_guess),
            sex=person.sex,
            number=person.number_mark,
            given_names=person.given_names,
            told=person.created_at.timestamp(),
        )
        for person in people
    ]


def candidates(said: Said, viewer: Viewer) -> tuple[dict[str, float], list[uuid.UUID]]:
    """Return each word's weight, and ids, the likest first; the function looks only where the viewer needs to know."""
    words = list(dict.fromkeys(part for part, _bare in said.parts))
    marks = [*said.marks, *([f"{said.born.on:%d%m%Y}"] if said.born.on else [])]
    first, last = said.years
    with viewer.cursor() as cursor:
        cursor.execute(
            "SELECT id, weights FROM people_candidates(%s::text[], %s::text[], %s, %s, %s)",
            [words, marks, first, last, CANDIDATES],
        )
        rows = cursor.fetchall()
    weights = dict(zip(words, rows[0][1], strict=True)) if rows else {}
    return weights, [person_id for person_id, _weights in rows]


def _found_by_cpr(digits: str, *, viewer: Viewer, on: datetime.date) -> list[FoundPerson]:
    try:
        hashed = cpr.lookup(cpr.parse(digits))
    except cpr.ImpossibleCpr:
        return []
    people = viewer.rows_of(Person).filter(Q(cpr_lookup=hashed) | Q(cpr_waiting=hashed))
    same = _("CPR-nummeret er det samme")
    return [found_person(person, Judgement(person.pk, Fit.SAME, (same,)), on) for person in people]


def found_person(person: Person, judged: Judgement, on: datetime.date) -> FoundPerson:
    if person.is_protected:
        return FoundPerson(person.pk, person.name, "", "", _("ligner det, du skrev"), judged.fit)
    return FoundPerson(
        id=person.pk,
        name=person.name,
        description=person.description if not person.is_nameless else "",
        born=born_text(born_on=person.born_on, born_year=person.born_year, is_guess=person.born_year_is_guess, on=on),
        why=judged.words,
        fit=judged.fit,
    )
