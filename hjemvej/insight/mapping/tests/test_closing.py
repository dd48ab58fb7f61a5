"""Is a month closed once, as it was known on its closing day, and does it stay so?"""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from conftest import as_owner
from hjemvej.ground.people.actions import change_person
from hjemvej.ground.people.models import Person
from hjemvej.ground.situations.actions import record_situation
from hjemvej.insight.mapping import actions, jobs, queries
from hjemvej.insight.mapping.models import ClosedMonth
from hjemvej.platform.access.viewer import system

TEST = system("test")
OCTOBER = datetime.date(2026, 10, 31)


def noon(year, month, day):
    return datetime.datetime(year, month, day, 12, tzinfo=datetime.UTC)


def make_person(kind, recorded_at, *, from_on=datetime.date(2026, 10, 20), **facts):
    person = Person.objects.create(given_names="Testa", surname="Prøve", created_at=recorded_at, **facts)
    record_situation(
        person_id=person.pk, kind=kind, from_on=from_on, by=TEST, at=recorded_at, source="Opdigtet", certainty="seen"
    )
    return person


@pytest.fixture
def october(db):
    """Five in October: one told on the closing day itself, one a day too late, one protected, one beside the total."""
    make_person("gade", noon(2026, 10, 21))
    make_person("gade", noon(2026, 11, 5))
    make_person("gade", noon(2026, 11, 6))
    make_person("herberg", noon(2026, 10, 21), protection="address")
    make_person("hotel", noon(2026, 10, 21), has_no_permanent_stay=True)


def test_a_month_counts_what_was_known_on_its_closing_day(october):
    assert OCTOBER not in actions.close_months(on=datetime.date(2026, 11, 5), by=TEST, at=noon(2026, 11, 5))
    assert actions.close_months(on=datetime.date(2026, 11, 6), by=TEST, at=noon(2026, 11, 6)) == [OCTOBER]
    closed = ClosedMonth.objects.get(month_end=OCTOBER)
    assert (closed.active, closed.by_kind) == (3, {"gade": 2, "protected": 1})
    assert closed.known_on == datetime.date(2026, 11, 5)
    assert closed.shown["active"] is None
    assert actions.close_months(on=datetime.date(2026, 11, 6), by=TEST, at=noon(2026, 11, 6)) == []


def test_whatever_is_learned_later_the_closed_month_stays_and_the_correction_has_its_reason(october):
    actions.close_months(on=datetime.date(2026, 11, 6), by=TEST, at=noon(2026, 11, 6))
    late = Person.objects.get(created_at=noon(2026, 11, 5))
    change_person(person=late, changes={"died_on": datetime.date(2026, 10, 30)}, by=TEST, at=timezone.now())
    month = next(one for one in queries.months(datetime.date(2026, 11, 20), viewer=TEST) if one.on == OCTOBER)
    assert (month.active, month.closed) == (3, 3)
    assert (month.counted_since, month.left_out_since) == ({"situation": 1}, {"death": 1})


def test_a_closed_month_is_not_changed_nor_taken_away_by_anybody(october):
    actions.close_months(on=datetime.date(2026, 11, 6), by=TEST, at=noon(2026, 11, 6))
    rows = ClosedMonth.objects.filter(month_end=OCTOBER)
    for change in (lambda: rows.update(active=9), rows.delete):
        with as_owner(), pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            change()
    assert rows.get().active == 3


def test_after_a_long_sleep_each_month_is_closed_as_it_was_known_in_its_time(october):
    on = datetime.date(2027, 2, 20)
    assert set(actions.close_months(on=on, by=TEST, at=noon(2027, 2, 20))) >= {OCTOBER, datetime.date(2027, 1, 31)}
    assert ClosedMonth.objects.get(month_end=OCTOBER).active == 3
    assert ClosedMonth.objects.get(month_end=datetime.date(2026, 11, 30)).active == 4


def test_a_month_that_was_not_closed_in_time_is_told_to_the_alarm(client, db):
    assert "mapping" not in client.get("/health?jobs").json()["overdue"], "a new site is not late"
    months_ago = timezone.localdate() - datetime.timedelta(days=100)
    actions.close_months(on=months_ago, by=TEST, at=timezone.now())
    asked = client.get("/health?jobs").json()["overdue"]["mapping"]
    assert len(asked) >= 2
    assert f"{months_ago:%Y-%m}" in asked
    jobs.close_months(timestamp=0)
    assert "mapping" not in client.get("/health?jobs").json()["overdue"]
