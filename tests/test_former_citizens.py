"""Does the page tell why the team has access and until when, and does a search lead to a former citizen?"""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from conftest import tight
from hjemvej.ground.casework.actions import open_course
from hjemvej.ground.casework.models import Course
from hjemvej.ground.people.actions import create_person
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import NeedToKnow, Organisation
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event, Listed

CPR, BORN_ON = "610170-0000", datetime.date(1970, 1, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def testa(coordinator, viewer_for) -> Person:
    by = viewer_for(coordinator)
    with looking_as(by):
        person: Person = create_person(
            by=by, at=timezone.now(), given_names="Testa", surname="Prøvesen", born_on=BORN_ON, cpr=CPR
        )
    return person


@pytest.fixture
def former(testa) -> Person:
    """Our citizen until yesterday."""
    NeedToKnow.objects.filter(person_id=testa.pk).update(
        from_at=timezone.now() - datetime.timedelta(days=90), until_at=timezone.now() - datetime.timedelta(days=1)
    )
    former: Person = testa
    return former


def page_of(browser, person) -> str:
    return tight(browser.get(reverse("staff:person", args=[person.pk])).content.decode())


def history(browser, person) -> str:
    return tight(browser.get(reverse("staff:history", args=[person.pk])).content.decode())


def search(browser, words: str) -> str:
    return tight(browser.post(reverse("staff:search"), {"q": words}).content.decode())


GLASS = "I har ikke længere en sag: brug nødadgang med en grund"


def test_the_person_page_tells_why_the_team_has_access_and_until_when(testa, coordinator, client_of, viewer_for):
    browser, by = client_of(coordinator), viewer_for(coordinator)
    page = history(browser, testa)
    assert "Derfor har I adgang" in page
    assert "Ingen grund til adgang gælder længere. Den ender af sig selv efter" in page
    assert "Adgangen blev åbnet" in page
    assert "(28 dage, GDPR art. 5, stk. 1, litra c og e, paragraffen er ikke kontrolleret)" in page
    with looking_as(by):
        open_course(person_id=testa.pk, kind="prevention", because="Huslejen", by=by, at=timezone.now())
    page = history(browser, testa)
    assert "Et forløb er i gang" in page
    assert "Ingen grund" not in page


@pytest.mark.parametrize("words", ["Testa Prøvesen", "prøvesen testa", "Testa 1970", "Testa 010170", CPR])
def test_a_search_for_a_former_citizen_leads_to_the_glass(words, former, coordinator, client_of):
    page = search(client_of(coordinator), words)
    assert GLASS in page
    assert f"?borger={former.pk}" in page
    assert reverse("staff:person", args=[former.pk]) not in page
    assert "Ingen ligner det, du skrev" not in page
    assert "Én ligner ”" in page


def test_of_many_former_citizens_those_with_just_the_name_come_first_and_the_page_says_that_there_are_more(
    coordinator, viewer_for, client_of
):
    by = viewer_for(coordinator)
    with looking_as(by):
        for number in range(21):
            create_person(by=by, at=timezone.now(), given_names=f"Testa Nummer{number}", surname="Prøvesen")
        create_person(by=by, at=timezone.now(), given_names="Testa", surname="Prøvesen", born_on=BORN_ON)
    NeedToKnow.objects.update(
        from_at=timezone.now() - datetime.timedelta(days=90), until_at=timezone.now() - datetime.timedelta(days=1)
    )
    page = search(client_of(coordinator), "Testa Prøvesen")
    assert page.count(GLASS) == 20
    assert "født 1.1.1970" in page
    assert "Der er flere." in page
    asked = {"about": "Testa Prøvesen"}
    typed = tight(client_of(coordinator).post(reverse("one_entry:who"), asked).content.decode())
    assert "Er det en tidligere borger?" in typed
    assert (typed.count(GLASS), "Der er flere tidligere borgere" in typed) == (5, True)


@pytest.mark.parametrize("words", ["Testa", "Prøvesen", "Testa Prøvelund", "Tesa Prøvesen", "1970", "610171-0000"])
def test_less_than_the_name_or_number_finds_no_former_citizen(words, former, coordinator, client_of):
    assert GLASS not in search(client_of(coordinator), words)


def test_nobody_elses_former_citizen_is_found_nor_one_who_is_ours_still(
    former, colleague_in_other_team, coordinator, client_of
):
    assert GLASS not in search(client_of(colleague_in_other_team), "Testa Prøvesen")
    NeedToKnow.objects.create(person_id=former.pk, organisation=_team(former), basis="inquiry", from_at=_ago())
    page = search(client_of(coordinator), "Testa Prøvesen")
    assert GLASS not in page
    assert reverse("staff:person", args=[former.pk]) in page


def _team(person: Person) -> Organisation:
    return NeedToKnow.objects.filter(person_id=person.pk).earliest("from_at").organisation


def _ago() -> datetime.datetime:
    return timezone.now() - datetime.timedelta(hours=1)


def test_a_protected_former_citizen_is_found_by_the_number_alone_and_without_name(former, coordinator, client_of):
    Person.objects.filter(pk=former.pk).update(protection="address")
    browser = client_of(coordinator)
    assert GLASS not in search(browser, "Testa Prøvesen")
    page = search(browser, CPR)
    assert GLASS in page
    assert "Testa" not in page.replace("Testa Prøvesen", "", 0).split("Tidligere borgere")[1].split("</section>")[0]


def test_the_inquiry_being_written_leads_there_too(former, coordinator, client_of):
    page = tight(client_of(coordinator).post(reverse("one_entry:who"), {"about": "Testa Prøvesen"}).content.decode())
    assert GLASS in page
    assert "1970" in page


def test_a_number_of_a_former_citizen_says_so_and_makes_nobody_anew(former, coordinator, client_of):
    typed = {"given_names": "Testa", "is_new": "1", "cpr": CPR}
    page = client_of(coordinator).post(reverse("people:create"), typed).content.decode()
    assert "I har ikke længere en sag med den borger" in page
    assert Person.objects.count() == 1


def test_the_glass_names_nobody_of_another_organisation_and_no_protected_citizen(
    former, colleague_in_other_team, coordinator, client_of
):
    glass = f"{reverse('access:break_glass')}?borger={former.pk}"
    anothers = tight(client_of(colleague_in_other_team).get(glass).content.decode())
    assert "Testa" not in anothers
    assert "navnet vises først, når sagen er åben" in anothers
    unknown = tight(client_of(colleague_in_other_team).get(glass[:-8] + "00000000").content.decode())
    assert "navnet vises først, når sagen er åben" in unknown, "as for nobody"
    Person.objects.filter(pk=former.pk).update(protection="address")
    page = tight(client_of(coordinator).get(glass).content.decode())
    assert "Testa" not in page
    assert f"Nødadgang til Beskyttet borger {str(former.pk)[:4].upper()}" in page


def test_the_whole_way_back_by_the_glass_and_a_new_inquiry(former, coordinator, leader, client_of):
    browser, person = client_of(coordinator), reverse("staff:person", args=[former.pk])
    assert browser.get(person).status_code == 404
    glass = f"{reverse('access:break_glass')}?borger={former.pk}"
    asked = tight(browser.get(glass).content.decode())
    assert "I har ikke længere en sag med borgeren." in asked
    assert "Nødadgang til Testa Prøvesen" in asked, "whom it opens"
    listed = Listed.objects.filter(page="access.break_glass").values_list("person_id", flat=True)
    assert set(listed) == {former.pk}, "a name shown is a look logged"
    assert browser.post(glass, {"reason": "Står i skranken uden et sted i nat"}).url == person
    assert "Du ser borgeren gennem nødadgang. Den er kun din" in page_of(browser, former)
    assert "Står i skranken" in client_of(leader).get(reverse("staff:today")).content.decode()
    typed = {
        "about": "Testa Prøvesen", "person": str(former.pk), "channel": "desk", "asker_kind": "self",
        "text": "Har mistet sit værelse", "tonight": "unknown",
    }  # fmt: skip
    assert browser.post(reverse("one_entry:record"), typed).status_code == 302
    assert NeedToKnow.objects.filter(person_id=former.pk, until_at=None, basis="inquiry").exists()
    assert Event.objects.filter(name="needs.need_began_again", person_id=former.pk).count() == 1
    assert "En henvendelse er åben" in history(browser, former)
    assert not Course.objects.exists()
