"""Do the team's pages say how long homes stand empty, why, whose turn it is and what it costs?"""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.asserts import assertRedirects

from hjemvej.ground.homes import actions, queries, rules
from hjemvej.ground.homes.forms import DescribeDwelling
from hjemvej.ground.homes.models import Dwelling, IdleSpan, Vacancy
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.rooms import Step

from .conftest import DAY, TODAY

pytestmark = pytest.mark.django_db
TYPED = {"address": "Prøvevej 9, 2. tv", "form": "family", "rent": "5.400", "heat": "400", "lease_form": "unlimited"}


@pytest.fixture(autouse=True)
def _that_afternoon(clock_stands):
    """The pages tell of that afternoon."""


@pytest.fixture
def karens(client_of, coordinator):
    return client_of(coordinator)


def words(page):
    return " ".join(page.content.decode().split())


def test_the_list_says_how_many_stand_empty_and_what_the_month_has_cost(
    karens, vacancy, vacant, home_of, housing_association
):
    vacant(home_of(housing_association, "Prøvevej 2"), ready_in=20)
    page = words(karens.get(reverse("homes:vacancies")))
    assert "Én bolig står tom." in page
    assert "Tomme boliger har kostet kommunen 2.301 kr. i november." in page
    assert "Én mere er meldt ledig" in page
    assert "Hver dag koster 230 kr. at vente." in page
    assert "Vi finder en borger" in page
    assert "svar tirsdag" in page


def test_nothing_vacant_is_said_and_one_can_begin(karens):
    page = words(karens.get(reverse("homes:vacancies")))
    assert "Ingen bolig står tom." in page
    assert "Skriv en ledig bolig ind" in page


def test_a_home_is_registered_with_the_days_that_the_law_suggests(karens, housing_association):
    typed = {**TYPED, "landlord_id": str(housing_association.pk), "can_move_in_on": "1/12", "notified_on": "i dag"}
    answer = karens.post(reverse("homes:register_vacant_dwelling"), typed, follow=True)
    made = Vacancy.objects.select_related("dwelling").get()
    assertRedirects(answer, reverse("homes:dwelling", args=[made.dwelling_id]))
    assert (made.dwelling.rent, made.monthly_rent) == (Decimal(5400), Decimal(5800))
    assert made.liable_from == datetime.date(2026, 12, 1)
    assert "Kommunen betaler lejen fra tirsdag den 1. december." in words(answer)
    again = karens.post(reverse("homes:register_vacant_dwelling"), typed)
    assert again.status_code == 422
    assert "allerede en bolig på den adresse" in words(again)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"rent": "0"}, "En bolig koster noget. Skriv huslejen for en måned"),
        ({"rooms": "0"}, "En bolig har mindst ét værelse. Lad feltet stå tomt"),
    ],
)
def test_a_home_that_costs_nothing_or_has_no_room_is_refused_in_words(typed, says):
    form = DescribeDwelling({**TYPED, **typed})
    assert not form.is_valid()
    assert says in str(form.errors[next(iter(typed))])


def test_a_home_we_know_is_notified_again_and_its_facts_corrected(karens, home_of, housing_association):
    home = home_of(housing_association, has_lift=True)
    page = karens.get(reverse("homes:change_dwelling", args=[home.pk]))
    assert page.context["form"]["has_lift"].value() == "yes"
    karens.post(reverse("homes:change_dwelling", args=[home.pk]), {**TYPED, "has_lift": "no", "floor": "0"})
    home.refresh_from_db()
    assert (home.address, home.has_lift, home.floor, home.takes_pets) == ("Prøvevej 9, 2. tv", False, 0, None)
    karens.post(reverse("homes:notify_vacancy", args=[home.pk]), {"can_move_in_on": "i dag", "notified_on": "i dag"})
    assert Vacancy.objects.get().liable_from == TODAY
    twice = karens.post(
        reverse("homes:notify_vacancy", args=[home.pk]), {"can_move_in_on": "i dag", "notified_on": "i dag"}
    )
    assert "allerede meldt ledig" in words(twice)


def test_the_home_says_why_each_day_was_idle_and_takes_another_cause_and_other_days(karens, vacancy):
    address = reverse("homes:dwelling", args=[vacancy.dwelling_id])
    assert "Prøvevej 1 har stået tom i 10 dage. Det er os, der skal gøre noget." in words(karens.get(address))
    cause = {"cause": "repairs", "owner": "", "from_on": "15/11"}
    assertRedirects(karens.post(reverse("homes:name_cause", args=[vacancy.pk]), cause), address)
    page = words(karens.get(address))
    assert "Det er boligorganisationen, der skal gøre noget." in page
    assert page.index("Vi finder en borger") < page.index("Bliver sat i stand")
    days = {"can_move_in_on": "10/11", "liable_from": "15/11", "answer_by_on": ""}
    karens.post(reverse("homes:change_vacancy", args=[vacancy.pk]), days)
    page = words(karens.get(address))
    assert "I alt 1.151 kr." in page
    assert "ingen frist" in page
    wrong = karens.post(reverse("homes:name_cause", args=[vacancy.pk]), {**cause, "from_on": "1/11"})
    assert "stod boligen ikke tom" in words(wrong)


def test_a_home_is_given_back_and_stands_among_those_before(karens, vacancy):
    assert "kostet 2.301 kr." in words(karens.get(reverse("homes:give_back", args=[vacancy.pk])))
    karens.post(reverse("homes:give_back", args=[vacancy.pk]), {"on": "i dag"})
    assert Vacancy.objects.get().state == "given_back"
    assert "10 dage, 2.301 kr." in words(karens.get(reverse("homes:dwelling", args=[vacancy.dwelling_id])))
    assert "Ingen bolig står tom." in words(karens.get(reverse("homes:vacancies")))


def test_homes_are_found_by_their_landlord(karens, home_of, housing_association, other_association):
    home_of(housing_association, "Prøvevej 1")
    home_of(other_association, "Ågade 7")
    found = words(karens.get(reverse("homes:dwellings"), {"udlejer": str(other_association.pk)}))
    assert "Ågade 7" in found
    assert "Prøvevej 1" not in found
    assert "To boliger" in words(karens.get(reverse("homes:dwellings"), {"udlejer": "en anden"}))


def test_the_pages_ask_as_little_of_twenty_homes_as_of_two(
    karens, home_of, vacant, housing_association, django_assert_max_num_queries
):
    for number in range(20):
        vacant(home_of(housing_association, f"Prøvevej {number}"), days_ago=number)
    for name in ("vacancies", "dwellings", "idle_days"):
        with django_assert_max_num_queries(20):
            assert karens.get(reverse(f"homes:{name}")).status_code == 200


# --- the day's page -----------------------------------------------------------------------------------------------


def chips(viewer, at) -> list[tuple[str, str]]:
    with looking_as(viewer):
        return [(step.chip, step.kind) for step in queries.steps(viewer, at) if isinstance(step, Step)]


def test_today_warns_before_the_answer_is_due_and_when_it_is_late(vacancy, karen, now, landlord, viewer_for):
    assert chips(karen, now - 4 * DAY) == [("tom i 6 dage", "neutral")]
    assert chips(karen, now - DAY) == [("tom i 9 dage", "neutral")]
    assert chips(karen, now + DAY) == [("svar tirsdag", "soon")]
    assert chips(karen, now + 5 * DAY) == [("1 dag for sent", "late")]
    assert chips(viewer_for(landlord), now) == []


def test_today_leaves_out_a_home_that_waits_for_somebody_else(vacancy, karen, now):
    with looking_as(karen):
        actions.change_vacancy(
            vacancy_id=vacancy.pk, can_move_in_on=vacancy.can_move_in_on, liable_from=None, answer_by_on=None,
            by=karen, at=now,
        )  # fmt: skip
        actions.reserve_vacancy(vacancy_id=vacancy.pk, by=karen, at=now)
        actions.mark_offered(vacancy_id=vacancy.pk, by=karen, at=now)
    assert chips(karen, now + 2 * DAY) == []


# --- the figures ------------------------------------------------------------------------------------------------

DAY_BY_DAY = """
SELECT landlord.name, idle.cause, count(*),
       coalesce(sum(round(vacancy.monthly_rent * 12 / 365, 2)) FILTER (WHERE day >= vacancy.liable_from), 0)
FROM generate_series(%(begins)s::date, %(ends)s::date - 1, '1 day') day
JOIN homes_idlespan idle ON idle.from_on <= day AND coalesce(idle.until_on, 'infinity') > day
JOIN homes_vacancy vacancy ON vacancy.id = idle.vacancy_id
JOIN homes_dwelling dwelling ON dwelling.id = vacancy.dwelling_id
JOIN access_organisation landlord ON landlord.id = dwelling.landlord_id
WHERE NOT (vacancy.state = 'signed' AND vacancy.lease_from_on <= day)
GROUP BY 1, 2
"""
span = st.tuples(st.integers(0, 40), st.sampled_from(rules.Cause))
history = st.tuples(
    st.booleans(), st.integers(0, 70), st.integers(-5, 40), st.none() | st.integers(-10, 60),
    st.integers(100, 900_000), st.none() | st.integers(0, 90), st.none() | st.integers(0, 90),
    st.lists(span, max_size=4),
)  # fmt: skip


def _lived(number, landlord, drawn):
    """Write a vacancy with its idle days, as the actions would."""
    first, ready, owed, ore, length, leased, causes = drawn
    began, rent = TODAY - first * DAY, Decimal(ore) / 100
    ends = None if length is None else began + length * DAY
    home = Dwelling.objects.create(landlord=landlord, form="family", address=f"Prøvevej {number}", rent=rent)
    state = {"state": "given_back", "ended_on": ends} if ends else {}
    if ends is None and leased is not None:
        state = {"state": "signed", "lease_from_on": began + leased * DAY}
    vacancy = Vacancy.objects.create(
        dwelling=home, notified_on=began, can_move_in_on=began + ready * DAY, monthly_rent=rent,
        liable_from=None if owed is None else began + owed * DAY, **state,
    )  # fmt: skip
    spans = rules.first_idle(began, began + ready * DAY)
    for after, cause in causes:
        spans = rules.painted(spans, rules.Idle(began + after * DAY, None, cause, rules.OWNER[cause]))
    for one in rules.ended(spans, ends) if ends else spans:
        IdleSpan.objects.create(
            vacancy=vacancy, from_on=one.from_on, until_on=one.until_on, cause=one.cause, owner=one.owner
        )


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(history, max_size=6), st.integers(0, 60), st.integers(1, 60))
def test_the_figures_are_what_the_days_come_to_one_by_one_and_what_the_lists_rows_say(
    housing_association, other_association, karen, histories, back, length
):
    for table in (IdleSpan, Vacancy, Dwelling):
        table.objects.all().delete()
    for number, (is_ours, *drawn) in enumerate(histories):
        _lived(number, housing_association if is_ours else other_association, drawn)
    begins, ends = TODAY - back * DAY, TODAY - (back - length) * DAY
    months = [(begins, ends), (begins - 30 * DAY, begins)]
    with looking_as(karen):
        ours = queries.spent(months, viewer=karen)
        rows = queries.rows_of(list(Vacancy.objects.select_related("dwelling")), TODAY)
    for first, until in months:
        assert ours[first] == _day_by_day(first, until)
        days = sum(rules.idle_days(one.spans, first, until) for one in rows)
        costs = [rules.cost(one.spans, one.vacancy.monthly_rent, one.vacancy.liable_from, first, until) for one in rows]
        assert rules.total(ours[first].values()) == rules.Spent(days, sum(costs, Decimal(0)))


def _day_by_day(begins, ends):
    with connection.cursor() as cursor:
        cursor.execute(DAY_BY_DAY, {"begins": begins, "ends": ends})
        return {(landlord, cause): rules.Spent(days, kroner) for landlord, cause, days, kroner in cursor.fetchall()}


def test_the_figures_add_up_and_a_landlord_sees_none(
    karens, vacant, home_of, housing_association, other_association, client_of, landlord
):
    vacant(home_of(housing_association), days_ago=40)
    vacant(home_of(other_association, "Ågade 7", form="private"), days_ago=5)
    page = karens.get(reverse("homes:idle_days"))
    assert "45 tomme dage har kostet kommunen 9.206 kr. siden 1. december 2025." in words(page)
    assert page.context["by_landlord"].rows == (("Boligforeningen Prøve", "9206"),)
    months = dict(page.context["over_months"].rows)
    assert (months["1. okt."], months["1. nov."]) == ("4833", "4373")
    assert client_of(landlord).get(reverse("homes:idle_days")).status_code == 404
    assert Organisation.objects.filter(kind="landlord").count() == 2
    assert timezone.now().date() == TODAY


FAR = ["1/1-1900", "17/11-2024", "1/1-2030"]


@pytest.mark.parametrize("typed", FAR[:2])
def test_a_day_of_a_mistyped_year_is_refused_when_a_home_is_reported(karens, home_of, housing_association, typed):
    home, days = home_of(housing_association), {"can_move_in_on": typed, "notified_on": typed}
    new = {**TYPED, "landlord_id": str(housing_association.pk), **days}
    for address, said in (
        (reverse("homes:register_vacant_dwelling"), new),
        (reverse("homes:notify_vacancy", args=[home.pk]), days),
    ):
        refused = karens.post(address, said)
        assert refused.status_code == 422
        assert refused.context["form"].errors.keys() == days.keys()
        assert "Er årstallet rigtigt?" in words(refused)
    assert not Vacancy.objects.exists()


@pytest.mark.parametrize("typed", FAR)
def test_a_day_of_a_mistyped_year_is_refused_when_a_vacancy_is_changed(karens, vacancy, typed):
    days = dict.fromkeys(("can_move_in_on", "liable_from", "answer_by_on"), typed)
    refused = karens.post(reverse("homes:change_vacancy", args=[vacancy.pk]), days)
    assert refused.context["form"].errors.keys() == days.keys()
    cause = {"cause": "repairs", "owner": "", "from_on": typed}
    assert karens.post(reverse("homes:name_cause", args=[vacancy.pk]), cause).context["form"].has_error("from_on")


def test_a_home_whose_rent_we_do_not_owe_has_no_price_of_a_day(karens, vacancy):
    address = reverse("homes:dwelling", args=[vacancy.dwelling_id])
    assert "En dag koster 230 kr." in words(karens.get(address))
    Vacancy.objects.update(liable_from=None)
    page = words(karens.get(address))
    assert "En dag koster" not in page
    assert "Kommunen betaler ikke lejen" in page


def test_no_sentence_ends_twice(karens, vacancy):
    page = words(karens.get(reverse("homes:give_back", args=[vacancy.pk]))).replace("\N{NO-BREAK SPACE}", " ")
    assert "kr. indtil nu. Boligorganisationen lejer den ud" in page
    assert "kr.." not in page


def test_what_is_late_is_said_before_what_it_costs(karens, vacancy, vacant, home_of, housing_association):
    vacant(home_of(housing_association, "Prøvevej 2"), days_ago=40)
    page = words(karens.get(reverse("homes:vacancies")))
    heading = page[page.index("<h1") : page.index("</h1>")]
    assert "Én bolig mangler vores svar: fristen er overskredet. To boliger står tomme." in heading
    assert "kr." not in heading


@pytest.mark.parametrize("typed", ["1. januar 1900", "19. november 2026"])
def test_a_contract_that_has_ended_already_is_asked_about(karens, housing_association, typed):
    told = {**TYPED, "landlord_id": str(housing_association.pk), "notified_on": "i dag", "can_move_in_on": "i dag"}
    address = reverse("homes:register_vacant_dwelling")
    page = words(karens.post(address, {**told, "lease_form": "limited", "lease_ends_on": typed}))
    assert "Den dag er passeret" in page
    assert not Dwelling.objects.exists()
