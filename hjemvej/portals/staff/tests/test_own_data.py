"""Does the citizen get all that is recorded of them, as data, and nothing that is others'?"""

import datetime
import io

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from hjemvej.efforts.one_entry import actions as one_entry
from hjemvej.efforts.safe_night.placing.actions.requesting import request_place
from hjemvej.ground.casework import actions as casework
from hjemvej.ground.casework.models import Note
from hjemvej.ground.documents import rules as documents
from hjemvej.ground.documents.models import Document
from hjemvej.ground.people import actions as people
from hjemvej.ground.people.models import Person
from hjemvej.ground.situations.actions import record_situation
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event, Look
from hjemvej.portals.staff.models import ReadThrough
from hjemvej.portals.staff.queries import own_data
from tests.architecture.house import personal_models

NUMBER = "610170-0000"
CITIZEN = {"hands": "citizen"}
SOMEBODY = {"hands": "representative"}
OF_NO_CITIZEN_ALONE = {
    "audit_event", "audit_change", "audit_look", "audit_listed", "audit_sampledlook",  # the log has its own sheet
    "known_fact",  # what the rows in the file say, once more
    "casework_draft",  # not recorded yet
    "offline_returnedform",  # not recorded: sealed for its author alone, who sends it again or throws it away
    "staff_readthrough",  # what is left out stands in the file itself
    "partners_contactperson", "spreadsheets_upload", "spreadsheets_importedrow",  # of partners; of whole lists
}  # fmt: skip


@pytest.fixture
def by(coordinator, viewer_for):
    return viewer_for(coordinator)


@pytest.fixture
def testa(by):
    """Testa, of whom something stands in most rooms, and with her some others."""
    now = timezone.now()
    with looking_as(by):
        testa = people.create_person(by=by, at=now, given_names="Testa", surname="Prøve", cpr=NUMBER)
        people.add_contact_way(person=testa, kind="place", value="Kafé Eksempel", by=by, at=now)
        people.add_contact_way(person=testa, kind="phone", value="00 00 00 77", is_secret=True, by=by, at=now)
        people.add_household_member(person=testa, relation="child", name="Barn Opdigtet", by=by, at=now)
        casework.write_note(
            person_id=testa.pk, kind="contact", text="Talte om 010170-0001", own_words="=1+1", happened_at=now, by=by,
            at=now,
        )  # fmt: skip
        casework.assign_coordinator(person_id=testa.pk, coordinator_id=by.user_id, by=by, at=now)
        record_situation(
            person_id=testa.pk, kind="gade", from_on=now.date(), by=by, at=now, source="Prøve", certainty="seen"
        )
        for kind, name in (("neighbour", "Nabo Hemmelig"), ("self", "Testa selv"), ("professional", "Læge Prøve")):
            inquiry = one_entry.record_inquiry(
                by=by, at=now, channel="phone", asker_kind=kind, asker_name=name, person_id=testa.pk
            )
            one_entry.remark(inquiry=inquiry, text="Ringet tilbage", by=by, at=now)
    return testa


def sheets(answer):
    assert answer.status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    return {sheet.title: [[cell.value for cell in row] for row in sheet] for sheet in book}


def read_through(browser, person, **said):
    """Mark every text that is left to read, as the page shows it."""
    page = browser.get(reverse("staff:own_data", args=[person.pk]))
    for text in page.context["left"] if page.status_code == 200 else ():
        browser.post(reverse("staff:read_through", args=[person.pk]), {**shown(text), **said})


def shown(text):
    return {"table": text.table, "row_id": text.row_id, "fingerprint": text.fingerprint}


def make(browser, person, **typed):
    read_through(browser, person)
    return browser.post(reverse("staff:own_data", args=[person.pk]), typed)


def hand_over(browser, person, **typed):
    """Make the file, and fetch it by its link on the page."""
    known = set(Document.objects.values_list("pk", flat=True))
    made = make(browser, person, **typed)
    if made.status_code != 302:
        return made
    (new,) = Document.objects.exclude(pk__in=known)
    page = browser.get(made["Location"]).content.decode()
    link = reverse("documents:download", args=[new.pk])
    assert page.count(f'href="{link}"') == 1
    return browser.get(link)


def all_words(found):
    return " | ".join(str(cell) for rows in found.values() for row in rows for cell in row if cell)


def test_what_is_recorded_in_each_room_is_in_the_file(client_of, coordinator, testa):
    found = sheets(hand_over(client_of(coordinator), testa, **CITIZEN))
    said = all_words(found)
    for expected in ("Testa", "Prøve", NUMBER, "Kafé Eksempel", "Gade, trappeopgang, skur", "Ringet tilbage", "Barn"):
        assert expected in said, expected
    assert found["Din koordinator"][1][0] == coordinator.name
    assert found["Henvendelser"][0].count("Organisation") == 1
    assert {row[0].date() for row in found["Hvem har set min sag"][1:]} == {timezone.localdate()}
    assert found["Læs mig"][0][0].startswith("Prøvekøbing Kommune")


@pytest.mark.django_db(transaction=True)
def test_what_was_chosen_is_in_words_and_what_happened_in_the_order_of_time(client_of, coordinator, testa, by):
    now = timezone.now()
    nights = [now.date() - datetime.timedelta(days=days) for days in (5, 9, 2, 7, 3)]
    for night in nights:
        request_place(person_id=testa.pk, night=night, needs=("dog", "couple"), by=by, at=now)
    with looking_as(by):
        casework.add_task(
            person_id=testa.pk, organisation_id=by.team_id, kind="shelter_notice", title="Svar på beskeden", due_at=now,
            by=by, at=now,
        )  # fmt: skip
    found = sheets(hand_over(client_of(coordinator), testa, **CITIZEN))
    assert "Svar på beskeden" in all_words(found)
    assert "shelter_notice" not in all_words(found)
    asked = found["Ønske om en plads"]
    assert [row[0].date() for row in asked[1:]] == sorted(nights)
    assert {row[asked[0].index("Behov")] for row in asked[1:]} == {"par, hund"}
    assert "par, hund" in client_of(coordinator).get(reverse("access:log", args=[testa.pk])).content.decode()


def test_others_and_staff_are_not_in_it_and_the_file_says_so(client_of, coordinator, testa):
    said = all_words(sheets(hand_over(client_of(coordinator), testa, **CITIZEN)))
    for others in ("Barn Opdigtet", "Nabo Hemmelig", "Nabo eller forbipasserende", "010170-0001"):
        assert others not in said, others
    assert "Testa selv" in said
    assert "Læge Prøve" in said
    assert "Udeladt, fordi andre også har ret til beskyttelse" in said
    assert said.count(coordinator.name) == 1  # as coordinator, not as the one who looked or wrote


def test_staff_who_looked_are_named_when_that_is_decided(client_of, coordinator, testa):
    said = all_words(sheets(hand_over(client_of(coordinator), testa, **CITIZEN, with_names="on")))
    assert said.count(coordinator.name) > 1


def test_one_with_power_of_attorney_gets_neither_number_nor_secret_ways(client_of, coordinator, testa):
    browser = client_of(coordinator)
    assert "00 00 00 77" in all_words(sheets(hand_over(browser, testa, **CITIZEN)))
    said = all_words(sheets(hand_over(browser, testa, **SOMEBODY)))
    assert "Kafé Eksempel" in said
    assert "00 00 00 77" not in said
    assert NUMBER not in said


def test_of_a_protected_person_only_into_their_own_hands(client_of, coordinator, testa):
    Person.objects.filter(pk=testa.pk).update(protection="address")
    browser = client_of(coordinator)
    assert "Testa" not in browser.get(reverse("staff:own_data", args=[testa.pk])).content.decode()
    refused = hand_over(browser, testa, **SOMEBODY)
    assert refused.status_code == 422
    assert "Den gives kun til borgeren selv" in refused.content.decode()
    assert "Kafé Eksempel" in all_words(sheets(hand_over(browser, testa, **CITIZEN)))


@pytest.mark.parametrize("typed", [{"hands": ""}, {"hands": "nabo"}])
def test_without_saying_whose_hands_there_is_no_file(client_of, coordinator, testa, typed):
    assert hand_over(client_of(coordinator), testa, **typed).status_code == 422
    assert not Event.objects.filter(name="staff.own_data_handed_over").exists()


@pytest.mark.django_db(transaction=True)
def test_it_is_written_in_the_log_and_on_the_timeline(client_of, coordinator, testa):
    browser = client_of(coordinator)
    hand_over(browser, testa, **CITIZEN)
    event = Event.objects.get(name="staff.own_data_handed_over", person_id=testa.pk)
    assert event.details == {"to_the_citizen": True, "with_names": False}
    assert Look.objects.filter(page="staff.own_data", person_id=testa.pk).exists()
    assert Look.objects.filter(page="people.cpr", person_id=testa.pk).exists()
    assert "Fik en fil med alt" in browser.get(reverse("access:log", args=[testa.pk])).content.decode()
    assert "Fik en fil med alt" in browser.get(reverse("casework:timeline", args=[testa.pk])).content.decode()


def test_the_file_can_be_fetched_for_a_week_and_the_page_says_so(client_of, coordinator, leader, testa):
    assert hand_over(client_of(coordinator), testa, **SOMEBODY).status_code == 200
    kept = Document.objects.get()
    assert kept.expires_at == kept.made_at + datetime.timedelta(days=7)
    page = client_of(leader).get(reverse("staff:own_data", args=[testa.pk])).content.decode()
    assert "Filen gemmes her i 7 dage" in page
    assert f"indsigt-med-fuldmagt-{timezone.localdate().isoformat()}.xlsx" in page
    assert f"lavet af {coordinator.name}" in page
    assert client_of(leader).get(reverse("documents:download", args=[kept.pk])).status_code == 200


def test_the_page_lists_no_file_of_another_citizen_or_team(
    client_of, coordinator, colleague_in_other_team, viewer_for, by, testa
):
    now = timezone.now()
    them = viewer_for(colleague_in_other_team)
    with looking_as(by):
        nabo = people.create_person(by=by, at=now, given_names="Nabo", surname="Prøve")
    hand_over(client_of(coordinator), nabo, **CITIZEN)
    NeedToKnow.objects.create(organisation_id=them.organisation_id, person_id=testa.pk, basis="case", from_at=now)
    hand_over(client_of(colleague_in_other_team), testa, **CITIZEN)
    page = client_of(coordinator).get(reverse("staff:own_data", args=[testa.pk])).content.decode()
    assert "Filer, der kan hentes" not in page
    for row in Document.objects.all():
        assert str(row.pk) not in page


def test_a_file_that_is_too_large_is_refused_in_words_and_not_logged_as_handed_over(
    client_of, coordinator, testa, monkeypatch
):
    monkeypatch.setattr(documents, "LARGEST", 100)
    refused = make(client_of(coordinator), testa, **CITIZEN)
    assert refused.status_code == 422
    assert "Den må højst fylde" in refused.content.decode()
    assert not Document.objects.exists()
    assert not Event.objects.filter(name="staff.own_data_handed_over").exists()


@pytest.mark.django_db(transaction=True)
def test_the_log_does_not_say_of_a_page_only_opened_that_something_was_made(client_of, coordinator, testa):
    browser = client_of(coordinator)
    for name in ("staff:own_data", "casework:write_note", "situations:record_situation"):
        assert browser.get(reverse(name, args=[testa.pk])).status_code == 200
    log = browser.get(reverse("access:log", args=[testa.pk])).content.decode()
    for seen in (
        "Så siden, hvor din egen fil laves",
        "Var i gang med et notat",
        "Var i gang med at skrive, hvor du sover",
    ):
        assert seen in log
    for made in ("Lavede en fil", "Skrev et notat", "Skrev, hvor du sover"):
        assert made not in log


def test_no_cell_is_a_formula(client_of, coordinator, testa):
    said = all_words(sheets(hand_over(client_of(coordinator), testa, **CITIZEN)))
    assert "'=1+1" in said


def test_the_log_on_paper_tells_nothing_of_others_either(client_of, coordinator, testa):
    browser = client_of(coordinator)
    paper = browser.get(reverse("access:log_on_paper", args=[testa.pk])).content.decode()
    screen = browser.get(reverse("access:log", args=[testa.pk])).content.decode()
    for others in ("Nabo Hemmelig", "Barn Opdigtet"):
        assert others not in paper
        assert others in screen


@pytest.mark.parametrize("visitor", ["colleague_in_other_team", "shelter_worker", "volunteer", "administrator"])
def test_who_does_not_need_to_know_meets_404(client_of, request, testa, visitor):
    assert hand_over(client_of(request.getfixturevalue(visitor)), testa, **CITIZEN).status_code == 404


def test_every_table_that_tells_of_a_citizen_is_in_the_file():
    with_words = {table.model._meta.db_table for table, _path in own_data.tables_of_people()}
    personal = {model._meta.db_table for model in personal_models() if model._meta.managed}
    assert personal - with_words == OF_NO_CITIZEN_ALONE


# --- what it says of others -----------------------------------------------------------------------------------------


def left_to_read(browser, person):
    return browser.get(reverse("staff:own_data", args=[person.pk])).context["left"]


def only_send(browser, person):
    return browser.post(reverse("staff:own_data", args=[person.pk]), CITIZEN)


def test_before_every_text_is_read_there_is_no_file_and_the_page_shows_what_is_left(client_of, coordinator, testa):
    browser = client_of(coordinator)
    left = left_to_read(browser, testa)
    assert sorted(text.title for text in left) == ["Henvendelser"] * 3 + ["Notater"]
    refused = only_send(browser, testa)
    assert refused.status_code == 422
    assert "4 tekster er ikke set igennem for oplysninger om andre" in refused.content.decode()
    read_through(browser, testa)
    page = browser.get(reverse("staff:own_data", args=[testa.pk])).content.decode()
    assert "Giv borgeren det, vi har skrevet" in page
    assert "4 tekster er set igennem" in page
    assert only_send(browser, testa).status_code == 302
    marks = ReadThrough.objects.filter(person_id=testa.pk)
    assert {mark.read_by_id for mark in marks} == {coordinator.pk}
    assert Event.objects.filter(name="staff.text_read_through", person_id=testa.pk).count() == 4


def test_a_text_changed_afterwards_is_read_again(client_of, coordinator, testa, by):
    browser = client_of(coordinator)
    read_through(browser, testa)
    Note.objects.filter(person_id=testa.pk, signed_at=None).delete()
    with looking_as(by):
        now = timezone.now()
        note = casework.write_note(
            person_id=testa.pk, kind="contact", text="Før", own_words="", happened_at=now, by=by, at=now, sign=False
        )
    read_through(browser, testa)
    assert left_to_read(browser, testa) == []
    with looking_as(by):
        casework.change_note(note=note, text="Efter, om hendes bror", own_words="", by=by, at=now)
    (left,) = left_to_read(browser, testa)
    assert left.was_changed
    assert "ændret, siden den blev læst" in browser.get(reverse("staff:own_data", args=[testa.pk])).content.decode()
    refused = only_send(browser, testa)
    assert "Én tekst er ikke set igennem" in refused.content.decode()


def test_a_text_that_changes_while_it_is_read_is_not_marked(client_of, coordinator, testa):
    browser = client_of(coordinator)
    (text,) = [text for text in left_to_read(browser, testa) if text.title == "Notater"]
    stale = {**shown(text), "fingerprint": "x" * 64}
    page = browser.post(reverse("staff:read_through", args=[testa.pk]), stale, follow=True).content.decode()
    assert "Teksten er ændret, siden siden blev åbnet. Læs den igen." in page
    assert not ReadThrough.objects.exists()


def test_a_text_is_left_out_with_a_reason_that_the_file_tells_and_taken_along_after_all(client_of, coordinator, testa):
    browser = client_of(coordinator)
    (text,) = [text for text in left_to_read(browser, testa) if text.title == "Notater"]
    where = reverse("staff:read_through", args=[testa.pk])
    said = browser.post(where, {**shown(text), "leave_out": "1", "why": " "}, follow=True).content.decode()
    assert "Skriv kort, hvorfor teksten udelades" in said
    assert not ReadThrough.objects.exists()
    browser.post(where, {**shown(text), "leave_out": "1", "why": "handler om hendes søster"})
    read = all_words(sheets(hand_over(browser, testa, **CITIZEN)))
    assert read.count("udeladt af hensyn til andre: handler om hendes søster") == 2  # the text, and the own words
    assert "Talte om" not in read
    assert "Ringet tilbage" in read
    browser.post(where, shown(text))
    assert "Talte om" in all_words(sheets(hand_over(browser, testa, **CITIZEN)))


def test_a_text_of_another_citizen_is_not_marked_here(client_of, coordinator, testa, by):
    now = timezone.now()
    with looking_as(by):
        nabo = people.create_person(by=by, at=now, given_names="Nabo", surname="Prøve")
        casework.write_note(
            person_id=nabo.pk, kind="contact", text="Om naboen", own_words="", happened_at=now, by=by, at=now
        )
    browser = client_of(coordinator)
    (text,) = left_to_read(browser, nabo)
    browser.post(reverse("staff:read_through", args=[testa.pk]), shown(text))
    assert not ReadThrough.objects.exists()
    read_through(browser, testa)
    assert len(left_to_read(browser, nabo)) == 1


@pytest.mark.parametrize("visitor", ["colleague_in_other_team", "shelter_worker", "volunteer"])
def test_who_may_not_make_the_file_marks_no_text(client_of, coordinator, request, testa, visitor):
    (text, *_more) = left_to_read(client_of(coordinator), testa)
    stranger = client_of(request.getfixturevalue(visitor))
    assert stranger.post(reverse("staff:read_through", args=[testa.pk]), shown(text)).status_code == 404
    assert not ReadThrough.objects.exists()


def test_the_page_with_many_texts_asks_little(client_of, coordinator, testa, by, django_assert_max_num_queries):
    now = timezone.now()
    with looking_as(by):
        for number in range(25):
            casework.write_note(
                person_id=testa.pk, kind="contact", text=f"Nr. {number}", own_words="", happened_at=now, by=by, at=now
            )
    browser = client_of(coordinator)
    browser.get("/")
    with django_assert_max_num_queries(54):  # one for each table in which words are kept
        page = browser.get(reverse("staff:own_data", args=[testa.pk]))
    assert "Se 29 tekster igennem, før filen kan laves" in page.content.decode()
    assert len(page.context["shown"]) == 20
