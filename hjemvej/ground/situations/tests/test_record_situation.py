"""Does what we learn of where a person sleeps stay answerable, then and now?"""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hjemvej.ground.known.models import Fact
from hjemvej.ground.people.models import Person
from hjemvej.ground.situations import queries, rules
from hjemvej.ground.situations.actions import (
    KnownOtherwiseMeanwhile,
    NoNightInBetween,
    record_situation,
    record_situations_in_bulk,
    take_back,
)
from hjemvej.ground.situations.models import Confirmation, Situation
from hjemvej.platform.access.viewer import system
from hjemvej.platform.audit.models import Event

TEST = system("test")
AT = datetime.datetime(2026, 11, 20, 12, tzinfo=datetime.UTC)
FIRST = datetime.date(2026, 11, 1)


def day(number):
    return FIRST + datetime.timedelta(days=number)


@pytest.fixture
def person(db):
    return Person.objects.create(description="Opdigtet mand ved stationen", created_at=AT)


def record(person, kind, from_on, until_on=None, at=AT, **more):
    more = {"source": "Opdigtet kilde", "certainty": "seen"} | more
    record_situation(person_id=person.pk, kind=kind, from_on=from_on, until_on=until_on, by=TEST, at=at, **more)


def known(person, known_at=None):
    rows = queries.situations_of(person.pk, viewer=TEST, known_at=known_at)
    return [(row.kind, row.from_on, row.until_on) for row in rows]


def kind_on(person, on, known_at=None):
    found = queries.situation_of(person.pk, on, viewer=TEST, known_at=known_at)
    return found.kind if found else None


def test_a_new_situation_ends_the_one_before(person):
    record(person, "gade", day(0))
    record(person, "herberg", day(5), at=AT + datetime.timedelta(days=5))
    assert known(person) == [("gade", day(0), day(5)), ("herberg", day(5), None)]


def test_what_was_known_before_a_correction_can_still_be_answered(person):
    record(person, "gade", day(0))
    later = AT + datetime.timedelta(days=30)
    record(person, "familie_venner", day(0), day(10), at=later)
    assert kind_on(person, day(3)) == "familie_venner"
    assert kind_on(person, day(3), known_at=AT) == "gade"
    assert kind_on(person, day(3), known_at=AT - datetime.timedelta(seconds=1)) is None
    assert kind_on(person, day(10)) == "gade"


def test_after_the_end_of_the_only_situation_nothing_is_known(person):
    record(person, "hotel", day(0), day(3))
    assert known(person) == [("hotel", day(0), day(3)), ("ukendt", day(3), None)]


def test_a_death_is_written_where_they_slept_and_taken_back_there(person):
    record(person, "gade", day(0))
    record(person, "doed", day(4))
    person.refresh_from_db()
    assert person.died_on == day(4)
    record(person, "herberg", day(4))
    person.refresh_from_db()
    assert person.died_on is None


def test_nights_before_the_first_known_ones_are_joined_by_unknown_ones(person):
    record(person, "herberg", day(10))
    record(person, "gade", day(2), day(4), at=AT + datetime.timedelta(hours=1))
    assert known(person) == [("gade", day(2), day(4)), ("ukendt", day(4), day(10)), ("herberg", day(10), None)]


def test_two_things_learned_in_the_same_moment_leave_the_last_one_true(person):
    record(person, "gade", day(0))
    record(person, "hotel", day(0))
    assert known(person) == known(person, known_at=AT) == [("hotel", day(0), None)]


def test_knowledge_never_runs_backwards_when_a_clock_does(person):
    record(person, "gade", day(0))
    record(person, "hotel", day(2), at=AT - datetime.timedelta(hours=5))
    assert kind_on(person, day(3)) == "hotel"
    assert kind_on(person, day(3), known_at=AT - datetime.timedelta(hours=1)) is None


def test_the_same_again_changes_nothing_but_is_logged(person):
    record(person, "gade", day(0))
    record(person, "gade", day(4), at=AT + datetime.timedelta(days=1))
    assert Situation.objects.count() == 1
    assert Event.objects.filter(name="situations.situation_confirmed", person_id=person.pk).count() == 1


def test_what_was_recorded_by_mistake_is_taken_back_of_that_person_alone(person):
    bystander = Person.objects.create(description="Opdigtet kvinde ved stationen", created_at=AT)
    mistake = AT + datetime.timedelta(days=1)
    for who in (person, bystander):
        record(who, "gade", day(0))
        record(who, "herberg", day(5), at=mistake)
    record(bystander, "hotel", day(9), at=mistake + datetime.timedelta(minutes=1))
    take_back(person_id=person.pk, recorded_at=mistake, by=TEST, at=mistake + datetime.timedelta(hours=1))
    assert known(person) == [("gade", day(0), None)]
    assert known(bystander) == [("gade", day(0), day(5)), ("herberg", day(5), day(9)), ("hotel", day(9), None)]
    assert kind_on(person, day(6), known_at=mistake) == "herberg"


def test_what_was_learned_since_keeps_a_mistake_from_being_taken_back(person):
    mistake = AT + datetime.timedelta(days=1)
    record(person, "gade", day(0))
    record(person, "herberg", day(5), at=mistake)
    record(person, "hotel", day(6), at=mistake + datetime.timedelta(hours=1))
    before = known(person)
    for moment in (mistake, mistake + datetime.timedelta(hours=2)):  # nothing was recorded at the second
        take_back(person_id=person.pk, recorded_at=moment, by=TEST, at=mistake + datetime.timedelta(hours=3))
        assert known(person) == before
    assert Event.objects.filter(name="situations.situation_recorded", person_id=person.pk).count() == 3


def test_a_plan_for_many_is_refused_when_more_was_learned_of_any_of_them_meanwhile(person):
    record(person, "gade", day(0))
    street = [queries.stay_of(row) for row in queries.situations_of(person.pk, viewer=TEST)]
    record(person, "hotel", day(2))
    known_before = known(person)
    with pytest.raises(KnownOtherwiseMeanwhile):
        record_situations_in_bulk(stays={person.pk: street}, worked_out_from={person.pk: street}, by=TEST, at=AT)
    assert known(person) == known_before


def test_the_record_does_not_show_another_citizens_death(person):
    bystander = Person.objects.create(description="Opdigtet kvinde ved stationen", created_at=AT)
    record(bystander, "doed", day(1))
    record(person, "doed", day(4))
    person.refresh_from_db()
    assert person.died_on == day(4)


def test_the_change_and_its_event_are_written_together(person, monkeypatch):
    def fails(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("hjemvej.platform.audit.actions.record", fails)
    with pytest.raises(RuntimeError), transaction.atomic():
        record(person, "gade", day(0))
    assert not Situation.objects.exists()


def test_a_situation_needs_at_least_one_night(person):
    with pytest.raises(NoNightInBetween):
        record(person, "gade", day(3), day(3))


def test_the_database_refuses_a_gap(person):
    record(person, "gade", day(0))
    Situation.objects.filter(superseded_at=None).update(until_on=day(4))
    with pytest.raises(IntegrityError, match="gap"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    Situation.objects.filter(superseded_at=None).update(until_on=None)


def test_homelessness_began_where_enough_nights_elsewhere_ended(person):
    def since(on, days=3):
        stays = [queries.stay_of(row) for row in queries.situations_of(person.pk, viewer=TEST)]
        return rules.homeless_since(stays, on, anew_after=datetime.timedelta(days=days))

    record(person, "egen_bolig", day(0))
    record(person, "gade", day(5))
    record(person, "herberg", day(9))
    assert since(day(12)) == day(5)
    assert since(day(3)) is None
    record(person, "egen_bolig", day(6), day(8), at=AT + datetime.timedelta(days=1))
    assert since(day(12)) == day(5)  # two nights in a home are not an end
    assert since(day(12), days=2) == day(8)
    assert since(day(7)) is None


KINDS = st.sampled_from(["gade", "herberg", "egen_bolig", "familie_venner", "ukendt"])
RECORDINGS = st.lists(
    st.tuples(KINDS, st.integers(0, 12), st.none() | st.integers(1, 6), st.integers(-2, 4)),
    max_size=8,
)


@given(RECORDINGS)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_sequence_answers_like_a_simple_model_and_leaves_no_gap(db, recordings):
    """The model: a dict of days for each moment; a day nobody told of lies between told ones or after them."""
    with transaction.atomic():
        person = Person.objects.create(description="Fiktiv", created_at=AT)
        known_then: dict[int, str] = {}
        moments, at, learned_at = [], AT, AT
        for number, (kind, start, nights, hours) in enumerate(recordings):
            at += datetime.timedelta(hours=hours)
            learned_at = max(at, learned_at) if known_then else at
            until = start + nights if nights else None
            record(person, kind, day(start), day(until) if until else None, at=at, source=f"Opdigtet kilde {number}")
            known_then = model(known_then, kind, start, until)
            moments.append((learned_at, known_then))
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for moment, days in [*moments, (None, known_then)]:
            days = next((d for m, d in reversed(moments) if m == moment), days)
            rows = known(person, known_at=moment)
            for number in range(-1, LAST):
                told = [kind for kind, start, end in rows if start <= day(number) and (not end or day(number) < end)]
                assert told == [days[number]] if number in days else told == [], (moment, number)
        transaction.set_rollback(True)


LAST = 22


def model(before, kind, start, until):
    days = dict(before)
    for number in range(start, until or LAST):
        days[number] = kind
    for number in range(min(days), LAST):
        days.setdefault(number, "ukendt")
    return days


@pytest.mark.parametrize(("certainty", "is_contact"), [("seen", True), ("told", True), ("heard", False)])
def test_to_say_again_where_somebody_sleeps_is_kept_and_is_contact_when_seen_or_told(person, certainty, is_contact):
    """A bystander who sleeps the same way is confirmed by nobody."""
    bystander = Person.objects.create(description="Opdigtet tilskuer", created_at=AT)
    for one in (person, bystander):
        record(one, "gade", day(0), certainty=certainty)
    record(person, "gade", day(20), certainty=certainty)
    [row] = Confirmation.objects.all()
    assert (row.person_id, row.confirmed_on, row.certainty) == (person.pk, day(20), certainty)
    met = Fact.objects.filter(about="contact", from_on=day(20)).values_list("person_id", flat=True)
    assert list(met) == ([person.pk] if is_contact else [])
    assert known(person) == known(bystander) == [("gade", day(0), None)]
    assert Event.objects.filter(name="situations.situation_confirmed").count() == 1


@pytest.mark.django_db
def test_postgresql_counts_the_same_kinds_as_homeless():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind FROM unnest(%s::text[]) kind WHERE situations_among_vives(kind)", [Situation.Kind.values]
        )
        assert {kind for (kind,) in cursor.fetchall()} == rules.HOMELESS
