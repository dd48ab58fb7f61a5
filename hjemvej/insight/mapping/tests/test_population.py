"""Who counts as homeless, ours and active on a day, and do the months add up?"""

import dataclasses
import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from conftest import membership_of
from hjemvej.efforts.one_entry.models import Inquiry
from hjemvej.efforts.safe_night.models import Night
from hjemvej.ground.casework.models import Note
from hjemvej.ground.law.actions import change_provision
from hjemvej.ground.people.models import Person
from hjemvej.ground.situations.actions import record_situation
from hjemvej.insight.mapping import actions, queries, rules
from hjemvej.insight.mapping.conftest import TEST, TODAY, days_ago, move, noon, population


def test_those_in_our_responsibility_and_those_of_whom_it_is_not_known_are_counted(make_person):
    ours, unknown = make_person(), make_person(municipality="")
    make_person(municipality="461")
    reason = population()
    assert set(reason) == {ours.pk, unknown.pk}
    assert reason[ours.pk].responsibility_is_known
    assert not reason[unknown.pk].responsibility_is_known


def test_people_with_a_home_the_dead_and_merged_records_are_not_counted(make_person):
    make_person("egen_bolig")
    make_person(died_on=days_ago(1))
    kept = make_person()
    Person.objects.filter(pk=make_person().pk).update(merged_into=kept)
    assert set(population()) == {kept.pk}


def test_whoever_nobody_has_met_for_ninety_days_is_inactive_and_any_contact_brings_them_back(make_person, coordinator):
    person = make_person(days=90)
    assert not population()[person.pk].is_active
    assert population(days_ago(1))[person.pk].is_active
    Night.objects.create(person=person, night=days_ago(89), outcome="safe", recorded_at=noon(days_ago(88)))
    assert population()[person.pk].is_active
    Night.objects.all().delete()
    note = {"text": "Opdigtet", "written_at": noon(TODAY), "author": coordinator}
    place = membership_of(coordinator).organisation
    Note.objects.create(person=person, kind="attempt", happened_at=noon(days_ago(3)), organisation=place, **note)
    assert not population()[person.pk].is_active  # an attempt is no contact
    Note.objects.create(person=person, kind="contact", happened_at=noon(days_ago(3)), organisation=place, **note)
    assert population()[person.pk].is_active
    assert queries.last_contacts([person.pk], TODAY, viewer=TEST) == {person.pk: days_ago(3)}
    assert queries.last_contacts([person.pk], days_ago(4), viewer=TEST) == {person.pk: days_ago(90)}


@pytest.fixture
def meet(coordinator):
    """Give `meet(person, how, day)`: a contact of that kind, in the day's last hour."""

    def make(person, how, day):
        late = datetime.datetime.combine(day, datetime.time(23, 30), timezone.get_default_timezone())
        place = membership_of(coordinator).organisation
        if how == "night":
            Night.objects.create(person=person, night=day, outcome="safe", recorded_at=late)
        elif how == "note":
            Note.objects.create(
                person=person, kind="contact", happened_at=late, organisation=place, text="Opdigtet", written_at=late,
                author=coordinator,
            )  # fmt: skip
        elif how == "inquiry":
            Inquiry.objects.create(
                person=person,
                organisation=place,
                received_at=late,
                recorded_at=late,
                channel="phone",
                asker_kind="self",
                text="Opdigtet",
            )
        else:
            record_situation(
                person_id=person.pk, kind="herberg", from_on=day, by=TEST, source="Opdigtet", certainty="told", at=late
            )

    return make


@pytest.mark.parametrize("how", ["night", "note", "inquiry", "situation"])
@pytest.mark.parametrize("day", [days_ago(90), days_ago(89), TODAY, days_ago(-1)])
def test_only_a_person_met_within_the_limit_is_active(make_person, meet, how, day):
    person, bystander = make_person(days=200, certainty="heard"), make_person(days=200, certainty="heard")
    meet(person, how, day)
    met = queries.last_contacts([person.pk, bystander.pk], TODAY, viewer=TEST)
    assert met == {person.pk: day if day <= TODAY else None, bystander.pk: None}
    assert population()[person.pk].is_active == (days_ago(90) < day <= TODAY)
    assert not population()[bystander.pk].is_active


@pytest.mark.parametrize("outcome", ["unsafe", "missing"])
def test_a_night_without_a_safe_place_is_no_contact(make_person, outcome):
    person, bystander = make_person(days=200, certainty="heard"), make_person(days=200, certainty="heard")
    Night.objects.create(person=person, night=days_ago(3), outcome=outcome, recorded_at=noon(days_ago(2)))
    Night.objects.create(person=bystander, night=days_ago(3), outcome="safe", recorded_at=noon(days_ago(2)))
    assert not population()[person.pk].is_active
    assert population()[bystander.pk].is_active
    met = queries.last_contacts([person.pk, bystander.pk], TODAY, viewer=TEST)
    assert met == {person.pk: None, bystander.pk: days_ago(3)}


def test_what_was_only_heard_is_no_contact(make_person):
    person = make_person(days=10, certainty="heard")
    assert not population()[person.pk].is_active


def test_the_months_add_up_and_tell_why_people_came_and_left(make_person):
    stays = make_person(days=200)
    move(stays, "herberg", 40)  # keeps active
    housed = make_person(days=75)
    move(housed, "egen_bolig", 30)
    back = make_person(days=200)
    move(back, "egen_bolig", 150)
    move(back, "gade", 10)
    make_person(days=5)
    curve = queries.months(TODAY, viewer=TEST)
    assert len(curve) == 13
    assert [month.on for month in curve][-2:] == [datetime.date(2026, 10, 31), TODAY]
    assert all(month.adds_up for month in curve)
    last = curve[-1]
    assert last.active == 3
    assert (last.flow.new, last.flow.returned, last.flow.to_home) == (1, 1, 0)
    october = curve[-2]
    assert (october.active, october.flow.to_home, october.flow.inactive) == (1, 1, 0)


def test_a_late_message_moves_the_month_and_is_told_as_learned_later(make_person):
    person = make_person(days=100)
    move(person, "egen_bolig", 30, known_days=2)
    october = queries.months(TODAY, viewer=TEST)[-2]
    assert (october.active, october.closed, october.learned_later) == (0, None, 0)
    actions.close_months(on=TODAY, by=TEST, at=noon(TODAY))
    october = queries.months(TODAY, viewer=TEST)[-2]
    assert (october.active, october.closed, october.learned_later) == (0, 1, -1)
    assert (october.counted_since, october.left_out_since) == ({}, {"situation": 1})
    assert rules.MonthShown(october).corrected == "lukket som 1 · −1 det blev rettet, hvor borgeren sov"


def test_the_months_ask_as_often_however_many_there_are(make_person, django_assert_num_queries):
    make_person()
    with django_assert_num_queries(4):
        queries.months(TODAY, viewer=TEST)
    for _number in range(20):
        make_person()
    with django_assert_num_queries(4):
        queries.months(TODAY, viewer=TEST)


def test_the_balance_example_of_the_by_name_list():
    """Ten on 31 January; three leave, two enter; 28 February must be nine."""
    flow = rules.Flow(new=1, returned=1, to_home=2, inactive=1)
    month = rules.Month(on=TODAY, active=9, closed=9, flow=flow, before=10)
    assert month.adds_up
    assert not dataclasses.replace(month, active=10).adds_up


def test_the_curve_stands_on_the_last_days_of_months():
    days = rules.month_ends(datetime.date(2026, 3, 15), 2)
    assert days == [datetime.date(2026, 1, 31), datetime.date(2026, 2, 28), datetime.date(2026, 3, 15)]
    assert len(rules.month_ends(datetime.date(2026, 2, 28), 2)) == 3


def test_small_numbers_are_hidden_and_cannot_be_worked_out_from_the_sum():
    shown = rules.shown_together({"a": 3, "b": 12, "c": 7, "d": 0})
    assert shown["a"] == rules.Shown(None, is_small=True)
    assert shown["b"] == rules.Shown(12)
    assert shown["c"] == rules.Shown(None)  # alone, 3 could be worked out
    assert shown["d"] == rules.Shown(0)


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, None), (4, None), (5, 5)])
def test_one_to_four_people_are_hidden_outside_the_team(count, shown):
    assert rules.figure(count).count == shown


@pytest.mark.parametrize(
    ("kind", "is_still_ours", "why"),
    [
        ("egen_bolig", True, "to_home"), ("egen_bolig", False, "to_home"), ("doed", True, "dead"),
        ("ukendt", True, "unknown"), ("flyttet", True, "moved_away"), ("gade", True, "inactive"),
        ("gade", False, "elsewhere"), ("krisecenter", True, "elsewhere"), (None, True, "elsewhere"),
        ("i_risiko", True, "at_risk"), ("faengsel", True, "elsewhere"), ("indlagt", True, "elsewhere"),
        ("botilbud", True, "elsewhere"), ("husvild", True, "elsewhere"), ("udland", True, "elsewhere"),
    ],
)  # fmt: skip
def test_the_reason_why_a_person_left_the_count_follows_where_they_are_now(kind, is_still_ours, why):
    assert rules.why_out(kind, is_still_ours=is_still_ours) == why


@pytest.mark.parametrize(
    ("kind_before", "was_homeless_before", "was_ours", "why"),
    [
        ("gade", True, True, "active_again"), ("gade", True, False, "returned"),
        ("ukendt", True, True, "active_again"), ("ukendt", True, False, "returned"), ("ukendt", False, True, "new"),
        ("egen_bolig", True, True, "returned"), ("egen_bolig", False, True, "new"), (None, False, False, "new"),
    ],
)  # fmt: skip
def test_the_reason_why_a_person_joined_the_count_follows_where_they_were_before(
    kind_before, was_homeless_before, was_ours, why
):
    reason = rules.why_in(kind_before, was_homeless_before=was_homeless_before, was_ours=was_ours)
    assert reason == why


def month(active, *, new=0, to_home=0, closed=None, before=9, **since):
    return rules.Month(TODAY, active, closed, rules.Flow(new=new, to_home=to_home), before, **since)


def test_a_change_is_told_where_chance_alone_would_not_do():
    assert rules.change([month(9), month(30)]) == 21
    assert rules.change([month(9), month(12)]) is None
    assert rules.change([month(9), month(9)]) == 0
    assert rules.change([month(12)]) is None


@pytest.mark.parametrize(("count", "interval"), [(0, (0, 4)), (10, (5, 18)), (70, (55, 88)), (139, (117, 164))])
def test_the_interval_of_a_count(count, interval):
    """Of 70 as `counting.md` § 1.5 has it; 10 is 4.8 to 18.4 and 139 is 116.9 to 164.1 exactly."""
    assert rules.poisson_interval(count) == interval


def test_what_was_learned_later_is_told_with_its_reason():
    since = {"counted_since": {"contact": 2}, "left_out_since": {"death": 1, "": 1}}
    shown = rules.MonthShown(month(12, closed=12, **since))
    assert shown.corrected == (
        "lukket som 12 · +2 en kontakt blev skrevet ind · −1 et dødsfald blev kendt"
        " · −1 skrevet ind, mens måneden blev lukket"
    )
    assert rules.MonthShown(month(12, closed=12)).corrected == "som lukket"
    assert rules.MonthShown(month(12)).corrected == "lukkes senere"


def test_where_people_sleep_is_shown_to_the_team_by_kind_but_for_the_protected():
    counts = {"gade": 2, "natvarmestue": 9, "herberg": 12, "hotel": 6, rules.PROTECTED: 3}
    assert rules.by_name(counts) == {
        "Forsorgshjem": 12, "Natcafé": 9, "Hotel": 6, "Beskyttede, stedet vises ikke": 3, "Gade": 2,
    }  # fmt: skip
    alike = rules.by_name({"hotel": 1, "natvarmestue": 2, "gade": 1, "herberg": 2})
    assert list(alike) == ["Forsorgshjem", "Natcafé", "Gade", "Hotel"]


def test_what_is_released_hides_small_numbers_and_how_many_are_protected():
    counts = {"gade": 7, "herberg": 12, "familie_venner": 6}
    shown = rules.release(25, counts)
    assert shown == {
        "active": 25,
        "groups": {"street_or_night_cafe": 7, "shelter": 12, "family_friends": 6, "other": 0},
    }
    with_protected = rules.release(27, {**counts, rules.PROTECTED: 2})
    assert with_protected["active"] == 27
    assert set(with_protected["groups"].values()) == {None}  # 27 less the groups would tell the 2
    assert rules.release(4, {"gade": 4})["active"] is None
    assert [rules.not_shown(one) for one in (shown, with_protected, rules.release(4, {"gade": 4}))] == [0, 27, 0]


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ({"a": 3, "b": 12, "c": 0}, ["a", "b"]),  # an empty part gives nothing away and hides nothing
        ({"a": 3, "c": 0}, ["a"]),
        ({"a": 3, "b": 4, "c": 12}, ["a", "b"]),
        ({"a": 9, "b": 12}, []),
        ({"a": 5, "b": 4}, ["a", "b"]),
    ],
)
def test_a_single_hidden_part_takes_the_smallest_other_with_it(counts, hidden):
    assert [name for name, part in rules.shown_together(counts).items() if part.count is None] == hidden


def test_the_reasons_of_a_month_name_only_those_that_moved_anybody():
    quiet = rules.MonthShown(month(9))
    assert (quiet.how, quiet.has_flow) == ("", True)
    assert rules.MonthShown(month(9, new=1, to_home=1)).how == "1 ny · 1 til egen bolig"
    assert rules.MonthShown(month(9, to_home=2)).how == "2 til egen bolig"
    at_risk = dataclasses.replace(month(9), flow=rules.Flow(at_risk=1, to_home=1))
    assert rules.MonthShown(at_risk).how == "1 til egen bolig, 1 til bolig, de kan miste"
    assert at_risk.flow.outflow == 2
    assert not rules.MonthShown(month(9, before=None)).has_flow
    assert month(12, before=None).adds_up


def test_the_limit_of_that_day_decides_who_is_active_as_known_now_and_then(make_person, leader):
    person, bystander = make_person(days=60), make_person(days=20)
    last = days_ago(25)

    def active(on, known_on=None):
        return {one for one, found in population(on, known_on).items() if found.is_active}

    assert active(last) == {person.pk}
    before = timezone.now()
    change_provision(
        key="inactive_after", valid_from=days_ago(30), value=Decimal(30), paragraph="Eget mål", text="Kortere",
        certainty="L", source="", by=TEST, at=noon(TODAY),
    )  # fmt: skip
    assert active(last) == set()
    assert active(days_ago(31)) == {person.pk}  # its own rule
    assert active(TODAY) == {bystander.pk}
    curve = queries.active_on([queries.Asked(last, before), queries.Asked(last)], TEST)
    assert list(curve.values()) == [{person.pk}, set()]
