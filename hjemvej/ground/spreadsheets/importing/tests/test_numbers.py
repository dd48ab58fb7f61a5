"""Does a list tell which CPR numbers others know, or open anybody? Known elsewhere and unknown must be the same."""

import re
import uuid
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from hjemvej.ground.people import actions as people
from hjemvej.ground.people import queries
from hjemvej.ground.people.models import Person
from hjemvej.ground.situations.models import Situation
from hjemvej.ground.spreadsheets.models import Upload
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event
from hjemvej.platform.identity.models import User

THEIRS, NOBODYS = "610170-0000", "620170-0000"  # told apart by one figure only
LIST = "Navn;CPR;Sover\nTesta Prøvesen;{};gade\nSørine Opdigtet;;gade\n"
NOISE = re.compile(  # what differs from page to page, and the number itself
    r'name="(csrfmiddlewaretoken|once)" value="[^"]*|[0-9a-f]{8}-[0-9a-f-]{27}|nonce="[^"]*"|CSRFToken": "[^"]*'
    r"|[\w-]+:[0-9A-Za-z]{6}:[\w-]{43}"  # signed with the second it was made in
    r"|6[12]0170|[12][.]1[.]1970"
)


@pytest.fixture
def theirs(colleague_in_other_team: User, viewer_for, now) -> Person:
    other = viewer_for(colleague_in_other_team)
    with looking_as(other):
        return people.create_person(
            by=other, at=now, given_names="Testa", surname="Prøvesen", cpr=THEIRS, protection="threatened"
        )


def said(answer: object) -> str:
    return NOISE.sub("", answer.content.decode())  # type: ignore[attr-defined]


def ids_of_testas() -> set[uuid.UUID]:
    return set(Person.objects.filter(given_names="Testa").values_list("pk", flat=True))


def imported(browser: Client, cpr: str) -> list[str]:
    """What each page says of a list with this number, from the dry run to the citizen's own page."""
    before = ids_of_testas()
    file = SimpleUploadedFile("liste.csv", LIST.format(cpr).encode())
    browser.post(reverse("spreadsheets:imports"), {"file": file})
    upload = Upload.objects.latest("uploaded_at")
    chosen = {"listed_on": "1/11-2026", "column_0": "name", "column_1": "cpr", "column_2": "situation"}
    browser.post(reverse("spreadsheets:choose_columns", args=[upload.pk]), chosen)
    dry, done = (reverse(f"spreadsheets:{name}", args=[upload.pk]) for name in ("dry_run", "done"))
    pages = [said(browser.get(dry))]
    browser.post(dry)
    pages.append(said(browser.get(done)))
    [created] = ids_of_testas() - before  # another team's Testa may be made in the very same moment
    for address in (reverse("people:person_edit", args=[created]), reverse("access:log", args=[created])):
        answer = browser.get(address)
        assert answer.status_code == 200
        pages.append(said(answer))
    pages.append(said(browser.post(reverse("people:find"), {"q": cpr})))
    again = browser.post(reverse("people:person_edit", args=[created]), {"cpr": cpr})
    return [*pages, f"{again.status_code}"]


@pytest.mark.usefixtures("clock_stands")
def test_known_elsewhere_and_unknown_are_told_the_same(
    theirs, coordinator, client_of: Callable[[User], Client], db, other_team, our_team
):
    told = {}
    for cpr in (THEIRS, NOBODYS):
        with transaction.atomic():  # each with a browser of its own: what one page says last, the next says first
            told[cpr] = imported(client_of(coordinator), cpr)
            transaction.set_rollback(True)
    for known, unknown in zip(told[THEIRS], told[NOBODYS], strict=True):
        assert known == unknown


def test_a_list_opens_nobody_and_the_number_waits_with_the_leader(
    theirs, coordinator, leader, our_team, client_of: Callable[[User], Client], viewer_for
):
    imported(client_of(coordinator), THEIRS)
    assert not NeedToKnow.objects.filter(person_id=theirs.pk, organisation=our_team).exists()
    ours = Person.objects.exclude(pk=theirs.pk).get(given_names="Testa")
    assert (ours.cpr_lookup, ours.cpr_waiting) == (None, theirs.cpr_lookup)
    assert Situation.objects.filter(person=ours).exists(), "the row is not dropped"
    assert not Situation.objects.filter(person=theirs).exists()
    event = Event.objects.get(name="people.number_met_elsewhere")
    assert (event.person_id, event.user_id) == (theirs.pk, coordinator.pk)
    listed = client_of(leader).get(reverse("people:numbers")).content.decode()
    assert f"/borger/{ours.pk}/" in listed
    with looking_as(viewer_for(coordinator)):
        assert queries.number_steps(viewer_for(coordinator), ours.created_at) == []


def test_a_former_citizens_row_waits_and_makes_nobody_anew(coordinator, client_of, viewer_for, now, our_team):
    by = viewer_for(coordinator)
    with looking_as(by):
        ours = people.create_person(by=by, at=now, given_names="Testa", surname="Prøvesen", cpr=NOBODYS)
    NeedToKnow.objects.filter(person_id=ours.pk).update(until_at=now)
    browser = client_of(coordinator)
    browser.post(
        reverse("spreadsheets:imports"), {"file": SimpleUploadedFile("liste.csv", LIST.format(NOBODYS).encode())}
    )
    upload = Upload.objects.latest("uploaded_at")
    chosen = {"listed_on": "1/11-2026", "column_0": "name", "column_1": "cpr", "column_2": "situation"}
    browser.post(reverse("spreadsheets:choose_columns", args=[upload.pk]), chosen)
    dry = reverse("spreadsheets:dry_run", args=[upload.pk])
    assert "I har ikke længere en sag med den borger" in browser.get(dry).content.decode()
    browser.post(dry)
    assert [person.given_names for person in Person.objects.order_by("created_at")] == ["Testa", "Sørine"]
    assert not NeedToKnow.objects.filter(person_id=ours.pk, until_at=None).exists()
    assert not Situation.objects.filter(person=ours).exists()
