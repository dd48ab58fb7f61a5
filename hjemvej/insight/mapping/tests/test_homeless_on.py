"""Does the function that finds the homeless of many days answer as the rows do, and to those who need to know alone?"""

import datetime

import pytest
from django.db import connection

from hjemvej.ground.people.models import Person
from hjemvej.ground.situations import actions, queries, rules
from hjemvej.platform.access.actions import open_need
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as, system

TEST = system("test")
AT = datetime.datetime(2026, 11, 20, 12, tzinfo=datetime.UTC)
DAY = datetime.date(2026, 11, 20)


def homeless_on(days, known):
    with connection.cursor() as cursor:
        sql = (
            "SELECT on_day, person_id, kind FROM mapping_homeless_on(%s::date[], %s::timestamptz[], '265', NULL, false)"
        )
        cursor.execute(sql, [days, known])
        return {(on_day, person_id): kind for on_day, person_id, kind in cursor.fetchall()}


@pytest.fixture
def person(db):
    person = Person.objects.create(given_names="Testa", surname="Fiktiv", created_at=AT)
    for kind, days, later in [("gade", 40, 0), ("egen_bolig", 10, 1), ("herberg", 3, 2)]:
        actions.record_situation(
            person_id=person.pk, kind=kind, from_on=DAY - datetime.timedelta(days=days), by=TEST,
            at=AT + datetime.timedelta(hours=later), source="Opdigtet", certainty="told",
        )  # fmt: skip
    return person


@pytest.mark.parametrize("known_at", [None, AT, AT + datetime.timedelta(hours=1), AT + datetime.timedelta(days=1)])
def test_the_function_answers_as_the_rows_do(person, known_at):
    days = [DAY - datetime.timedelta(days=number) for number in (0, 3, 4, 10, 11, 41)]
    found = homeless_on(days, [known_at] * len(days))
    for day in days:
        row = queries.situation_of(person.pk, day, viewer=TEST, known_at=known_at)
        expected = row.kind if row and row.kind in rules.HOMELESS else None
        assert found.get((day, person.pk)) == expected, day


def test_it_tells_only_those_who_need_to_know(person, our_team, coordinator, colleague_in_other_team, viewer_for):
    open_need(person_id=person.pk, organisation_id=our_team.pk, basis=NeedToKnow.Basis.CASE, by=TEST, at=AT)
    with looking_as(viewer_for(coordinator)):
        assert homeless_on([DAY], [None]) == {(DAY, person.pk): "herberg"}
    with looking_as(viewer_for(colleague_in_other_team)):
        assert homeless_on([DAY], [None]) == {}
