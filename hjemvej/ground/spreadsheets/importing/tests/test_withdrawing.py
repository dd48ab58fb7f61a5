"""Is an import withdrawn so that all is as before, what was known then stays, and what others wrote is not lost?"""

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from hjemvej.ground.known.models import Fact
from hjemvej.ground.people.actions import add_contact_way, change_person, create_person
from hjemvej.ground.people.models import ContactWay, Person, PersonName
from hjemvej.ground.situations.actions import record_situation
from hjemvej.ground.situations.models import Situation
from hjemvej.ground.spreadsheets.importing.actions import withdrawing
from hjemvej.ground.spreadsheets.models import ImportedRow, Upload
from hjemvej.ground.spreadsheets.queries import WITHDRAWN_WITHIN
from hjemvej.ground.spreadsheets.tests.test_pages import browser, choose, send
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event

__all__ = ["browser"]  # a fixture
pytestmark = pytest.mark.django_db(transaction=True)  # each import is a transaction of its own, by which it is known

LIST = (
    "Navn;CPR;Telefon;Dyr;Sover;Fra;Hjemvej: svar\n"
    "Testa Prøvesen;610170-0001;00 00 00 01;hund;gade;1/10-2026;\n"
    "Mona Fiktiv;610171-0001;00 00 00 02;kat;hotel;1/10-2026;samme\n"
)
FIELDS = ("name", "cpr", "phone", "animals", "situation", "from_on", "answer")


@pytest.fixture
def by(coordinator, viewer_for):
    return viewer_for(coordinator)


@pytest.fixture
def mona(by):
    """Somebody we know, of whom the list adds a number, a way, an animal and where she sleeps; and a bystander."""
    then = timezone.now() - datetime.timedelta(days=30)
    with looking_as(by):
        create_person(by=by, at=then, given_names="Bodil", surname="Bystander", animals="hund")
        person = create_person(by=by, at=then, given_names="Mona", surname="Fiktiv")
        told: dict[str, Any] = {"source": "Prøve", "certainty": "seen"}
        record_situation(person_id=person.pk, kind="gade", from_on=datetime.date(2026, 9, 1), by=by, at=then, **told)
        return person


def everything() -> dict[str, list[object]]:
    """All that is known now, apart from records that are nobody's."""
    people = Person.objects.exclude(description=withdrawing.WITHDRAWN).order_by("pk")
    return {
        "people": list(people.values()),
        "names": list(PersonName.objects.order_by("pk").values()),
        "ways": list(ContactWay.objects.order_by("pk").values()),
        "stays": list(
            Situation.objects.filter(superseded_at=None).order_by("person_id", "from_on")
            .values("person_id", "kind", "from_on", "until_on", "house_id", "detail", "source")
        ),
        "needs": list(NeedToKnow.objects.filter(until_at=None).order_by("pk").values()),
        "marks": list(ImportedRow.objects.values()),
    }  # fmt: skip


def imported(browser, listed: str = LIST, fields: tuple[str, ...] = FIELDS) -> Upload:
    upload = send(browser, listed)
    choose(browser, upload, *fields)
    browser.post(reverse("spreadsheets:dry_run", args=[upload.pk]))
    upload.refresh_from_db()
    assert upload.imported_at
    return upload


def withdraw(browser, upload: Upload) -> str:
    page = browser.post(reverse("spreadsheets:done", args=[upload.pk]), follow=True).content.decode()
    upload.refresh_from_db()
    return str(page)


def test_as_known_now_all_is_as_before_and_in_again_it_comes(browser, mona):
    before = everything()
    upload = imported(browser)
    assert upload.counts["new"] == upload.counts["changed"] == 1
    between = timezone.now()
    assert everything() != before
    page = withdraw(browser, upload)
    assert "2 borgere er som før" in page
    assert everything() == before
    nobody = Person.objects.get(description=withdrawing.WITHDRAWN)
    assert (nobody.given_names, nobody.cpr_encrypted, nobody.cpr_lookup, nobody.animals) == ("", "", None, "")
    known_then = Fact.objects.filter(known_from__lte=between, known_until__gt=between)
    assert known_then.filter(person_id=nobody.pk).exists(), "as known then it still shows"
    assert not Fact.objects.filter(person_id=nobody.pk, known_until=None).exclude(what="record").exists()
    assert Event.objects.filter(name="spreadsheets.import_withdrawn", person_id=mona.pk).count() == 1
    again = imported(browser)
    assert (again.counts["new"], again.counts["changed"]) == (1, 1)


def test_whoever_somebody_has_written_about_stays_and_is_named(browser, mona, by):
    upload = imported(browser)
    testa = Person.objects.get(given_names="Testa")
    with looking_as(by):
        change_person(person=testa, changes={"language": "polsk"}, by=by, at=timezone.now())
    page = browser.get(reverse("spreadsheets:done", args=[upload.pk])).content.decode()
    assert "1 borger bliver stående" in page
    assert "Skrevet om siden" in page
    page = withdraw(browser, upload)
    assert "1 borger blev stående" in page
    assert "Testa Prøvesen" in page
    assert "Mona" not in page.split("hv-main")[-1]
    testa.refresh_from_db()
    assert (testa.name, testa.language, testa.animals) == ("Testa Prøvesen", "polsk", "hund")
    mona.refresh_from_db()
    assert (mona.animals, mona.cpr_lookup) == ("", None)


def test_what_was_there_before_stays_there(browser, mona, by):
    with looking_as(by):
        add_contact_way(person=mona, kind="phone", value="00 00 00 02", by=by, at=timezone.now())
        change_person(person=mona, changes={"animals": "kat"}, by=by, at=timezone.now())
    upload = imported(browser)
    withdraw(browser, upload)
    mona.refresh_from_db()
    assert mona.animals == "kat"
    assert ContactWay.objects.get(person=mona).value == "00 00 00 02"


def test_it_is_withdrawn_once_and_by_its_uploader_alone(browser, mona, leader, client_of):
    upload = imported(browser)
    assert client_of(leader).post(reverse("spreadsheets:done", args=[upload.pk])).status_code == 404
    withdraw(browser, upload)
    assert "trukket tilbage i forvejen" in withdraw(browser, upload)
    assert Event.objects.filter(name="spreadsheets.import_withdrawn", person_id=None).count() == 1


def test_after_a_fortnight_it_stands(browser, mona):
    upload = imported(browser)
    address = reverse("spreadsheets:done", args=[upload.pk])
    Upload.objects.filter(pk=upload.pk).update(imported_at=timezone.now() - WITHDRAWN_WITHIN)
    assert browser.get(address).status_code == 404
    assert browser.post(address).status_code == 404


def test_afterwards_the_page_lists_whom_it_made_and_what_it_changed(browser, mona):
    page = browser.get(reverse("spreadsheets:done", args=[imported(browser).pk])).content.decode()
    for words in ("Testa Prøvesen", "Ny", "Mona Fiktiv", "oplysninger, kontakt, hvor borgeren sover"):
        assert words in page
    assert "Bodil" not in page
