"""Does a vacancy go through its states, with a cause, an owner and a price of every idle day?"""

import datetime
from decimal import Decimal
from itertools import pairwise

import pytest
from django.db import IntegrityError
from hypothesis import given
from hypothesis import strategies as st

from hjemvej.ground.homes import actions, queries, rules
from hjemvej.ground.homes.models import Dwelling, IdleSpan, Vacancy
from hjemvej.ground.homes.rules import Cause, Idle, Owner
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event
from hjemvej.platform.spans.rules import lasts_on

from .conftest import DAY, TODAY

START = datetime.date(2026, 1, 1)


# --- rules --------------------------------------------------------------------------------------------------------


def test_a_day_costs_a_years_rent_by_its_days():
    assert rules.day_price(Decimal(7000)) == Decimal("230.14")


def test_days_cost_from_when_we_owe_the_rent_and_are_idle_all_the_same_before():
    spans = [
        Idle(START, START + 10 * DAY, Cause.NOT_READY, Owner.LANDLORD),
        Idle(START + 10 * DAY, None, "search", "us"),
    ]
    assert rules.idle_days(spans, START, START + 15 * DAY) == 15
    assert rules.cost(spans, Decimal(7000), START + 12 * DAY, START, START + 15 * DAY) == 3 * Decimal("230.14")
    assert rules.cost(spans, Decimal(7000), None, START, START + 15 * DAY) == 0


days = st.integers(0, 60)
painting = st.tuples(days, st.one_of(st.none(), st.integers(1, 30)), st.sampled_from(Cause), st.sampled_from(Owner))


@given(st.integers(-5, 20), st.lists(painting, max_size=12), st.integers(0, 70), st.integers(0, 70))
def test_each_idle_day_has_one_cause_whatever_is_said_of_it(ready, paintings, begins, ends):
    """The spans are contiguous from the first day, whatever is painted over them, and counted day by day."""
    spans = rules.first_idle(START, START + ready * DAY)
    said: dict[datetime.date, tuple[str, str]] = {}
    for first, length, cause, owner in paintings:
        new = Idle(START + first * DAY, START + (first + length) * DAY if length else None, cause, owner)
        spans = rules.painted(spans, new)
        said |= {START + n * DAY: (cause, owner) for n in range(first, first + length if length else 100)}
    assert spans[0].from_on == START
    assert spans[-1].until_on is None
    assert all(one.until_on == other.from_on for one, other in pairwise(spans))
    on = {
        START + n * DAY: one for n in range(80) for one in spans if lasts_on(START + n * DAY, one.from_on, one.until_on)
    }
    assert len(on) == 80
    assert all((on[day].cause, on[day].owner) == said[day] for day in said if day in on)
    assert rules.idle_days(spans, START + begins * DAY, START + ends * DAY) == max(ends - begins, 0)
    after = rules.ended(spans, START + ends * DAY)
    assert rules.idle_days(after, START, START + 99 * DAY) == ends


@given(st.integers(-3, 15), st.integers(-3, 15))
def test_another_day_to_move_in_leaves_no_day_without_a_cause(before, after):
    spans = rules.first_idle(START, START + before * DAY)
    moved = rules.moved_ready(spans, START + before * DAY, START + after * DAY)
    assert moved == rules.first_idle(START, START + after * DAY)


# --- actions ------------------------------------------------------------------------------------------------------

pytestmark = pytest.mark.django_db


def spans_of(vacancy):
    return [(one.from_on, one.until_on, one.cause, one.owner) for one in queries.idle_of(vacancy)]


def test_the_law_suggests_from_when_we_owe_the_rent_and_our_goal_when_to_answer(vacancy):
    assert vacancy.liable_from == TODAY - 10 * DAY
    assert vacancy.answer_by_on == datetime.date(2026, 11, 24)  # ten working days after Tuesday the 10th
    private = queries.suggested_days("private", notified_on=TODAY, can_move_in_on=TODAY)
    assert private.liable_from is None
    later = queries.suggested_days("family", notified_on=TODAY, can_move_in_on=TODAY + 30 * DAY)
    assert later.liable_from == TODAY + 30 * DAY


def test_each_step_ends_a_cause_and_begins_the_next(vacancy, karen, now):
    acts = {"vacancy_id": vacancy.pk, "by": karen}
    with looking_as(karen):
        actions.reserve_vacancy(**acts, at=now)
        actions.mark_offered(**acts, at=now + 2 * DAY)
        actions.sign_lease(**acts, lease_from_on=TODAY + 8 * DAY, at=now + 5 * DAY)
        done = actions.let_dwelling(**acts, on=TODAY + 8 * DAY, at=now + 8 * DAY)
    assert spans_of(vacancy) == [
        (TODAY - 10 * DAY, TODAY, "search", "us"),
        (TODAY, TODAY + 2 * DAY, "prepares", "us"),
        (TODAY + 2 * DAY, TODAY + 5 * DAY, "thinks", "citizen"),
        (TODAY + 5 * DAY, TODAY + 8 * DAY, "moves", "citizen"),
    ]
    assert (done.state, done.ended_on, done.lease_from_on) == ("let", TODAY + 8 * DAY, TODAY + 8 * DAY)
    names = Event.objects.filter(name__startswith="homes.").order_by("id").values_list("name", flat=True)
    assert list(names) == [
        "homes.dwelling_registered", "homes.vacancy_notified", "homes.vacancy_reserved", "homes.vacancy_offered",
        "homes.lease_signed", "homes.dwelling_let",
    ]  # fmt: skip


def test_what_happens_before_one_can_move_in_leaves_those_days_to_the_landlord(
    home_of, housing_association, vacant, karen, now
):
    vacancy = vacant(home_of(housing_association), ready_in=30)
    with looking_as(karen):
        actions.reserve_vacancy(vacancy_id=vacancy.pk, by=karen, at=now + DAY)
    ready = TODAY + 30 * DAY
    assert spans_of(vacancy) == [(TODAY, ready, "not_ready", "landlord"), (ready, None, "prepares", "us")]


def test_a_home_that_came_to_nothing_is_free_again_with_its_cause(vacancy, karen, now):
    with looking_as(karen):
        actions.reserve_vacancy(vacancy_id=vacancy.pk, by=karen, at=now)
        freed = actions.free_vacancy(vacancy_id=vacancy.pk, cause="repairs", by=karen, at=now + DAY)
        assert freed.state == "notified"
        assert spans_of(vacancy)[-1] == (TODAY + DAY, None, "repairs", "landlord")
        assert actions.reserve_vacancy(vacancy_id=vacancy.pk, by=karen, at=now + DAY).state == "reserved"


def test_a_cause_is_named_from_a_day_on_until_the_next(vacancy, karen, now):
    with looking_as(karen):
        actions.reserve_vacancy(vacancy_id=vacancy.pk, by=karen, at=now)
        actions.name_cause(vacancy_id=vacancy.pk, from_on=TODAY - 4 * DAY, cause="repairs", by=karen, at=now)
        with pytest.raises(actions.DayIsWrong):
            actions.name_cause(vacancy_id=vacancy.pk, from_on=TODAY - 11 * DAY, cause="repairs", by=karen, at=now)
    assert spans_of(vacancy) == [
        (TODAY - 10 * DAY, TODAY - 4 * DAY, "search", "us"),
        (TODAY - 4 * DAY, TODAY, "repairs", "landlord"),
        (TODAY, None, "prepares", "us"),
    ]


def test_a_later_day_to_move_in_is_the_landlords(vacancy, karen, now):
    with looking_as(karen):
        actions.change_vacancy(
            vacancy_id=vacancy.pk, can_move_in_on=TODAY, liable_from=TODAY, answer_by_on=None, by=karen, at=now
        )
    assert spans_of(vacancy) == [(TODAY - 10 * DAY, TODAY, "not_ready", "landlord"), (TODAY, None, "search", "us")]


def test_a_rent_that_is_corrected_is_what_the_open_vacancy_costs(vacancy, karen, now):
    with looking_as(karen):
        actions.change_dwelling(dwelling_id=vacancy.dwelling_id, facts={"rent": Decimal(7000)}, by=karen, at=now)
        actions.give_back(vacancy_id=vacancy.pk, on=TODAY, by=karen, at=now)
        actions.change_dwelling(dwelling_id=vacancy.dwelling_id, facts={"rent": Decimal(1)}, by=karen, at=now)
    vacancy.refresh_from_db()
    assert (vacancy.monthly_rent, vacancy.state) == (Decimal(8000), "given_back")


@pytest.mark.parametrize(
    ("before", "act", "refused", "words"),
    [
        ((), "mark_offered", actions.HomeNotReserved, "ikke reserveret"),
        (("reserve_vacancy",), "reserve_vacancy", actions.HomeNoLongerFree, "En kollega har reserveret boligen"),
        (("reserve_vacancy", "mark_offered"), "reserve_vacancy", actions.HomeNoLongerFree, "tilbudt en borger"),
        (("reserve_vacancy", "mark_offered"), "give_back", actions.HomeNoLongerFree, "tilbudt en borger"),
        (("give_back",), "reserve_vacancy", actions.HomeNoLongerFree, "givet tilbage"),
        ((), "free_vacancy", actions.HomeNotReserved, "ikke reserveret"),
        ((), "let_dwelling", actions.HomeNotReserved, "ikke reserveret"),
    ],
)  # fmt: skip
def test_what_cannot_follow_is_refused_in_words(vacancy, karen, now, before, act, refused, words):
    def do(name):
        more = {"on": TODAY} if name in ("give_back", "let_dwelling") else {}
        getattr(actions, name)(vacancy_id=vacancy.pk, by=karen, at=now, **more)

    with looking_as(karen):
        for name in before:
            do(name)
        was = Vacancy.objects.get().state
        with pytest.raises(refused, match=words):
            do(act)
    assert Vacancy.objects.get().state == was


def test_a_home_is_notified_once_and_not_before_its_day(vacancy, vacant, home_of, housing_association, karen, now):
    with pytest.raises(actions.AlreadyVacant):
        vacant(vacancy.dwelling)
    with pytest.raises(actions.DayIsWrong):
        vacant(home_of(housing_association, "Prøvevej 2"), days_ago=-1)
    with looking_as(karen), pytest.raises(actions.DayIsWrong, match="før boligen blev meldt"):
        actions.give_back(vacancy_id=vacancy.pk, on=TODAY - 11 * DAY, by=karen, at=now)
    with looking_as(karen), pytest.raises(actions.DayIsWrong, match="ikke kommet"):
        actions.give_back(vacancy_id=vacancy.pk, on=TODAY + DAY, by=karen, at=now)
    with pytest.raises(actions.AddressTaken):
        home_of(housing_association)
    home_of(housing_association, "Prøvevej 3", number="7")
    with pytest.raises(actions.AddressTaken, match="det nummer"):
        home_of(housing_association, "Prøvevej 4", number="7")
    assert Dwelling.objects.count() == 3


# --- who sees them ------------------------------------------------------------------------------------------------


def test_a_landlord_sees_its_own_homes_and_every_team_sees_all(
    vacancy, home_of, other_association, vacant, landlord, colleague_in_other_team, shelter_worker, volunteer,
    council_member, viewer_for,
):  # fmt: skip
    other = vacant(home_of(other_association))
    seen: dict[object, dict[object, object]] = {}
    for user in (landlord, colleague_in_other_team, shelter_worker, volunteer, council_member):
        with looking_as(viewer_for(user)):
            seen[user] = {model: set(model.objects.values_list("pk", flat=True)) for model in (Dwelling, Vacancy)}
            seen[user][IdleSpan] = set(IdleSpan.objects.values_list("vacancy_id", flat=True))
    both = {Dwelling: {vacancy.dwelling_id, other.dwelling_id}, Vacancy: {vacancy.pk, other.pk}}
    assert seen[landlord] == {Dwelling: {vacancy.dwelling_id}, Vacancy: {vacancy.pk}, IdleSpan: {vacancy.pk}}
    assert seen[colleague_in_other_team] == {**both, IdleSpan: both[Vacancy]}
    for user in (shelter_worker, volunteer, council_member):
        assert seen[user] == {Dwelling: set(), Vacancy: set(), IdleSpan: set()}


def test_a_landlord_reports_its_own_home_and_no_other(
    home_of, housing_association, other_association, vacant, landlord, viewer_for
):
    ulla = viewer_for(landlord)
    own, others = home_of(housing_association), home_of(other_association)
    assert vacant(own, by=ulla).state == "notified"
    with pytest.raises(Dwelling.DoesNotExist):
        vacant(others, by=ulla)


@pytest.mark.parametrize(("days", "spent", "empty"), [(-3, 7, False), (2, 10, True)])
def test_no_day_is_idle_once_a_signed_lease_has_begun(vacancy, karen, now, days, spent, empty):
    leased = TODAY + days * DAY
    with looking_as(karen):
        actions.reserve_vacancy(vacancy_id=vacancy.pk, by=karen, at=now - 5 * DAY)
        actions.sign_lease(vacancy_id=vacancy.pk, lease_from_on=leased, by=karen, at=now - 4 * DAY)
        row = queries.row(queries.open_vacancies(viewer=karen).get(), TODAY)
        sums = queries.spent([(TODAY - 20 * DAY, TODAY)], viewer=karen)
    price = rules.day_price(Decimal(7000))
    assert (row.days, row.kroner, bool(row.now)) == (spent, spent * price, empty)
    whole = rules.total(sums[TODAY - 20 * DAY].values())
    assert (whole.days, whole.kroner) == (spent, spent * price)
    assert rules.owed_a_day([row.vacancy], TODAY) == (price if empty else 0)
    assert rules.stands_empty(row.vacancy, TODAY) == empty


def test_a_lease_that_came_to_nothing_leaves_no_day_without_a_cause(vacancy, karen, now):
    with looking_as(karen):
        actions.reserve_vacancy(vacancy_id=vacancy.pk, by=karen, at=now - 5 * DAY)
        actions.sign_lease(vacancy_id=vacancy.pk, lease_from_on=TODAY - 3 * DAY, by=karen, at=now - 4 * DAY)
        actions.free_vacancy(vacancy_id=vacancy.pk, by=karen, at=now)
        assert queries.row(queries.open_vacancies(viewer=karen).get(), TODAY).days == 10


def test_a_lease_does_not_begin_before_the_home_was_notified(vacancy, karen, now):
    with looking_as(karen):
        actions.reserve_vacancy(vacancy_id=vacancy.pk, by=karen, at=now)
        with pytest.raises(actions.DayIsWrong, match="før boligen blev meldt") as refused:
            actions.sign_lease(vacancy_id=vacancy.pk, lease_from_on=TODAY - 11 * DAY, by=karen, at=now)
    assert refused.value.field_name == "lease_from_on"


def test_only_a_taken_address_is_called_so(home_of, housing_association):
    with pytest.raises(IntegrityError, match="no_part_of_a_rent_is_below_zero"):
        home_of(housing_association, "Numbergade 2", rent=Decimal(-1), number="number")
