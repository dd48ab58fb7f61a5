"""From a notice that nobody answers to a knock on the door, on a phone and at a desk."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hjemvej.efforts.prevention import actions
from hjemvej.efforts.prevention.models import Attempt, NightAfter, Signal
from hjemvej.efforts.prevention.rules.receiving import Sent
from hjemvej.ground.people.actions import create_person
from hjemvej.platform.access.viewer import looking_as

DAY = datetime.timedelta(days=1)


@pytest.fixture
def case(prevention_worker, viewer_for):
    """Testa's case; a bystander has one too, and it must stay untouched."""
    by, at = viewer_for(prevention_worker), timezone.now()
    cases = []
    with looking_as(by):
        for name in ("Testa", "Uberørt"):
            person = create_person(by=by, at=at, given_names=name, surname="Prøvesen")
            said = Sent("bailiff_notice", f"{name} Prøvesen", sender_kind="court", sender_name="Retten i Prøvekøbing",
                        happens_on=timezone.localdate() + 40 * DAY)  # fmt: skip
            signal = actions.receive_signal(said, channel="letter", by=by, at=at)
            signal = actions.settle_person(signal=signal, person_id=person.pk, by=by, at=at)
            cases.append(actions.take_up(signal=signal, by=by, at=at))
    return cases[0]


@pytest.mark.parametrize("has_script", [True, False])
def test_a_call_is_written_down_by_its_kind_and_the_wrong_kind_loses_nothing(
    new_page, sign_in, prevention_worker, axe, screenshot, has_script
):
    width = 390 if has_script else 1280
    page = new_page(width=width, height=844, java_script_enabled=has_script)
    sign_in(page, prevention_worker)
    page.goto("/forebyggelse/nyt/")
    expect(page.locator("h1")).to_contain_text("Hvem fortæller, og hvad?")
    page.get_by_role("link", name="Borgerens eget ord").click()
    page.locator("[name=name]").fill("Lea Opdigtet")
    page.locator("[name=amount]").fill("14.250")
    page.locator("[name=words]").fill("Fogeden kommer snart")
    if has_script:
        screenshot(page, "receive-signal")
        axe(page)
    page.get_by_role("button", name="Vælg en anden slags").click()
    if has_script:
        screenshot(page, "choose-kind")
        axe(page)
    page.get_by_role("button", name="Fogedrettens besked").click()
    expect(page.locator("[name=amount]")).to_have_value("14.250")
    expect(page.locator("main")).to_contain_text("Det her må den slags signal ikke fortælle")
    if has_script:
        screenshot(page, "receive-signal-of-another-kind")
        axe(page)
    page.locator("[name=happens_on]").fill("i overmorgen")
    page.locator("[name=channel][value=phone]").check(force=True)
    page.locator("[name=name]").press("Enter")
    expect(page.locator("main")).to_contain_text("Signalet er modtaget.")
    signal = Signal.objects.get(name="Lea Opdigtet")
    assert (signal.kind.key, signal.words) == ("bailiff_notice", "")


def test_an_attempt_takes_two_presses_and_the_next_one_is_planned(
    phone, page, sign_in, prevention_worker, case, axe, screenshot
):
    sign_in(phone, prevention_worker)
    phone.goto(f"/forebyggelse/sag/{case.pk}/forsoeg/")
    expect(phone.locator("h1")).to_contain_text("Ingen har prøvet endnu")
    phone.get_by_role("link", name="Skriv, hvordan det gik").click()
    screenshot(phone, "log-attempt")
    axe(phone)
    phone.locator("[name=outcome][value=missed]").check()
    phone.get_by_role("button", name="Gem").click()
    expect(phone.locator("h1")).to_contain_text("1 forsøg")
    sign_in(page, prevention_worker)
    page.goto(f"/forebyggelse/sag/{case.pk}/forsoeg/planlaeg/")
    screenshot(page, "plan-attempt")
    axe(page)
    page.locator("[name=kind]").select_option("visit")
    page.get_by_role("button", name="Planlæg").click()
    screenshot(page, "attempts")
    axe(page)
    page.goto("/forebyggelse/ikke-truffet/")
    expect(page.locator("h1")).to_contain_text("To borgere er ikke truffet endnu.")
    screenshot(page, "not-reached")
    axe(page)
    page.goto("/")
    expect(page.locator("main")).to_contain_text("Planlagt: Besøg")
    screenshot(page, "day")
    assert Attempt.objects.filter(case=case).count() == 2
    assert not Attempt.objects.exclude(case=case).exists()


def test_where_they_sleep_is_answered_and_how_far_signals_came_is_told(
    phone, page, sign_in, prevention_worker, case, axe, screenshot
):
    sign_in(phone, prevention_worker)
    phone.goto(f"/forebyggelse/sag/{case.pk}/i-nat/")
    expect(phone.locator("h1")).to_contain_text("Hvor sover Testa Prøvesen natten efter")
    screenshot(phone, "tonight")
    axe(phone)
    phone.locator("[name=answer][value=friends]").check()
    phone.get_by_role("button", name="Gem svaret").click()
    expect(phone.locator("main")).to_contain_text("Svaret er gemt.")
    sign_in(page, prevention_worker)
    page.goto("/forebyggelse/hvor-langt/")
    expect(page.locator("h1")).to_contain_text("Af 2 signaler førte 0 til en samtale og 0 til hjælp.")
    screenshot(page, "funnel")
    axe(page)
    assert NightAfter.objects.get().person_id == case.person_id
