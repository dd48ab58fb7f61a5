"""Does the register show everyone homeless that day, once, to those who may, and never the protected?"""

import datetime
import io
import uuid

import openpyxl
import pytest
from django.conf import settings as django_settings
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import membership_of, tight
from hjemvej.ground.casework.models import Coordination, Task
from hjemvej.ground.people.models import Person, ResponsibleMunicipality
from hjemvej.ground.situations.actions import record_situation
from hjemvej.platform.access.actions import open_need
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import system
from hjemvej.platform.audit.models import Event, Look

TEST = system("test")
REGISTER = reverse("staff:register")
EXPORT = reverse("staff:export_register")


@pytest.fixture
def make_person(our_team):
    """Give `somebody(name, kind, days)`: a homeless person our team needs to know of."""

    def make(name="Testa Prøve", kind="gade", days=10, certainty="seen", **facts):
        now = timezone.now()
        given, _space, surname = name.partition(" ")
        person = Person.objects.create(given_names=given, surname=surname, created_at=now, **facts)
        open_need(person_id=person.pk, organisation_id=our_team.pk, basis=NeedToKnow.Basis.CASE, by=TEST, at=now)
        ResponsibleMunicipality.objects.create(
            person=person, municipality_code=django_settings.MUNICIPALITY_CODE, municipality_name="Prøve",
            from_on=day(3000),
        )  # fmt: skip
        move(person, kind, days, certainty)
        return person

    return make


def day(days_ago):
    return timezone.localdate() - datetime.timedelta(days=days_ago)


def move(person, kind, days, certainty="seen", known_days=None):
    at = timezone.now() - datetime.timedelta(days=days if known_days is None else known_days)
    record_situation(
        person_id=person.pk, kind=kind, from_on=day(days), by=TEST, at=at, source="Opdigtet", certainty=certainty
    )


def read(browser, **asked):
    page = browser.get(REGISTER, asked)
    assert page.status_code == 200
    return page.content.decode()


def names(browser, **asked):
    page = browser.get(REGISTER, asked)
    return [entry.name for entry, _cells in page.context["rows"]]


def test_everyone_homeless_today_stands_there_with_what_is_next(client_of, coordinator, make_person):
    person = make_person("Mona Prøve")
    make_person("Hjemme Eksempel", kind="egen_bolig")
    Coordination.objects.create(person=person, coordinator=coordinator, from_on=day(5))
    Task.objects.create(
        person=person, organisation=membership_of(coordinator).organisation, kind="own", title="Ring til Mona",
        due_at=timezone.now(), created_at=timezone.now() - datetime.timedelta(days=1),
    )  # fmt: skip
    page = read(client_of(coordinator))
    assert "Mona Prøve" in page
    assert "Ring til Mona" in page
    assert "Karen Koordinator Prøve" in page
    assert "Hjemme Eksempel" not in page
    assert "Én aktiv borger er i hjemløshed i dag." in page


def test_an_empty_register_says_what_will_come(client_of, coordinator):
    assert "Her kommer de borgere" in read(client_of(coordinator))


def test_the_inactive_are_counted_apart_and_found_by_their_link(client_of, coordinator, make_person):
    make_person("Længe Væk", days=90)
    make_person("Lige Set", days=89)
    browser = client_of(coordinator)
    assert names(browser) == ["Lige Set"]
    assert names(browser, hvem="inaktive") == ["Længe Væk"]
    assert names(browser, hvem="alle") == ["Længe Væk", "Lige Set"]


def test_filters_narrow_and_keep_each_other(client_of, coordinator, leader, make_person):
    mine, others = make_person("Min Borger", days=5), make_person("Hendes Borger", kind="herberg", days=5)
    Coordination.objects.create(person=mine, coordinator=coordinator, from_on=day(5))
    Coordination.objects.create(person=others, coordinator=leader, from_on=day(5))
    make_person("Ingens Borger", days=20)
    make_person("Gammel Borger", kind="familie_venner", days=400)
    move(Person.objects.get(given_names="Gammel"), "herberg", 30)
    browser = client_of(coordinator)
    assert names(browser, koordinator="mine") == ["Min Borger"]
    assert names(browser, koordinator=str(leader.pk)) == ["Hendes Borger"]
    assert names(browser, koordinator="ingen") == ["Gammel Borger", "Ingens Borger"]
    assert names(browser, tid="lang") == ["Gammel Borger"]
    assert names(browser, situation="herberg", koordinator="ingen") == ["Gammel Borger"]
    assert names(browser, orden="-navn") == ["Min Borger", "Ingens Borger", "Hendes Borger", "Gammel Borger"]
    assert "orden=navn&amp;koordinator=mine" in read(browser, orden="navn")


def test_danish_letters_come_last(client_of, coordinator, make_person):
    for name in ["Åse Prøve", "Zoe Prøve", "Ærø Prøve", "Aage Prøve", "Ørn Prøve", "Anna Prøve"]:
        make_person(name)
    first = [name.split()[0] for name in names(client_of(coordinator), orden="navn")]
    assert first == ["Anna", "Zoe", "Ærø", "Ørn", "Aage", "Åse"]


def test_another_day_as_known_then_and_as_known_now(client_of, coordinator, make_person):
    person = make_person("Mona Prøve", days=60)
    move(person, "egen_bolig", 50, known_days=10)
    browser = client_of(coordinator)
    asked = {"dag": f"{day(40):%d/%m-%Y}"}
    assert names(browser, **asked) == []
    assert names(browser, kendt=f"{day(20):%d/%m-%Y}", **asked) == ["Mona Prøve"]


def test_what_cannot_be_understood_in_the_address_is_left_out(client_of, coordinator, make_person):
    make_person("Mona Prøve")
    asked = {"dag": "31/2", "kendt": "x", "situation": "'; drop", "koordinator": "x", "orden": "--", "side": "-1"}
    assert names(client_of(coordinator), kolonner="x", hvem="?", tid="1", **asked) == ["Mona Prøve"]


def test_a_future_day_is_refused_in_words_and_today_is_not(client_of, coordinator, make_person):
    make_person("Mona Prøve")
    browser = client_of(coordinator)
    for ahead in (1, 400):
        address = {"dag": f"{day(-ahead):%d/%m-%Y}"}
        assert "Den dag er ikke kommet endnu." in read(browser, **address)
    assert names(browser, dag=f"{day(0):%d/%m-%Y}", kendt=f"{day(0):%d/%m-%Y}") == ["Mona Prøve"]


def test_chosen_columns_are_remembered(client_of, coordinator, make_person):
    make_person("Mona Prøve", born_year=1980)
    browser = client_of(coordinator)
    assert "naeste" in browser.get(REGISTER).context["columns"]
    browser.get(REGISTER, {"kolonner": ["alder", "situation"]})
    page = browser.get(REGISTER)
    assert page.context["columns"] == ("situation", "alder")
    assert " år</td>" in tight(page.content.decode())


@pytest.mark.parametrize("protection", ["address", "threatened"])
def test_the_protected_are_counted_but_not_listed(client_of, coordinator, make_person, protection):
    make_person("Skjult Prøve", protection=protection)
    make_person("Synlig Prøve")
    page = read(client_of(coordinator))
    assert "Skjult" not in page
    assert "To aktive borgere er i hjemløshed i dag." in page
    assert "<strong>1 borger står på listen.</strong>" in tight(page)
    assert "1 er beskyttet og står aldrig på den: søg på navnet" in page


def test_no_filter_by_place_tells_where_the_protected_sleep(client_of, coordinator, make_person):
    make_person("Skjult Prøve", kind="herberg", protection="address")
    make_person("Synlig Prøve")
    browser = client_of(coordinator)
    for place in ("herberg", "hotel"):
        page = read(browser, situation=place)
        assert "Ingen på listen passer. 1 borger med beskyttelse står aldrig på den" in page
        assert "Skjult" not in page


def test_a_day_is_not_asked_for_as_it_was_known_before_it_came(client_of, coordinator, make_person):
    make_person("Mona Prøve")
    browser, today = client_of(coordinator), timezone.localdate()
    yesterday = today - datetime.timedelta(days=1)
    page = read(browser, dag=today.isoformat(), kendt=yesterday.isoformat())
    assert "Før dagen kom, vidste ingen noget om den" in page
    assert "vidste ingen noget" not in read(browser, dag=yesterday.isoformat(), kendt=yesterday.isoformat())


def test_another_team_sees_nobody_and_others_see_no_register(
    client_of, colleague_in_other_team, shelter_worker, volunteer, council_member, make_person
):
    make_person("Mona Prøve")
    assert names(client_of(colleague_in_other_team)) == []
    for user in (shelter_worker, volunteer, council_member):
        assert client_of(user).get(REGISTER).status_code == 404
        assert client_of(user).post(EXPORT, {"why": "vil se dem"}).status_code == 404


def test_a_support_worker_sees_the_register_but_takes_nothing_out(client_of, support_worker, make_person):
    make_person("Mona Prøve")
    assert "Hent som regneark" not in read(client_of(support_worker))
    assert client_of(support_worker).post(EXPORT, {"why": "til mødet"}).status_code == 404


def test_sixty_ask_as_often_as_two(client_of, coordinator, make_person, django_assert_max_num_queries):
    make_person("Testa Prøve"), make_person("Testa Fiktiv")
    browser = client_of(coordinator)
    read(browser)

    def asks() -> list[int]:
        often = []
        for asked in ({}, {"orden": "navn"}, {"orden": "-set", "hvem": "alle"}, {"side": "alle"}):
            with django_assert_max_num_queries(20) as queries:
                read(browser, **asked)
            often.append(len(queries.captured_queries))
        return often

    few = asks()
    for number in range(58):
        person = make_person(f"Testa Prøve{number}")
        Coordination.objects.create(person=person, coordinator=coordinator, from_on=day(5))
    assert asks() == few


def test_a_long_list_says_how_many_there_are_and_its_pages_keep_filters_and_order(client_of, coordinator, make_person):
    for number in range(52):
        make_person(f"Testa Prøve{number:02}")
    make_person("Inden Døre", kind="herberg")
    browser = client_of(coordinator)
    asked = {"situation": "gade", "orden": "-navn"}
    first = read(browser, **asked)
    assert "<strong>52 borgere står på listen.</strong>" in tight(first)
    assert "1-50 af 52" in first
    assert "?situation=gade&amp;orden=-navn&amp;side=2" in first
    assert names(browser, side="2", **asked) == ["Testa Prøve01", "Testa Prøve00"]
    assert len(names(browser, side="alle", **asked)) == 52
    assert len(list(sheet_of(browser.post(f"{EXPORT}?situation=gade", {"why": "til mødet"})).iter_rows())) == 5 + 52


def sheet_of(response):
    return openpyxl.load_workbook(io.BytesIO(response.content)).active


def test_the_spreadsheet_holds_the_list_with_filters_day_and_reason(client_of, coordinator, make_person):
    person = make_person("Mona Prøve", days=3)
    make_person("Skjult Prøve", protection="address")
    taken = client_of(coordinator).post(f"{EXPORT}?situation=gade", {"why": "overblik til mødet"})
    assert taken["Content-Type"].startswith("application/vnd.openxml")
    rows = [[cell.value for cell in row] for row in sheet_of(taken).iter_rows()]
    text = str(rows)
    assert "Gade, trappeopgang, skur" in rows[1][0]
    assert "overblik til mødet" in rows[2][0]
    assert "1 borger med beskyttelse er udeladt" in rows[3][0]
    assert rows[5][0] == "Mona Prøve"
    assert datetime.datetime.combine(day(3), datetime.time()) in rows[5]
    assert "Skjult" not in text
    event = Event.objects.get(name="staff.register_exported")
    assert event.why == "overblik til mødet"
    assert (event.details["people"], event.details["left_out"]) == (1, 1)
    look = Look.objects.get(page="staff.export_register")
    assert (look.person_id, look.user_id) == (person.pk, coordinator.pk)


def test_nothing_leaves_the_house_without_a_reason(client_of, coordinator, make_person):
    make_person("Mona Prøve")
    refused = client_of(coordinator).post(EXPORT, {"why": " "})
    assert refused.status_code == 422
    assert not Event.objects.filter(name="staff.register_exported").exists()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_no_name_becomes_a_formula(client_of, coordinator, make_person, start):
    make_person(f"{start}HYPERLINK(A1) Prøve")
    sheet = sheet_of(client_of(coordinator).post(EXPORT, {"why": f"{start}til mødet"}))
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert not any(str(cell.value).startswith(start) for cell in cells if cell.value)
    assert uuid.UUID(str(Look.objects.get(page="staff.export_register").person_id))


@given(
    st.dictionaries(
        st.sampled_from(["dag", "kendt", "hvem", "situation", "koordinator", "tid", "orden", "kolonner", "side"]),
        st.text(max_size=12) | st.sampled_from(["1/1-1880", "1/1-1990", "31/12-2149", "i dag", "mine", "-set", "alle"]),
    )
)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_address_breaks_the_register(client_of, coordinator, asked):
    assert client_of(coordinator).get(REGISTER, asked).status_code == 200


@pytest.mark.parametrize("day_asked", ["1/1-1880", "1/1-1990"])
def test_a_day_before_the_rule_was_made_goes_by_todays_rule(client_of, coordinator, day_asked):
    assert names(client_of(coordinator), dag=day_asked) == []
