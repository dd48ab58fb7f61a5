"""Does the database find whom the rules would recognise? What it does not find, no rule can judge."""

import datetime
import uuid

import pytest
from django.utils import timezone

from hjemvej.ground.people.models import Person
from hjemvej.ground.people.recognising.queries import find_people
from hjemvej.ground.people.recognising.queries.finding import candidates
from hjemvej.ground.people.recognising.rules.said import said_in
from hjemvej.platform.access.viewer import looking_as, system

from .test_ugly_names import ROWS

ON = datetime.date(2026, 11, 20)
ASKED = [row for row in ROWS if row[6] in ("same", "asked", "offered") and row[3] in ("name", "description")]


@pytest.fixture
def everybody(db):
    by = system("test")
    known: dict[str, uuid.UUID] = {}
    people = []
    for _kind, _said, name, what, *_rest in ASKED:
        if name not in known:
            person = Person(created_at=timezone.now(), **{"surname" if what == "name" else "description": name})
            known[name] = person.pk
            people.append(person)
    with looking_as(by):
        Person.objects.bulk_create(people)
    return by, known


def test_whoever_the_table_would_offer_is_among_those_found(everybody):
    by, known = everybody
    missed = []
    with looking_as(by):
        for _kind, said, name, *_rest in ASKED[::4]:
            heard = said_in(said, ON)
            if heard.words and known[name] not in candidates(heard, by)[1]:
                missed.append(f"{said!r} does not find {name!r}")
    assert not missed, "\n".join(missed)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("محمد أحمد", "محمد أحمد"), ("Mohammed Ahmed", "محمد أحمد"), ("Владимир Петров", "Владимир Петров"),
        ("Vladimir Petrov", "Владимир Петров"), ("vladi", "Владимир Петров"), ("Παπαδόπουλος", "Γιώργος Παπαδόπουλος"),
        ("Papadopoulos", "Γιώργος Παπαδόπουλος"), ("Giorgi Maisuradze", "გიორგი მაისურაძე"), ("Li Xiaoming", "李小明"),
        ("李小明", "李小明"),
    ],
)  # fmt: skip
def test_a_name_is_found_as_it_is_stored_and_as_danes_spell_it(everybody, typed, name):
    by, _known = everybody
    with looking_as(by):
        assert name in [str(one.name) for one in find_people(typed, viewer=by, on=ON)]
