"""Do the pages do what the buttons say, keep what was typed, and answer strangers with nothing?"""

import datetime
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hjemvej.ground.people import actions
from hjemvej.ground.people.models import ContactWay, HouseholdMember, Person, PersonName, ResponsibleMunicipality
from hjemvej.platform.access.viewer import Viewer, looking_as
from hjemvej.platform.audit.models import Event, Look
from hjemvej.platform.identity.models import User

INVENTED = "610170-0000"
PARTS = ("person_edit", "names", "contact", "household", "municipality", "protection", "merge_choose")


@pytest.fixture
def by(coordinator: User, viewer_for: Callable[[User], Viewer]) -> Viewer:
    return viewer_for(coordinator)


@pytest.fixture
def testa(by: Viewer, now: datetime.datetime) -> Person:
    with looking_as(by):
        return actions.create_person(by=by, at=now, given_names="Testa", surname="Prøvesen", cpr=INVENTED)


@pytest.fixture
def browser(coordinator: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(coordinator)


def test_a_nameless_man_is_created_from_the_page(browser):
    answer = browser.post(
        reverse("people:create"), {"description": "Ukendt mand, stationen", "born": "ca. 45 år", "sex": "man"}
    )
    person = Person.objects.get()
    assert answer.status_code == 302
    assert (person.name, person.sex, person.born_year_is_guess) == ("Ukendt mand, stationen", "man", True)


def test_a_form_with_a_number_that_is_anothers_changes_nothing_and_keeps_what_was_typed(browser, testa, by, now):
    with looking_as(by):
        other = actions.create_person(by=by, at=now, given_names="Prøve", animals="hunden Fiktiv")
    typed = {"given_names": "Prøve", "sex": "unknown", "animals": "katten Opdigtet", "cpr": INVENTED}
    page = browser.post(reverse("people:person_edit", args=[other.pk]), typed).content.decode()
    assert "hører til en borger" in page
    assert "katten Opdigtet" in page
    other.refresh_from_db()
    assert other.animals == "hunden Fiktiv"


def test_nothing_typed_is_lost_when_something_is_wrong(browser):
    typed = {"description": "Prøvemand", "born": "engang", "cpr": "310299-0000", "animals": "hunden Fiktiv"}
    answer = browser.post(reverse("people:create"), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "De første seks cifre er ikke en dato" in page
    assert "Skriv en fødselsdag" in page
    assert "hunden Fiktiv" in page


def test_a_duplicate_is_hard_to_make(browser, testa):
    typed = {"given_names": "Testa", "surname": "Prøvesen"}
    answer = browser.post(reverse("people:create"), typed)
    assert answer.status_code == 422
    assert reverse("staff:person", args=[testa.pk]) in answer.content.decode()
    assert Person.objects.count() == 1
    assert browser.post(reverse("people:create"), {**typed, "is_new": "on"}).status_code == 302
    assert Person.objects.count() == 2


def test_a_number_we_know_leads_to_the_known_person(browser, testa):
    answer = browser.post(reverse("people:create"), {"given_names": "Helt anderledes", "cpr": INVENTED})
    assert answer.url == reverse("staff:person", args=[testa.pk])


def test_who_is_alike_comes_up_as_one_types(browser, testa):
    page = browser.post(reverse("people:find"), {"given_names": "tæsta", "surname": "prøvsen"}).content.decode()
    assert "Testa Prøvesen" in page
    assert "navnet ligner" in page
    radio = browser.post(reverse("people:find"), {"q": "testa", "field": "person_id"}).content.decode()
    assert f'name="person_id" value="{testa.pk}"' in radio


def test_a_search_is_never_in_an_address(browser):
    assert browser.get(reverse("people:find"), {"q": "testa"}).status_code == 405


def test_the_search_asks_the_same_number_of_queries_for_one_and_for_eight(browser, by, now):
    def asked_when_found(many: int) -> int:
        with CaptureQueriesContext(connection) as queries:
            page = browser.post(reverse("people:find"), {"q": "eksempel"}).content
        assert page.count(b"Det er denne") == many
        return len(queries)

    for number in range(8):
        with looking_as(by):
            actions.create_person(by=by, at=now, given_names="Eksempel", surname=f"Fiktiv{number}")
        if number == 0:
            asked_when_found(1)  # the very first request asks more, of who is signed in
            for_one = asked_when_found(1)
    assert asked_when_found(8) == for_one


def test_each_part_can_be_mended(browser, testa):
    def send(part: str, /, **typed: str) -> None:
        assert browser.post(reverse(f"people:{part}", args=[testa.pk]), typed).status_code == 302, part

    send("person_edit", born="3/4-1971", sex="woman", language="polsk", animals="katten Prøve")
    send("names", do="add", **{"alias-name": "Tessa"})
    send("names", do="learn", given_names="Testa", surname="Opdigtet")
    send("contact", do="add", kind="place", value="Kafé Eksempel", is_preferred="on")
    send("contact", do="channel", **{"channel-channel_of_service": "handed_over"})
    send("household", do="add", relation="child", name="Barn Prøve", born_year="2019")
    send("municipality", code="265", from_on="1/9-2026")
    assert ResponsibleMunicipality.objects.get().municipality_name == "Roskilde"
    wrong = browser.post(reverse("people:municipality", args=[testa.pk]), {"code": "256", "from_on": "1/9-2026"})
    assert wrong.status_code == 422
    send("protection", protection="address", last_on="1/9-2027", why="set i CPR")
    testa.refresh_from_db()
    assert (testa.surname, testa.language, testa.channel_of_service) == ("Opdigtet", "polsk", "handed_over")
    assert (testa.born_on, testa.is_protected) == (datetime.date(1971, 4, 3), True)
    assert {name.name for name in PersonName.objects.all()} == {"Tessa", "Testa Prøvesen"}
    send("contact", end=str(ContactWay.objects.get().pk))
    send("household", remove=str(HouseholdMember.objects.get().pk))
    send("names", remove=str(PersonName.objects.get(name="Tessa").pk))


@pytest.mark.parametrize("part", PARTS)
def test_a_stranger_gets_the_same_answer_as_for_nobody(client_of, colleague_in_other_team, testa, part):
    stranger = client_of(colleague_in_other_team)
    nobody = "00000000-0000-4000-8000-000000000000"
    answers = [stranger.get(reverse(f"people:{part}", args=[one])).status_code for one in (testa.pk, nobody)]
    assert answers == [404, 404]


@pytest.mark.parametrize("part", ["reveal_cpr", "reveal_protected"])
def test_what_is_hidden_stays_hidden_from_strangers(
    client_of, colleague_in_other_team, shelter_worker, client, testa, part
):
    address = reverse(f"people:{part}", args=[testa.pk])
    assert client_of(colleague_in_other_team).post(address).status_code == 404
    assert client_of(shelter_worker).post(address).status_code == 404
    assert client.post(address).status_code == 302
    assert not Look.objects.filter(person_id=testa.pk).exists()


@pytest.mark.parametrize("part", ["names", "contact", "household"])
def test_what_is_hidden_of_a_protected_citizen_is_shown_when_asked_for_and_the_look_is_logged(
    part, browser, testa, viewer_for, coordinator, now
):
    viewer, address = viewer_for(coordinator), reverse(f"people:{part}", args=[testa.pk])
    with looking_as(viewer):
        actions.add_alias(person=testa, name="Prøvenavn", by=viewer, at=now)
        actions.add_contact_way(person=testa, kind="care_of", value="Prøvenavn, Fiktivvej", by=viewer, at=now)
        actions.add_household_member(person=testa, relation="partner", name="Prøvenavn", by=viewer, at=now)
        actions.set_protection(person=testa, protection="threatened", by=viewer, at=now)
    assert "Prøvenavn" not in browser.get(address).content.decode()
    assert not Look.objects.filter(page="people.protected_name").exists()
    assert "Prøvenavn" in browser.post(address).content.decode()
    assert Look.objects.get(page="people.protected_name").person_id == testa.pk


def test_the_description_of_a_protected_citizen_is_hidden_until_a_viewer_asks(browser, testa, by, now):
    with looking_as(by):
        nameless = actions.create_person(by=by, at=now, description="Fiktiv fra Prøvevej")
        actions.set_protection(person=nameless, protection="address", by=by, at=now)
    address = reverse("people:person_edit", args=[nameless.pk])
    assert "Fiktiv" not in browser.get(address).content.decode()
    assert not Look.objects.filter(page="people.protected_name").exists()
    answer = browser.post(address)
    assert (answer.status_code, "Fiktiv fra Prøvevej" in answer.content.decode()) == (200, True)
    assert Look.objects.get(page="people.protected_name").person_id == nameless.pk
    assert browser.post(address, {"born": "", "description": "Fiktiv ved havnen"}).status_code == 302
    nameless.refresh_from_db()
    assert nameless.full_name == "Fiktiv ved havnen"
    testa.refresh_from_db()
    assert testa.full_name == "Testa Prøvesen"
    shown = browser.get(reverse("people:person_edit", args=[testa.pk]))  # not protected: nothing to ask for
    assert 'name="description"' in shown.content.decode()


def test_the_number_is_shown_on_request_and_the_look_is_logged(browser, testa):
    address = reverse("people:reveal_cpr", args=[testa.pk])
    assert browser.get(address).status_code == 405
    shown = browser.post(address, headers={"HX-Request": "true"})
    assert INVENTED in shown.content.decode()
    assert "load delay:30s" in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert Look.objects.get(person_id=testa.pk).page == "people.cpr"
    covered = browser.post(address, {"cover": "1"}, headers={"HX-Request": "true"})
    assert INVENTED not in covered.content.decode()
    assert INVENTED in browser.post(address).content.decode()  # without JavaScript: a page of its own


def test_a_protected_name_is_shown_on_request(browser, testa, by, now):
    actions.set_protection(person=testa, protection="threatened", by=by, at=now)
    address = reverse("people:reveal_protected", args=[testa.pk])
    assert "Testa Prøvesen" in browser.post(address, headers={"HX-Request": "true"}).content.decode()
    assert Look.objects.get(person_id=testa.pk).page == "people.protected_name"


def test_two_records_become_one_when_a_human_says_so(browser, testa, by, now):
    with looking_as(by):
        born = datetime.date(1988, 2, 26)
        other = actions.create_person(by=by, at=now, description="Kvinde, der kaldes Tessa", born_on=born)
    address = reverse("people:merge", args=[testa.pk, other.pk])
    page = browser.get(address).content.decode()
    assert "Testa Prøvesen" in page
    assert "Kvinde, der kaldes Tessa" in page
    assert "<dt>Alder</dt><dd>født 26.2.1988" in page
    assert browser.post(address, {"why": "hun siger det selv"}).status_code == 422
    assert not Event.objects.filter(name="people.people_merged").exists()
    assert browser.post(address, {"why": "hun siger det selv", "is_sure": "on"}).status_code == 302
    assert Event.objects.get(name="people.people_merged").why == "hun siger det selv"


def test_only_those_who_may_merge_see_the_page(client_of, support_worker, testa):
    assert client_of(support_worker).get(reverse("people:merge_choose", args=[testa.pk])).status_code == 404


def test_who_is_created_from_a_surname_alone_is_unknown_in_all_else(browser):
    assert browser.post(reverse("people:create"), {"surname": "Prøvesen"}).status_code == 302
    person = Person.objects.get()
    assert (person.full_name, person.sex, person.protection) == ("Prøvesen", "unknown", "none")
    assert (person.born_on, person.born_year, person.born_year_is_guess) == (None, None, False)


def test_a_name_too_long_is_said_and_not_lost(browser):
    answer = browser.post(reverse("people:create"), {"given_names": "x" * 121})
    assert (answer.status_code, "x" * 121 in answer.content.decode()) == (422, True)


def test_a_birthday_and_a_name_are_enough_to_ask_whether_it_is_the_same_and_a_birthday_is_not(browser, by, now):
    with looking_as(by):
        actions.create_person(by=by, at=now, given_names="Testa", born_on=datetime.date(1971, 4, 3))
    typed = {"given_names": "Testa", "surname": "Gvfb", "born": "3/4-1971"}
    assert browser.post(reverse("people:create"), typed).status_code == 422
    assert browser.post(reverse("people:create"), {**typed, "given_names": "Gvfa"}).status_code == 302


def test_a_field_that_is_no_name_gives_links(browser, testa):
    page = browser.post(reverse("people:find"), {"q": "testa", "field": "person id"}).content.decode()
    assert (reverse("staff:person", args=[testa.pk]) in page, 'type="radio"' in page) == (True, False)
    assert "Ingen, jeres team kender, ligner." in browser.post(reverse("people:find"), {"q": "Gvfgv"}).content.decode()
    assert "Ingen" not in browser.post(reverse("people:find"), {"q": " "}).content.decode()


@pytest.mark.parametrize(
    ("part", "typed", "faulty"),
    [
        ("names", {"do": "learn", "given_names": " "}, "form"),
        ("names", {"do": "add", "alias-name": ""}, "second"),
        ("contact", {"do": "add", "kind": "place", "value": ""}, "form"),
        ("contact", {"do": "channel", "channel-channel_of_service": "brevdue"}, "second"),
        ("household", {"do": "add", "relation": "nabo"}, "form"),
        ("protection", {"protection": "hemmelig"}, "form"),
        ("municipality", {"code": "265", "from_on": "engang"}, "form"),
        ("person_edit", {"born": "engang"}, "form"),
    ],
)
def test_only_the_form_that_was_sent_is_found_faulty(browser, testa, part, typed, faulty):
    answer = browser.post(reverse(f"people:{part}", args=[testa.pk]), typed)
    assert answer.status_code == 422
    bound = [name for name in ("form", "second") if name in answer.context and answer.context[name].is_bound]
    assert bound == [faulty]
    assert not Event.objects.filter(person_id=testa.pk).exclude(name__in=CREATED).exists()


CREATED = ("people.person_created", "access.need_opened")


@pytest.mark.parametrize(("typed", "status"), [("1", 302), ("9" * 17, 302), ("9" * 18, 200), ("x", 200), ("٣", 200)])
@pytest.mark.parametrize(("part", "button"), [("names", "remove"), ("contact", "end"), ("household", "remove")])
def test_a_row_that_is_not_there_changes_nothing(browser, testa, part, button, typed, status):
    answer = browser.post(reverse(f"people:{part}", args=[testa.pk]), {button: typed})
    assert answer.status_code == status
    assert status == 302 or not answer.context["form"].is_bound
    assert not Event.objects.filter(person_id=testa.pk).exclude(name__in=CREATED).exists()


def test_a_secret_way_is_shown_when_asked_for_and_the_look_is_logged(browser, testa, by, now):
    address = reverse("people:contact", args=[testa.pk])
    with looking_as(by):
        actions.add_contact_way(person=testa, kind="place", value="Havnen", by=by, at=now)
        assert "Havnen" in browser.get(address).content.decode()
        actions.add_contact_way(person=testa, kind="place", value="Skuret", is_secret=True, by=by, at=now)
    assert "Skuret" not in browser.get(address).content.decode()
    assert not Look.objects.filter(page="people.protected_name").exists()
    assert "Skuret" in browser.post(address).content.decode()
    assert Look.objects.filter(page="people.protected_name", person_id=testa.pk).exists()


def test_a_description_of_an_unprotected_citizen_is_there_to_mend(browser, by, now):
    with looking_as(by):
        nameless = actions.create_person(by=by, at=now, description="Fiktiv fra Prøvevej")
    assert "Fiktiv fra Prøvevej" in browser.get(reverse("people:person_edit", args=[nameless.pk])).content.decode()


@pytest.mark.parametrize("part", ["reveal_cpr", "reveal_protected"])
def test_without_javascript_what_is_hidden_stands_on_a_page_of_its_own(browser, testa, part):
    address = reverse(f"people:{part}", args=[testa.pk])
    assert "<html" in browser.post(address).content.decode()
    assert "<html" not in browser.post(address, headers={"HX-Request": "true"}).content.decode()


def test_a_protected_name_is_covered_again(browser, testa, by, now):
    actions.set_protection(person=testa, protection="threatened", by=by, at=now)
    address = reverse("people:reveal_protected", args=[testa.pk])
    assert "Testa Prøvesen" not in browser.post(address, {"cover": "1"}).content.decode()
    assert not Look.objects.exists()


def test_the_other_record_is_looked_for_by_the_name_or_by_what_was_typed(browser, testa, by, now):
    with looking_as(by):
        twin = actions.create_person(by=by, at=now, given_names="Testa", surname="Prøvsen")
        other = actions.create_person(by=by, at=now, given_names="Krzysztof", surname="Fiktivski")
    address = reverse("people:merge_choose", args=[testa.pk])

    def found(answer):
        return [one.id for one in answer.context["found"]], answer.context["asked"]

    assert found(browser.get(address)) == ([twin.pk], "Testa Prøvesen")
    assert found(browser.post(address, {"q": "fiktivski"})) == ([other.pk], "fiktivski")
    actions.set_protection(person=testa, protection="address", by=by, at=now)
    assert found(browser.get(address)) == ([twin.pk], "")  # the field does not tell the name
    assert found(browser.post(address, {"q": "fiktivski"})) == ([other.pk], "fiktivski")
