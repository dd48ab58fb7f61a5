"""Does an answer reach an asker with an e-mail, and does a citizen get their own data?"""

import pytest
from django.utils import timezone

from hjemvej.efforts.one_entry import actions as one_entry
from hjemvej.ground.casework.actions import write_note
from hjemvej.ground.correspondence.models import Message
from hjemvej.ground.documents.models import Document
from hjemvej.ground.people import actions as people
from hjemvej.platform.access.viewer import looking_as


@pytest.fixture
def by(coordinator, viewer_for):
    return viewer_for(coordinator)


@pytest.fixture
def bystander(by):
    """Record another neighbour's inquiry about another citizen, which waits for an answer too."""
    with looking_as(by):
        return one_entry.record_inquiry(
            by=by, at=timezone.now(), channel="phone", asker_kind="neighbour", new_person="Bo Prøvesen",
            is_named=True, asker_contact="anden@example.org", wants_answer=True,
        )  # fmt: skip


def test_an_answer_is_copied_from_the_outbox_and_marked_as_sent(
    page, phone, sign_in, coordinator, by, bystander, axe, screenshot
):
    with looking_as(by):
        inquiry = one_entry.record_inquiry(
            by=by, at=timezone.now(), channel="phone", asker_kind="neighbour", new_person="Testa Prøvesen",
            is_named=True, asker_name="Nabo Opdigtet", asker_contact="nabo@example.org", wants_answer=True,
        )  # fmt: skip
    sign_in(page, coordinator)
    page.goto("/udbakke/")
    axe(page)
    screenshot(page, "outbox-empty")
    page.goto(f"/henvendelser/{inquiry.pk}/")
    page.locator("summary", has_text="Svar den, der spurgte").first.click()
    screenshot(page, "answer-by-mail")
    assert page.get_by_label("Send svaret som e-mail til nabo@example.org").is_checked()
    page.get_by_role("button", name="Gem svaret").click()
    page.get_by_text("ligger i udbakken").first.wait_for()
    screenshot(page, "inquiry-answered")
    page.goto("/udbakke/")
    axe(page)
    screenshot(page, "outbox")
    page.get_by_role("link", name="Nabo Opdigtet").click()
    page.wait_for_url("**/udbakke/*/")
    axe(page)
    screenshot(page, "message")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Kopiér teksten").click()
    page.get_by_text("Teksten er kopieret").wait_for()
    assert "Vi har taget din henvendelse op." in page.evaluate("navigator.clipboard.readText()")
    sign_in(phone, coordinator)
    for address in ("/udbakke/", page.url):
        phone.goto(address)
        axe(phone)
        assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    page.get_by_role("button", name="Jeg har sendt den").click()
    page.get_by_text("Beskeden er markeret som sendt.").wait_for()
    sent = Message.objects.get()
    assert (sent.status, sent.to_address, sent.sent_by_id) == ("sent", "nabo@example.org", coordinator.pk)
    bystander.refresh_from_db()
    assert bystander.answered_at is None
    page.goto("/udbakke/")
    screenshot(page, "outbox-sent")


def test_own_data_is_made_and_fetched_as_a_file(page, sign_in, coordinator, by, bystander, axe, screenshot):
    with looking_as(by):
        testa = people.create_person(by=by, at=timezone.now(), given_names="Testa", surname="Prøvesen")
        for text in ("Talte om en bolig.", "Hendes bror drikker igen."):
            write_note(
                person_id=testa.pk, kind="contact", text=text, own_words="", happened_at=timezone.now(), by=by,
                at=timezone.now(),
            )  # fmt: skip
    sign_in(page, coordinator)
    page.goto(f"/borger/{testa.pk}/indsigt/")
    axe(page)
    screenshot(page, "own-data-to-read")
    about_others = page.locator(".hv-task").filter(has_text="Hendes bror")
    about_others.get_by_text("Lad den ude").click()
    about_others.get_by_label("Hvorfor?").fill("handler om en pårørende")
    about_others.get_by_role("button", name="Udelad").click()
    page.get_by_text("Se én tekst igennem").wait_for()
    page.get_by_role("button", name="Set igennem").click()
    page.get_by_label("Borgeren selv").check()
    page.get_by_role("button", name="Lav filen").click()
    page.get_by_text("Filen er klar.").first.wait_for()
    axe(page)
    screenshot(page, "own-data")
    kept = Document.objects.get()
    with page.expect_download() as download:
        page.get_by_role("link", name=kept.filename).click()
    assert download.value.suggested_filename == kept.filename
    with open(download.value.path(), "rb") as file:
        assert file.read(2) == b"PK"
