"""From a landlord's notice on a family to a home that is kept a year later, and a notice that goes on its day."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from hjemvej.efforts.prevention.following.actions import follow_outcomes
from hjemvej.efforts.prevention.keeping.actions import erase_who_is_alone
from hjemvej.efforts.prevention.models import HelpSought, PreventionCase, SentSignal, Signal, SignalTrace
from hjemvej.ground.partners.models import Partner, SharingAgreement
from hjemvej.ground.payment_plans.models import PaymentPlan
from hjemvej.ground.retention.actions import erase_due
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Event
from tests import bystanders

from .passing_days import days_pass

DAY = datetime.timedelta(days=1)
TEST = system("prøve")
NAME = "Familien Vang Prøve"


@pytest.fixture
def agreed(housing_association, our_team):
    """The landlord may send notices, and see that help has begun."""
    partner = Partner.objects.create(organisation=housing_association)
    SharingAgreement.objects.create(
        partner=partner, direction="sends", what="eviction_notices", legal_basis="almenlejelov § 92 stk. 2",
        from_on=datetime.date(2020, 1, 1),
    )  # fmt: skip
    SharingAgreement.objects.create(
        partner=partner, direction="sees", what="help_begun", legal_basis="lejerens samtykke",
        from_on=datetime.date(2020, 1, 1),
    )  # fmt: skip


def test_a_family_keeps_its_home_and_the_notice_goes(
    page, phone, sign_in, landlord, prevention_worker, agreed, axe, screenshot, settings, tmp_path
):
    the_landlord_sends_it(page, sign_in, landlord)
    sign_in(page, prevention_worker)
    sign_in(phone, prevention_worker)
    case = it_is_taken_up_the_same_day(page)
    nobody_is_home_and_then_they_talk(phone, case)
    the_debt_is_agreed_on(page, case)
    rent_help_is_sought_and_given(page, case, axe, screenshot)
    the_landlord_pauses(page, phone, sign_in, landlord, case, axe, screenshot)
    the_bailiff_is_called_off(page, case)
    a_year_later_they_are_at_home(page, sign_in, landlord, settings, tmp_path)


def the_landlord_sends_it(page: Page, sign_in, landlord) -> None:
    sign_in(page, landlord)
    page.goto("/partner/signaler/")
    page.get_by_role("link", name="Send").first.click()
    page.get_by_role("link", name="Underretning om udsættelse").click()
    page.locator("[name=name]").fill(NAME)
    page.locator("[name=address]").fill("Prøvevej 4, 2. th.")
    page.locator("[name=amount]").fill("14.250")
    page.locator("[name=happens_on]").fill(f"{timezone.localdate() + 21 * DAY:%d/%m/%Y}")
    page.locator("[name=children][value=yes]").check()
    page.locator("main").get_by_role("button", name="Send").click()
    expect(page.locator("main")).to_contain_text("Modtaget")


def it_is_taken_up_the_same_day(page: Page) -> str:
    page.goto("/")
    expect(page.locator("main")).to_contain_text(NAME)
    page.goto("/forebyggelse/")
    page.get_by_role("link", name=NAME).first.click()
    expect(page.locator("h1")).to_contain_text("i dag")  # children in the home: at once
    page.locator("[name=person][value=new]").check()
    page.get_by_role("button", name="Det er afgjort").click()
    page.get_by_role("button", name="Tag det op").click()
    case = PreventionCase.objects.get(signals__name=NAME)
    page.goto(f"/forebyggelse/sag/{case.pk}/")
    return str(case.pk)


def nobody_is_home_and_then_they_talk(phone: Page, case: str) -> None:
    for outcome, kind in (("missed", "visit"), ("card", "knock"), ("reached", "visit")):
        phone.goto(f"/forebyggelse/sag/{case}/forsoeg/skriv/")
        phone.locator(f"[name=outcome][value={outcome}]").check()
        phone.locator(f"[name=kind][value={kind}]").check()
        phone.get_by_role("button", name="Gem").click()
        expect(phone.locator("main")).to_contain_text("Gemt. Tak.")
    expect(phone.locator("h1")).to_contain_text("Talte sammen i dag")


def the_debt_is_agreed_on(page: Page, case: str) -> None:
    page.goto(f"/forebyggelse/sag/{case}/")
    page.get_by_role("link", name="Søg eller aftal hjælp").click()
    expect(page.locator("h1")).to_contain_text("Ingen hjælp er søgt endnu")
    expect(page.locator("main")).to_contain_text("Gælden er 14.250")
    page.get_by_role("link", name="Skriv en aftale").click()
    expect(page.locator("[name=debt]")).to_have_value("14250,00")  # as the landlord told it
    for name, value in {
        "a_month": "1.500", "first_on": f"{timezone.localdate() + 30 * DAY:%d/%m/%Y}", "agreed_on": "i dag",
        "landlord_agreed_by": "Lone Udlejer", "if_missed": "Så taler vi sammen igen.",
    }.items():  # fmt: skip
        page.locator(f"[name={name}]").fill(value)
    page.locator("[name=is_rent_beside][value=yes]").check()
    page.locator("[name=made_by]").first.check()
    page.locator("[name=citizen_agreed]").check()
    page.get_by_role("button", name="Skriv aftalen ned").click()
    assert PaymentPlan.objects.get(state="live").debt == 14250


def rent_help_is_sought_and_given(page: Page, case: str, axe, screenshot) -> None:
    page.goto(f"/forebyggelse/sag/{case}/hjaelp/")
    screenshot(page, "helping")
    axe(page)
    page.locator(f'a[href="/forebyggelse/sag/{case}/hjaelp/soeg/?hjaelp=rent_help"]').click()
    expect(page.locator("h1")).to_contain_text("Midlertidig huslejehjælp")
    screenshot(page, "seek-help")
    axe(page)
    page.locator("[name=amount]").fill("1.500")
    page.get_by_role("button", name="Gem, at I har søgt").click()
    expect(page.locator("h1")).to_contain_text("Et svar venter")
    page.get_by_role("link", name="Skriv svaret").click()
    screenshot(page, "answer-help")
    axe(page)
    page.locator("[name=answer][value=granted]").check()
    page.get_by_role("button", name="Gem svaret").click()
    expect(page.locator("h1")).to_contain_text("Der gives hjælp")
    assert HelpSought.objects.get(case__signals__name=NAME).answer == "granted"
    page.goto(f"/forebyggelse/sag/{case}/")
    expect(page.locator("main")).to_contain_text("Der gives hjælp")  # the question of help is answered with it


def the_landlord_pauses(page: Page, phone: Page, sign_in, landlord, case: str, axe, screenshot) -> None:
    page.get_by_role("link", name="Pause hos udlejeren").click()
    screenshot(page, "pausing-without-yes")
    page.get_by_role("link", name="Skriv borgerens ja ned").click()
    page.locator("[name=purpose]").fill("Ro, mens hjælpen kommer på plads")
    page.locator("[name=how]").first.check()
    page.locator("[name=words]").fill("Ja, sig det til dem.")
    page.locator("main form button").last.click()
    page.goto(f"/forebyggelse/sag/{case}/pause/")
    axe(page)
    page.get_by_role("button", name="Bed udlejeren om at holde pause").click()
    expect(page.locator("h1")).to_contain_text("Udlejeren har ikke svaret endnu")
    sign_in(phone, landlord)
    phone.goto("/partner/signaler/")
    phone.get_by_role("link", name=NAME).first.click()
    expect(phone.locator("main")).to_contain_text("Der er hjælp på vej")
    screenshot(phone, "landlord-pauses")
    axe(phone)
    phone.locator("[name=answer][value=paused]").check()
    phone.get_by_role("button", name="Svar kommunen").click()
    expect(phone.locator("main")).to_contain_text("I holder pause til og med")
    page.reload()
    expect(page.locator("h1")).to_contain_text("Udlejeren holder pause til og med")
    screenshot(page, "pausing")
    axe(page)


def the_bailiff_is_called_off(page: Page, case: str) -> None:
    page.goto(f"/forebyggelse/sag/{case}/i-nat/")
    page.locator("[name=answer][value=home]").check()
    page.get_by_role("button", name="Gem svaret").click()
    page.goto(f"/forebyggelse/sag/{case}/")
    page.get_by_text("Er det forbi?").click()
    page.locator("[name=outcome][value=kept]").check()
    page.get_by_role("button", name="Afslut sagen").click()
    expect(page.locator("h1")).to_contain_text("beholdt hjemmet")


def a_year_later_they_are_at_home(page: Page, sign_in, landlord, settings, tmp_path) -> None:
    settings.ARCHIVE_DIR, settings.ERASED_FILE = str(tmp_path / "archive"), str(tmp_path / "erased")
    days_pass(366)
    trace = SignalTrace.objects.get(signal__name=NAME)
    with looking_as(TEST):
        follow_outcomes(by=TEST, at=timezone.now())
    trace.refresh_from_db()
    assert (trace.is_reached, trace.is_helped, trace.home_12) == (True, True, "home")
    page.goto("/forebyggelse/hvor-langt/")
    before = page.locator("main table").first.inner_text()
    assert "førte 1 til en samtale og 1 til hjælp" in page.locator("h1").inner_text()
    with bystanders.away():
        erase_due(by=TEST, at=timezone.now())
        assert Signal.objects.filter(name=NAME).exists(), "it is kept some days after it is counted"
        at = timezone.now() + 31 * DAY
        erase_who_is_alone(by=TEST, at=at)
        erase_due(by=TEST, at=at)
    assert not Signal.objects.filter(name=NAME).exists()
    assert not SentSignal.objects.filter(name=NAME).exists()
    (told,) = Event.objects.filter(name="retention.rows_removed", details__rule="keep_signal_counted")
    assert told.details["prevention_signal"] == 1
    page.reload()
    assert page.locator("main table").first.inner_text() == before, "the counts are equal to the digit"
    sign_in(page, landlord)
    page.goto("/partner/signaler/")
    expect(page.locator("main")).not_to_contain_text(NAME)
