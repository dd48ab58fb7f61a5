"""Does a landlord report a home in a moment, follow its own, and never learn of another's or of a citizen?"""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from hjemvej.ground.homes import actions
from hjemvej.ground.homes.models import Vacancy
from hjemvej.ground.people import actions as people
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.viewer import looking_as

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 20)
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _that_afternoon(clock_stands):
    """The pages tell of that afternoon."""


@pytest.fixture
def karen(coordinator, viewer_for):
    return viewer_for(coordinator)


@pytest.fixture
def ullas(client_of, landlord):
    return client_of(landlord)


@pytest.fixture
def vacant(karen, now):
    """Give `vacant(landlord, "Prøvevej 1")`: a family home that stands vacant since today."""

    def register(landlord, address="Prøvevej 1"):
        with looking_as(karen):
            return actions.register_vacant_dwelling(
                landlord_id=landlord.pk, facts={"address": address, "form": "family", "rent": Decimal(5000)},
                notified_on=TODAY, can_move_in_on=TODAY, by=karen, at=now,
            )  # fmt: skip

    return register


@pytest.fixture
def others_vacancy(vacant, db):
    return vacant(Organisation.objects.create(name="Boligselskabet Fiktiv", kind="landlord"), "Ågade 7")


def words(page):
    return " ".join(page.content.decode().split())


NEW = {"address": "Prøvevej 2, 1. th", "form": "youth", "rent": "4.000", "can_move_in_on": "1/12"}


def test_a_new_home_is_reported_with_four_answers(ullas, housing_association):
    answer = ullas.post(reverse("partner:report_vacancy"), NEW, follow=True)
    assertRedirects(answer, reverse("partner:vacancies"))
    made = Vacancy.objects.select_related("dwelling").get()
    assert (made.dwelling.landlord, made.notified_on) == (housing_association, TODAY)
    assert (made.can_move_in_on, made.liable_from) == (datetime.date(2026, 12, 1), datetime.date(2026, 12, 1))
    page = words(answer)
    assert "Boligen er meldt ledig. Kommunen svarer senest fredag den 4. december." in page
    assert "Én af jeres boliger venter på kommunen." in page
    lacking = ullas.post(reverse("partner:report_vacancy"), {"can_move_in_on": "1/12"})
    assert lacking.context["form"].errors.keys() == {"address", "form", "rent"}


def test_a_known_home_is_reported_with_two_answers(ullas, vacant, housing_association, karen, now):
    vacancy = vacant(housing_association)
    with looking_as(karen):
        actions.give_back(vacancy_id=vacancy.pk, on=TODAY, by=karen, at=now)
    known = {"known": str(vacancy.dwelling_id), "can_move_in_on": "1/12"}
    ullas.post(reverse("partner:report_vacancy"), known)
    assert Vacancy.objects.filter(dwelling=vacancy.dwelling, state="notified").count() == 1
    again = ullas.post(reverse("partner:report_vacancy"), known)
    assert again.status_code == 422  # it is vacant, and no longer among the choices


def test_a_known_home_gets_the_new_rent_and_keeps_the_rest(ullas, vacant, housing_association, karen, now):
    vacancy = vacant(housing_association)
    with looking_as(karen):
        facts = {"heat": Decimal(300), "has_lift": True}
        actions.change_dwelling(dwelling_id=vacancy.dwelling_id, facts=facts, by=karen, at=now)
        actions.give_back(vacancy_id=vacancy.pk, on=TODAY, by=karen, at=now)
    known = {"known": str(vacancy.dwelling_id), "can_move_in_on": "1/12", "rent": "5.500", "has_lift": "no"}
    both = ullas.post(reverse("partner:report_vacancy"), {**known, "address": "Prøvevej 9", "form": "youth"})
    assert both.context["form"].errors.keys() == {"known"}
    ullas.post(reverse("partner:report_vacancy"), known)
    again = Vacancy.objects.select_related("dwelling").get(state="notified")
    home = again.dwelling
    assert (home.has_lift, home.form, home.address) == (False, "family", "Prøvevej 1")
    assert (home.rent, home.heat, again.monthly_rent) == (Decimal(5500), Decimal(300), Decimal(5800))


@pytest.mark.parametrize("typed", ["1/1-1900", "1/1-2030"])
def test_a_day_of_a_mistyped_year_is_refused(ullas, vacant, housing_association, typed):
    refused = ullas.post(reverse("partner:report_vacancy"), {**NEW, "can_move_in_on": typed})
    assert refused.context["form"].has_error("can_move_in_on")
    lease = reverse("partner:enter_lease", args=[vacant(housing_association).pk])
    assert ullas.post(lease, {"lease_from_on": typed}).context["form"].has_error("lease_from_on")


def test_each_state_is_told_and_the_lease_is_entered_when_it_may_be(ullas, vacant, housing_association, karen, now):
    vacancy = vacant(housing_association)
    lease = reverse("partner:enter_lease", args=[vacancy.pk])
    page = words(ullas.get(reverse("partner:vacancies")))
    assert "Kommunen finder en borger og svarer senest" in page
    assert lease not in page
    early = ullas.post(lease, {"lease_from_on": "1/12"})
    assert "Kommunen har ikke tilbudt boligen til en borger endnu." in words(early)
    for act, told in ((actions.reserve_vacancy, "gør et tilbud klar"), (actions.mark_offered, "tilbudt en borger")):
        with looking_as(karen):
            act(vacancy_id=vacancy.pk, by=karen, at=now)
        page = words(ullas.get(reverse("partner:vacancies")))
        assert told in page
        assert (lease in page) == (act == actions.mark_offered)
        if act == actions.reserve_vacancy:
            ullas.post(lease, {"lease_from_on": "1/12"})
            assert Vacancy.objects.get().state == "reserved"
    before = ullas.post(lease, {"lease_from_on": "19/11"})
    assert before.context["form"].errors.keys() == {"lease_from_on"}
    ullas.post(lease, {"lease_from_on": "1/12"})
    page = words(ullas.get(reverse("partner:vacancies")))
    assert "Lejekontrakten gælder fra tirsdag den 1. december." in page
    assert Vacancy.objects.get().state == "signed"
    assert "Lejekontrakten er allerede skrevet ind." in words(ullas.post(lease, {"lease_from_on": "2/12"}))


def test_the_last_known_home_reported_meanwhile_is_not_taken_for_a_new_one(ullas, vacant, housing_association):
    dwelling = vacant(housing_association).dwelling_id
    answer = ullas.post(reverse("partner:report_vacancy"), {"known": str(dwelling), "can_move_in_on": "1/12"})
    assert answer.context["form"].errors.keys() == {"address", "form", "rent"}
    assert Vacancy.objects.count() == 1


def test_an_answer_that_is_late_is_not_promised_anew(ullas, vacant, housing_association):
    Vacancy.objects.filter(pk=vacant(housing_association).pk).update(answer_by_on=TODAY - DAY)
    page = words(ullas.get(reverse("partner:vacancies")))
    assert "Kommunen skulle have svaret torsdag den 19. november. Ring gerne til os." in page


def test_a_landlord_never_sees_anothers_home_or_who_lives_in_its_own(
    ullas, vacant, housing_association, others_vacancy, karen, now
):
    vacancy = vacant(housing_association)
    with looking_as(karen):
        testa = people.create_person(by=karen, at=now, given_names="Testa", surname="Prøvesen")
        actions.begin_tenancy(
            person_id=testa.pk, dwelling_id=vacancy.dwelling_id, lease_form="unlimited", from_on=TODAY - DAY,
            by=karen, at=now,
        )  # fmt: skip
    pages = [words(ullas.get(reverse(f"partner:{name}"))) for name in ("vacancies", "report_vacancy")]
    assert "Prøvevej 1" in pages[0]
    for page in pages:
        assert "Ågade 7" not in page
        assert "Testa" not in page
    lease = reverse("partner:enter_lease", args=[others_vacancy.pk])
    assert (ullas.get(lease).status_code, ullas.post(lease, {"lease_from_on": "1/12"}).status_code) == (404, 404)
    theirs = {"known": str(others_vacancy.dwelling_id), "can_move_in_on": "1/12"}
    assert ullas.post(reverse("partner:report_vacancy"), theirs).status_code == 422
    for name in ("vacancies", "dwellings", "idle_days", "share_of_vacant"):
        assert ullas.get(reverse(f"homes:{name}")).status_code == 404
    assert ullas.get(reverse("homes:dwelling", args=[vacancy.dwelling_id])).status_code == 404
    others_vacancy.refresh_from_db()
    assert others_vacancy.state == "notified"


@pytest.mark.parametrize("who", ["shelter_worker", "volunteer", "council_member", "coordinator"])
def test_nobody_else_comes_to_the_landlords_pages(who, request, client_of, others_vacancy):
    browser = client_of(request.getfixturevalue(who))
    for name, ids in (("vacancies", []), ("report_vacancy", []), ("enter_lease", [others_vacancy.pk])):
        assert browser.get(reverse(f"partner:{name}", args=ids)).status_code == 404


def test_the_list_asks_as_little_of_twenty_homes_as_of_two(
    ullas, vacant, housing_association, django_assert_max_num_queries
):
    for number in range(20):
        vacant(housing_association, f"Prøvevej {number}")
    for name in ("vacancies", "report_vacancy"):
        with django_assert_max_num_queries(20):
            assert ullas.get(reverse(f"partner:{name}")).status_code == 200
