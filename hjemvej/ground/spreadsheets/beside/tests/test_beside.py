"""Does a list's every other column reach the room whose it is, and is the day of a team's own list a contact?"""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from hjemvej.ground.casework.models import Coordination
from hjemvej.ground.known.models import Fact
from hjemvej.ground.people.models import Person, ResponsibleMunicipality
from hjemvej.ground.situations.models import Confirmation, HomelessSince
from hjemvej.ground.spreadsheets.beside import rules
from hjemvej.ground.spreadsheets.models import Upload
from hjemvej.ground.spreadsheets.rules.cells import CellNotUnderstood
from hjemvej.ground.spreadsheets.tests.test_pages import browser, send
from hjemvej.platform.ui.typed_dates import Period

__all__ = ["browser"]  # a fixture
TODAY = datetime.date(2026, 11, 20)
LIST = (
    "Navn;Født;Sover;Fra;Hjemløs siden;Sidst set;Handlekommune;Kontaktperson\n"
    "Testa Prøvesen;1/1-1970;gade;1/10-2026;marts 2024;2/11-2026;Roskilde Kommune;{}\n"
    "Mona Fiktiv;2/2-1980;egen bolig;1/10-2026;2024;;265;Ingen Sådan\n"
)


def imported(browser, listed: str, *, is_own: bool = False) -> tuple[Upload, str]:
    upload = send(browser, listed)
    address = reverse("spreadsheets:choose_columns", args=[upload.pk])
    form = browser.get(address).context["form"]
    chosen = {name: form[name].initial or "" for name in form.fields if name.startswith("column_")}
    browser.post(address, {**chosen, "listed_on": "1/11-2026", **({"is_own": "on"} if is_own else {})})
    page = browser.post(reverse("spreadsheets:dry_run", args=[upload.pk]), follow=True).content.decode()
    upload.refresh_from_db()
    return upload, page


@pytest.mark.django_db(transaction=True)
def test_each_column_reaches_its_room_and_is_withdrawn_with_the_import(browser, coordinator):
    upload, page = imported(browser, LIST.format(coordinator.name.upper()))
    testa, mona = (Person.objects.get(given_names=name) for name in ("Testa", "Mona"))
    since = HomelessSince.objects.get()
    assert (since.person_id, since.began_on, since.precision) == (testa.pk, datetime.date(2024, 3, 1), "month")
    assert Confirmation.objects.get().confirmed_on == datetime.date(2026, 11, 2)
    assert {row.person_id: row.municipality_code for row in ResponsibleMunicipality.objects.all()} == {
        testa.pk: "265", mona.pk: "265",
    }  # fmt: skip
    assert Coordination.objects.get().coordinator_id == coordinator.pk
    assert "”Hjemløs siden” kunne ikke skrives for 1 borger" in page
    assert "”Ingen Sådan” er ikke én af teamets medlemmer" in page
    again, _page = imported(browser, LIST.format(coordinator.name.upper()))
    assert (again.counts["new"], again.counts["changed"], Confirmation.objects.count()) == (0, 0, 1)
    browser.post(reverse("spreadsheets:done", args=[upload.pk]))
    assert not HomelessSince.objects.filter(superseded_at=None).exists()
    assert not Coordination.objects.exists()
    assert not Confirmation.objects.exists()
    assert not ResponsibleMunicipality.objects.exists()


def test_the_day_of_a_teams_own_list_is_a_contact_known_from_the_import(browser):
    listed = "Navn;Født;Sover\nTesta Prøvesen;1/1-1970;gade\nMona Fiktiv;2/2-1980;egen bolig\n"
    _upload, page = imported(browser, listed, is_own=True)
    assert {row.confirmed_on for row in Confirmation.objects.all()} == {datetime.date(2026, 11, 1)}
    assert "1 borger sover et sted, der tæller som hjemløshed, og I har haft kontakt" in page
    contacts = Fact.objects.filter(about="contact")
    assert contacts.count() == 2
    assert all(one.known_from > timezone.now() - datetime.timedelta(minutes=5) for one in contacts)
    imported(browser, listed, is_own=True)
    assert Confirmation.objects.count() == 2, "the same list again is no second contact"


def test_a_list_that_is_not_the_teams_own_is_no_contact_and_says_so(browser):
    _upload, page = imported(browser, "Navn;Født;Sover\nTesta Prøvesen;1/1-1970;gade\n")
    assert not Confirmation.objects.exists()
    assert "tæller først med i overblikket, når nogen har haft kontakt" in page


@pytest.mark.parametrize("typed", ["primo maj 2026", "maj 2026", "måske", "1/1-2030"])
def test_the_last_contact_is_a_day(typed):
    with pytest.raises(CellNotUnderstood):
        rules.read_last_seen(typed, TODAY)


def test_homelessness_began_on_a_day_in_a_month_or_in_a_year():
    assert rules.read_since("2024", TODAY) == Period(datetime.date(2024, 1, 1), datetime.date(2024, 12, 31), "year")
    assert rules.read_since("3/5-2024", TODAY).precision == "day"
    for typed in ("måske", "2031"):
        with pytest.raises(CellNotUnderstood):
            rules.read_since(typed, TODAY)


@pytest.mark.parametrize("typed", ["265", "Roskilde", "roskilde kommune"])
def test_a_municipality_is_told_by_code_or_name(typed):
    assert rules.read_municipality(typed) == ("265", "Roskilde")


def test_what_is_no_municipality_is_told():
    with pytest.raises(CellNotUnderstood, match="landets kommuner"):
        rules.read_municipality("Fiktiv")


@pytest.mark.parametrize(("typed", "meant"), [("Karen Prøve", 1), ("karen", 1), ("Prøve", None), ("Bo", 2), ("", None)])
def test_a_colleague_is_meant_by_a_part_of_the_name_that_is_nobody_elses(typed, meant):
    assert rules.who_is_meant(typed, {"karen prøve": 1, "bo prøve": 2}) == meant
