"""From a prison's word of a release in six weeks, over a network meeting, to a home that is ready on the day."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from hjemvej.efforts.prevention import actions
from hjemvej.efforts.prevention.leaving.actions import tell_meeting_days
from hjemvej.efforts.prevention.models import NightAfter, SentSignal, Signal
from hjemvej.efforts.prevention.nights_after.actions import put_on_the_board
from hjemvej.ground.casework.models import Course
from hjemvej.ground.partners.models import Partner, SharingAgreement
from hjemvej.platform.access.viewer import looking_as, system
from tests.journeys.passing_days import days_pass

DAY = datetime.timedelta(days=1)
BY = system("test")


@pytest.fixture
def agreed(prison):
    partner, _new = Partner.objects.get_or_create(organisation=prison)
    SharingAgreement.objects.create(
        partner=partner, direction="sends", what="releases", legal_basis="aftale", from_on=datetime.date(2020, 1, 1)
    )


def test_a_prison_tells_of_a_release_in_six_weeks_and_the_home_is_ready_on_the_day(
    phone, page, sign_in, agreed, prison_worker, prevention_worker, viewer_for, axe, screenshot
):
    the_prison_tells_and_asks_for_a_meeting(phone, sign_in, prison_worker, axe, screenshot)
    sent, freja = SentSignal.objects.get(), viewer_for(prevention_worker)
    with looking_as(freja):
        signal = actions.settle_person(
            signal=Signal.objects.get(pk=sent.pk), person_id=None, is_new=True, by=freja, at=timezone.now()
        )
        case = actions.take_up(signal=signal, by=freja, at=timezone.now())
    sign_in(page, prevention_worker)
    page.goto("/")
    expect(page.locator("main")).to_contain_text("Afsenderen beder om et netværksmøde")
    page.goto(f"/forebyggelse/sag/{case.pk}/")
    page.get_by_role("link", name="Vejen ud, trin for trin").click()
    expect(page.locator("h1")).to_contain_text("løslades om 42 dage")
    screenshot(page, "leaving")
    axe(page)
    page.get_by_role("link", name="Indkald til netværksmøde").click()
    expect(page.locator("[name=name_1]")).to_have_value("Arne Arrest")
    page.locator("[name=about]").fill("Et sted at bo, når jeg kommer ud")
    page.locator("[name=wish_1]").select_option("citizen")
    screenshot(page, "call-meeting")
    page.get_by_role("button", name="Gem tiderne").click()
    page.locator("[name=time]").first.check()
    page.get_by_role("button", name="Gem tiden").click()
    tell_meeting_days(by=BY)
    phone.reload()
    expect(phone.locator("main")).to_contain_text("Mødet er")

    page.goto(f"/forebyggelse/sag/{case.pk}/vejen-ud/")
    home = page.locator("#trin-release_home")
    home.get_by_text("Skriv, hvordan det står").click()
    home.locator("[name=words]").fill("Kontrakten er skrevet under")
    home.get_by_role("button", name="Gem").click()
    expect(page.locator("#trin-release_home")).to_contain_text("Kontrakten er skrevet under")

    days_pass(42)
    page.goto(f"/forebyggelse/sag/{case.pk}/vejen-ud/")
    expect(page.locator("h1")).to_contain_text("løslades i dag")
    assert put_on_the_board(by=BY, at=timezone.now()) == 1, "nobody has said where Testa sleeps: the board hears"
    page.get_by_role("link", name="Natten efter dagen").click()
    page.locator("[name=answer][value=other_home]").check()
    page.get_by_role("button", name="Gem svaret").click()
    expect(page.locator("main")).to_contain_text("Svaret er gemt.")
    assert NightAfter.objects.get().answer == "other_home"
    assert not Course.objects.filter(kind="safe_night", closed_at=None).exists()


def the_prison_tells_and_asks_for_a_meeting(phone: Page, sign_in, prison_worker, axe, screenshot) -> None:
    today = timezone.localdate()
    sign_in(phone, prison_worker)
    phone.goto("/partner/signaler/send/release/")
    phone.locator("[name=name]").fill("Testa Prøvesen")
    phone.locator("[name=began_on]").fill((today - 100 * DAY).strftime("%d/%m-%Y"))
    phone.locator("[name=happens_on]").fill((today + 42 * DAY).strftime("%d/%m-%Y"))
    phone.locator("[name=has_home][value=no]").check()
    phone.locator("[name=contact]").fill("Arne Arrest, 00 00 00 00")
    screenshot(phone, "prison-sends")
    axe(phone)
    phone.get_by_role("button", name="Send").click()
    expect(phone.locator("h1")).to_contain_text("løslades om 42 dage")
    phone.get_by_role("button", name="Bed om et netværksmøde").click()
    expect(phone.locator("main")).to_contain_text("holde det senest")
    screenshot(phone, "prison-asked")
    axe(phone)
