"""From moving in yesterday to support that ends and a home that stays: own words, contacts on a phone, a hospital."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hjemvej.efforts.support.models import Contact, Pause, Phase, SupportCourse
from hjemvej.ground.casework.models import Course, Task
from hjemvej.ground.homes import actions as homes
from hjemvej.ground.homes.models import Tenancy
from hjemvej.ground.network_meetings.models import NetworkMeeting
from hjemvej.ground.people.actions import create_person
from hjemvej.ground.plans.models import Goal
from hjemvej.platform.access.viewer import looking_as
from tests.journeys.passing_days import days_pass

DAY = datetime.timedelta(days=1)
GOAL = "Jeg vil kunne sove med slukket lys."
MET = 12


@pytest.fixture
def testa(coordinator, viewer_for, housing_association):
    """She moved in yesterday; a bystander next door has the same support and must keep it."""
    by, at, today = viewer_for(coordinator), timezone.now(), timezone.localdate()
    people = []
    with looking_as(by):
        for number, name in enumerate(("Testa", "Uberørt"), 1):
            person = create_person(by=by, at=at, given_names=name, surname="Prøvesen")
            facts = {"form": "family", "rent": 4000, "address": f"Prøvevej {number}"}
            home = homes.register_dwelling(landlord_id=housing_association.pk, facts=facts, by=by, at=at)
            homes.begin_tenancy(
                person_id=person.pk, dwelling_id=home.pk, lease_form="unlimited", from_on=today - DAY, by=by, at=at
            )
            people.append(person)
    return people[0]


def begin_cti(phone, testa, axe):
    phone.goto(f"/bostoette/borger/{testa.pk}/metode/")
    phone.locator("[name=method][value=cti]").check()
    phone.locator("[name=why]").fill("Hun kan bruge de tilbud, der er, når nogen går med de første gange.")
    phone.locator("[name=worker]").select_option(index=1)
    phone.locator("[name=every_days]").fill("7")
    axe(phone)
    phone.get_by_role("button", name="Begynd forløbet").click()
    expect(phone.locator("main")).to_contain_text("Notér kontakt")
    axe(phone)


def write_the_goal(phone, testa, axe):
    phone.goto(f"/plan/borger/{testa.pk}/maal/")
    phone.locator("[name=words]").fill(GOAL)
    phone.get_by_role("button", name="Skriv det ned").click()
    expect(phone.locator("h1")).to_contain_text("sove med slukket lys")
    phone.locator("[name=skridt-what]").fill("Købe en natlampe sammen")
    phone.locator("[name=skridt-who][value=worker]").check()
    phone.locator("[name=skridt-by_on]").fill("i morgen")
    phone.get_by_role("button", name="Aftal").click()
    expect(phone.locator("main")).to_contain_text("Købe en natlampe sammen")
    axe(phone)


def begin_phase(phone, support, number, testa):
    """The plan of a phase, with an area of its own; it begins after the one before."""
    phone.goto(f"/bostoette/forloeb/{support.pk}/naeste-fase/")
    phone.locator("[name=dimension_1]").select_option("mental")
    phone.locator("[name=aim_1]").fill("Sove om natten")
    phone.get_by_role("button", name="Begynd fasen").click()
    expect(phone.locator("main")).to_contain_text(f"Fase {number}")


def log_contacts(phone, testa, axe):
    """Twelve on a phone, each by one press; three of them where there is no line."""
    for number in range(MET):
        if number == 9:
            phone.goto(f"/bostoette/borger/{testa.pk}/kontakt/")
            phone.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
            phone.wait_for_function("Boolean(navigator.serviceWorker.controller)")
            phone.context.set_offline(True)
        if number < 9:
            phone.goto(f"/bostoette/borger/{testa.pk}/kontakt/")
        phone.locator("[name=own_words]").fill(f"Ord nummer {number + 1}")
        phone.get_by_role("button", name="Gem", exact=True).click()
        if number < 9:
            expect(phone.locator("main")).to_contain_text(f"Ord nummer {number + 1}")
        else:
            expect(phone.locator("#unsent")).to_contain_text("venter på internettet")
            expect(phone.locator("[name=own_words]")).to_have_value("")
    phone.context.set_offline(False)
    expect(phone.locator("#sent")).to_contain_text("Sendt: 3 ting", timeout=20_000)
    phone.goto(f"/bostoette/borger/{testa.pk}/kontakter/")
    axe(phone)


def go_to_hospital_and_back(phone, support):
    phone.goto(f"/bostoette/forloeb/{support.pk}/pause/")
    phone.locator("[name=because][value=hospital]").check()
    phone.locator("[name=from_on]").fill("i dag")
    phone.get_by_role("button", name="Sæt på pause").click()
    expect(phone.locator("main")).to_contain_text("pause")
    days_pass(10)
    phone.goto(f"/bostoette/forloeb/{support.pk}/tilbage/")
    phone.locator("[name=until_on]").fill("i dag")
    phone.get_by_role("button", name="Gå videre").click()
    expect(phone.get_by_role("link", name="Sæt på pause")).to_be_visible()


def meet_for_the_hand_over(phone, testa):
    """Times to choose from; the citizen chooses, and what is agreed is written."""
    phone.goto(f"/netvaerksmoede/borger/{testa.pk}/ny/")
    phone.locator("[name=about]").fill("Hvem jeg ringer til bagefter")
    phone.locator("[name=place]").fill("Hjemme")
    for number, day in ((1, "i morgen"), (2, "i overmorgen")):
        phone.locator(f"[name=day_{number}]").fill(day)
        phone.locator(f"[name=time_{number}]").fill("10")
    phone.locator("[name=name_1]").fill("Mona")
    phone.locator("[name=role_1]").fill("hjemmeplejen")
    phone.locator("[name=wish_1]").select_option("agreed")
    phone.get_by_role("button", name="Gem tiderne").click()
    phone.locator("[name=time]").first.check()
    phone.get_by_role("button", name="Gem tiden").click()
    expect(phone.locator("h1")).to_contain_text("Netværksmøde")
    days_pass(3)
    phone.goto(f"/netvaerksmoede/{NetworkMeeting.objects.get().pk}/referat/")
    phone.locator("[name=summary]").fill("Mona kommer hver torsdag fra nu af.")
    phone.get_by_role("button", name="Gem referatet").click()
    expect(phone.locator("main")).to_contain_text("Mona kommer hver torsdag")


def end_the_support(phone, support, testa, axe):
    """It cannot be done before each area has a name; then it ends, and the home stays."""
    phone.goto(f"/bostoette/forloeb/{support.pk}/slut/")
    expect(phone.locator("main")).to_contain_text("ikke givet videre")
    for area in support_areas(support):
        phone.goto(f"/bostoette/omraade/{area}/")
        phone.locator("[name=to]").fill("Mona, hjemmeplejen")
        phone.get_by_role("button", name="Giv videre").click()
    phone.goto(f"/bostoette/forloeb/{support.pk}/slut/")
    phone.locator("[name=because][value=done]").check()
    phone.locator("[name=words]").fill("Hun sover. Hun kan ringe til Mona.")
    axe(phone)
    phone.get_by_role("button", name="Slut støtten").click()
    expect(phone.locator("main")).to_contain_text("Hun kan ringe til Mona")


def support_areas(support):
    latest = Phase.objects.filter(support=support, number=3).get()
    return list(latest.areas.values_list("pk", flat=True))


@pytest.mark.usefixtures("support_worker")
def test_support_ends_and_the_home_stays(phone, sign_in, coordinator, testa, axe):
    sign_in(phone, coordinator)
    begin_cti(phone, testa, axe)
    write_the_goal(phone, testa, axe)
    support = SupportCourse.objects.get()
    begin_phase(phone, support, 1, testa)
    log_contacts(phone, testa, axe)
    said = Contact.objects.order_by("written_at", "happened_at").values_list("own_words", flat=True)
    assert list(said) == [f"Ord nummer {number + 1}" for number in range(MET)], "each once, in order"
    go_to_hospital_and_back(phone, support)
    assert Pause.objects.get().until_on is not None
    support.refresh_from_db()
    assert support.ended_on is None, "a hospital pauses, and never closes"
    days_pass(80)
    begin_phase(phone, support, 2, testa)
    days_pass(90)
    begin_phase(phone, support, 3, testa)
    meet_for_the_hand_over(phone, testa)
    end_the_support(phone, support, testa, axe)
    support.refresh_from_db()
    assert support.ended_because == "done"
    assert not Course.objects.filter(kind="support", closed_at=None).exists()
    assert Tenancy.objects.filter(until_on=None).count() == 2, "the home stays, and the neighbour's"
    assert Goal.objects.get().words == GOAL
    assert Task.objects.filter(title__contains="natlampe").exists()
