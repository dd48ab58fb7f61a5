"""A round on a phone: one in danger first, one met without a line, one who says no, one who asks for a bed."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hjemvej.efforts.outreach import actions
from hjemvej.efforts.outreach.models import Meeting, Promise
from hjemvej.ground.people.actions import create_person
from hjemvej.ground.situations.actions import record_situation
from hjemvej.ground.situations.models import StreetObservation
from hjemvej.platform.access.viewer import looking_as

WAITS = re.compile("1 ting venter på internettet")


@pytest.fixture
def town(support_worker, viewer_for):
    """Ib sleeps outside, and so does a bystander; Polle was in danger at the park an hour ago."""
    by, at = viewer_for(support_worker), timezone.now()
    with looking_as(by):
        for name in ("Ib", "Uberørt"):
            person = create_person(by=by, at=at, given_names=name, surname="Prøvesen")
            record_situation(
                person_id=person.pk, kind="gade", from_on=timezone.localdate(), source="os", certainty="seen",
                by=by, at=at,
            )  # fmt: skip
        park = actions.add_place(name="Parken ved åen", coarseness="area", where="", by=by, at=at)
        said = actions.Said(at, danger="våd og forfrossen")
        actions.write_meeting(person_id=None, known_as="Polle", place=park, said=said, by=by, at=at)
    return by


def test_a_round_from_danger_to_a_bed(new_page, sign_in, support_worker, town, axe, screenshot):
    page = new_page(width=320, height=700)
    sign_in(page, support_worker)
    page.goto("/runde/")
    expect(page.locator("h1")).to_have_text("Ét menneske i fare: begynd der")
    page.locator("#kort-begynd summary").click()
    page.get_by_label("Hvem går med?").fill("Jens fra Kirkens Korshær")
    page.get_by_role("button", name="Begynd runden").click()
    expect(page.locator("main")).to_contain_text("Sammen med Jens fra Kirkens Korshær.")
    assert page.evaluate("document.documentElement.scrollWidth") == 320, "nothing is cut off in one hand"
    screenshot(page, "outreach-round")
    axe(page)

    page.get_by_role("link", name="Mødt nogen").click()  # one says no
    page.get_by_label("Med personens egne ord").fill("Lad mig være")
    screenshot(page, "outreach-meeting")
    axe(page)
    page.get_by_role("button", name="Nej, kun et tal").click()
    expect(page.locator("body")).to_contain_text("Talt med som et tal. Intet andet er gemt.")

    page.get_by_role("link", name="Mødt nogen").click()  # one without a line
    page.context.set_offline(True)
    page.get_by_label("Hvad kalder personen sig?").fill("Søster")
    page.get_by_label("Hvad lovede du?").fill("at komme med en trøje")
    page.get_by_label("Til hvornår?").fill("i morgen")
    page.get_by_role("button", name="Ja, skriv det").click()
    expect(page.locator("body")).to_contain_text(WAITS)
    expect(page.get_by_label("Hvad kalder personen sig?")).to_have_value("")
    page.context.set_offline(False)
    expect(page.locator("body")).not_to_contain_text(WAITS, timeout=30_000)

    page.goto("/runde/")
    page.get_by_role("link", name=re.compile(r"Mødt\s*: Ib")).click()  # one asks for a bed
    page.get_by_label("Vil gerne have et sted at sove i nat").check()
    page.get_by_role("button", name="Ja, skriv det").click()
    expect(page).to_have_url(re.compile("/i-nat/bed-om-plads/"))

    with looking_as(town):
        assert sorted(Meeting.objects.values_list("known_as", flat=True)) == ["", "Polle", "Søster"]
        assert not Meeting.objects.filter(own_words__contains="Lad mig").exists()
        assert Promise.objects.get().known_as == "Søster"
        assert StreetObservation.objects.get().people == 1
