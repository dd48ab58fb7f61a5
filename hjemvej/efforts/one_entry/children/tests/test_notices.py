"""Is the child's municipality told at once, or is it written why not? The whole team's, until somebody has."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from hjemvej.efforts.one_entry import actions
from hjemvej.efforts.one_entry.children import actions as children
from hjemvej.efforts.one_entry.children import queries
from hjemvej.efforts.one_entry.models import ChildNotice, Inquiry
from hjemvej.ground.law.models import Provision
from hjemvej.ground.people.actions import create_person
from hjemvej.ground.people.merging.actions.merging import merge_people
from hjemvej.platform.access.actions import open_need
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
Basis = NeedToKnow.Basis
TOLD = {"outcome": "notified", "municipality": "350"}


@pytest.fixture
def mother(karen, now):
    with looking_as(karen):
        return create_person(by=karen, at=now, given_names="Mona", surname="Moder")


@pytest.fixture
def inquiry(recorded, mother):
    return recorded(person_id=mother.pk, children=2, tonight="no_place", take=True)


@pytest.fixture
def browser(client_of, coordinator):
    return client_of(coordinator)


def step_of(inquiry):
    return reverse("one_entry:child_of_inquiry", args=[inquiry.pk])


def why(viewer, at):
    with looking_as(viewer):
        return [(step.chip, step.title, step.why) for step in queries.steps(viewer, at)]


def test_the_whole_team_is_asked_until_somebody_has_told(browser, inquiry, karen, support_worker, viewer_for, now):
    for viewer in (karen, viewer_for(support_worker)):
        [(chip, title, words)] = why(viewer, now)
        assert (chip, title) == ("straks", "Mona Moder")
        assert words == "2 børn i husstanden: har ikke et sted at sove i nat · barnets lov §§ 133-137"
    page = browser.get(reverse("one_entry:inquiry", args=[inquiry.pk])).content.decode()
    assert step_of(inquiry) in page
    page = browser.get(step_of(inquiry)).content.decode()
    assert "Straks, samme dag som" in page
    assert "behøver ikke sige ja" in page
    assert "samtykke" not in page.split("<main")[1]
    answer = browser.post(step_of(inquiry), TOLD, follow=True).content.decode()
    row = ChildNotice.objects.get()
    assert (row.outcome, row.municipality_code, row.municipality_name) == ("notified", "350", "Lejre")
    assert (row.person_id, row.settled_by_id) == (inquiry.person_id, karen.user_id)
    assert row.told_at
    assert abs(row.told_at - timezone.now()) < datetime.timedelta(minutes=1)
    assert "De skal kvittere senest" in answer
    assert why(karen, now) == []
    assert Event.objects.filter(name="one_entry.child_notified", person_id=inquiry.person_id).count() == 1


def test_a_day_that_has_passed_and_whom_to_ring_stand_first(browser, recorded, mother, settings):
    here = timezone.now()
    late = recorded(person_id=mother.pk, children=2, tonight="no_place", at=here - 2 * DAY)
    today = recorded(person_id=mother.pk, children=2, eviction_on=timezone.localdate(here), at=here)
    settings.CHILDREN_PHONE = "00 00 00 22"
    page = browser.get(step_of(late)).content.decode()
    assert "Underret om barnet nu: det skulle være sket" in page
    assert '<a href="tel:00000022">00 00 00 22</a>' in page
    assert page.index("Ring til børneteamet") < page.index("Skriv, hvad du har gjort") < page.index("§§ 133-137")
    settings.CHILDREN_PHONE = ""
    page = browser.get(step_of(today)).content.decode()
    assert "det skulle være sket" not in page
    assert reverse("partners:organisations") in page.split("<main")[1]


def test_a_bailiff_of_today_stands_before_the_child(recorded, karen, mother, now):
    recorded(person_id=mother.pk, children=2, eviction_on=timezone.localdate(now))
    assert [words.split(" · ")[0] for _chip, _title, words in why(karen, now)] == ["Fogeden kommer i dag"]
    assert [words for _chip, _title, words in why(karen, now + DAY) if "Fogeden" in words] == []


def test_not_needed_is_written_with_a_reason_and_never_without(browser, inquiry, karen, now):
    refused = browser.post(step_of(inquiry), {"outcome": "not_needed", "reason": "  "})
    assert refused.status_code == 422
    assert "Skriv, hvorfor det ikke er nødvendigt." in refused.content.decode()
    assert not ChildNotice.objects.exists()
    browser.post(step_of(inquiry), {"outcome": "not_needed", "reason": "Skolen har underrettet. 010190-1234"})
    row = ChildNotice.objects.get()
    assert (row.outcome, row.told_at, row.reason) == ("not_needed", None, "Skolen har underrettet. 010190-••••")
    assert why(karen, now) == []


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({}, "Vælg, om der er underrettet."),
        ({"outcome": "notified"}, "Vælg, hvem der er underrettet."),
        ({**TOLD, "told_on": "i morgen"}, "Det er ikke sket endnu."),
        ({**TOLD, "told_on": "1/1-2020"}, "Det er før, vi vidste det."),
        ({**TOLD}, "Du har valgt ja. Slet teksten her, eller vælg nej."),
        ({**TOLD, "told_on": "hvad"}, ""),
        ({**TOLD, "municipality": "xxx"}, ""),
    ],
)
def test_what_is_typed_wrong_is_told_and_nothing_is_lost(browser, inquiry, typed, says):
    refused = browser.post(step_of(inquiry), {"reason": "det jeg skrev", **typed})
    page = refused.content.decode()
    assert (refused.status_code, says in page, "det jeg skrev" in page) == (422, True, True)
    assert not ChildNotice.objects.exists()


def test_an_earlier_moment_can_be_told(browser, inquiry):
    yesterday = timezone.localdate() - DAY
    browser.post(step_of(inquiry), {**TOLD, "told_on": "i går", "told_time": "9.30"})
    assert timezone.localtime(ChildNotice.objects.get().told_at).date() == yesterday


def test_an_inquiry_is_not_closed_over_a_child(browser, inquiry, karen, now):
    with looking_as(karen), pytest.raises(actions.ChildWaits):
        actions.close_inquiry(inquiry=inquiry, outcome="advised", text="", by=karen, at=now)
    page = browser.post(
        reverse("one_entry:close_inquiry", args=[inquiry.pk]), {"outcome": "advised"}, follow=True
    ).content.decode()
    assert "Tag først stilling til barnet" in page
    browser.post(step_of(inquiry), TOLD)
    with looking_as(karen):
        actions.close_inquiry(inquiry=inquiry, outcome="advised", text="", by=karen, at=now)
    assert Inquiry.objects.get(pk=inquiry.pk).status == "closed"


def test_children_whom_nothing_touches_hold_nothing_up(recorded, karen, now):
    quiet = recorded(about="en mor", children=2, concerns=["support"], tonight="has_place")
    assert why(karen, now) == []
    with looking_as(karen):
        actions.close_inquiry(inquiry=quiet, outcome="advised", text="", by=karen, at=now)


def test_on_a_citizen_it_is_raised_by_whoever_sees_it_and_stands_on_the_teams_day(
    browser, mother, karen, support_worker, viewer_for, now
):
    address = reverse("one_entry:child_of_person", args=[mother.pk])
    assert browser.post(address, {"what": " "}).status_code == 422
    page = browser.post(address, {"what": "To små sover i bilen"}, follow=True).content.decode()
    assert "To små sover i bilen" in page
    row = ChildNotice.objects.get()
    for viewer in (karen, viewer_for(support_worker)):
        [(chip, title, _why)] = why(viewer, now)
        assert (chip, title) == ("straks", "Mona Moder")
    on_page = browser.get(reverse("staff:person", args=[mother.pk])).content.decode()
    assert "underret straks" in on_page
    browser.post(reverse("one_entry:child_notice", args=[row.pk]), TOLD)
    assert why(karen, now) == []
    on_page = browser.get(reverse("staff:person", args=[mother.pk])).content.decode()
    assert "de skal kvittere senest" in on_page


@pytest.fixture
def told(karen, mother, now):
    with looking_as(karen):
        row = children.raise_child_notice(person_id=mother.pk, what="x", by=karen, at=now - 30 * DAY)
        settled = children.Settled(told_at=now - 30 * DAY, municipality_code="350", municipality_name="Lejre")
        return children.settle_child_notice(notice=row, settled=settled, by=karen, at=now - 30 * DAY)


def test_the_receipt_that_did_not_come_is_a_reminder_and_no_deadline_of_ours(browser, told, karen, now):
    with looking_as(karen):
        [step] = queries.steps(karen, now)
        assert (step.chip, step.kind, step.is_deadline) == ("spørg", "soon", False)
        assert queries.steps(karen, told.told_at + 2 * DAY) == []
    page = browser.post(reverse("one_entry:child_asked", args=[told.pk]), follow=True).content.decode()
    assert "Vi spurgte sidst" in page
    assert why(karen, now) == []
    early = browser.post(
        reverse("one_entry:child_receipt", args=[told.pk]), {"receipt_on": f"{told.told_at - DAY:%d.%m.%Y}"}
    )
    assert early.status_code == 422
    browser.post(reverse("one_entry:child_receipt", args=[told.pk]), {"receipt_on": "i går"})
    assert ChildNotice.objects.get().receipt_on == timezone.localdate() - DAY
    assert why(karen, now + 300 * DAY) == []
    again = browser.post(reverse("one_entry:child_asked", args=[told.pk]), follow=True).content.decode()
    assert "Kvitteringen er allerede skrevet ned" in again


def test_without_the_rules_the_page_still_tells_what_was_done(browser, told):
    Provision.objects.filter(key__startswith="child_notice").delete()
    page = browser.get(reverse("one_entry:child_notice", args=[told.pk])).content.decode()
    assert "Barnets kommune er underrettet" in page
    assert "De skal kvittere" not in page


def test_a_second_colleague_is_told_that_it_is_done(told, karen, now):
    with looking_as(karen), pytest.raises(children.AlreadySettled):
        children.settle_child_notice(notice=told, settled=children.Settled(reason="x"), by=karen, at=now)
    assert ChildNotice.objects.get().outcome == "notified"


def test_another_team_and_a_house_of_the_guest_see_nothing_of_it(
    told, inquiry, client_of, colleague_in_other_team, shelter_worker, shelter, other_team, viewer_for, karen, now
):
    for organisation in (shelter, other_team):
        with looking_as(karen):
            open_need(person_id=told.person_id, organisation_id=organisation.pk, basis=Basis.GUEST, by=karen, at=now)
    for user in (colleague_in_other_team, shelter_worker):
        viewer = viewer_for(user)
        with looking_as(viewer):
            assert list(viewer.rows_of(ChildNotice)) == []
        browser = client_of(user)
        for name, row in (("child_notice", told), ("child_of_inquiry", inquiry)):
            assert browser.get(reverse(f"one_entry:{name}", args=[row.pk])).status_code in (403, 404)


def test_a_merge_carries_the_notice_over(clock_stands, told, mother, karen, leader, viewer_for, now):
    by = viewer_for(leader)
    with looking_as(by):
        kept = create_person(by=by, at=now, given_names="Mona", surname="Moder-Jensen")
    with looking_as(karen):
        open_need(person_id=kept.pk, organisation_id=karen.team_id, basis=Basis.CASE, by=karen, at=now)
    with looking_as(by):
        merge_people(keep=kept, merge=mother, by=by, at=now)
        assert ChildNotice.objects.get(pk=told.pk).person_id == kept.pk
        card = queries.person_card(kept.pk, viewer=by, on=timezone.localdate(now))
        assert [one.notice.pk for one in card["notices"]] == [told.pk]


def test_nothing_in_the_step_asks_for_a_consent(browser, inquiry):
    page = browser.get(step_of(inquiry)).content.decode()
    assert not re.search(r"/samtykke", page.split("<main")[1])
