"""Is everybody with a record told of it, once, by a channel, in time, or is it written why not yet?"""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from hjemvej.ground.casework.actions import assign_coordinator
from hjemvej.ground.casework.informing import actions, queries
from hjemvej.ground.casework.models import Informing, Note
from hjemvej.ground.people.actions import add_contact_way, create_person
from hjemvej.ground.people.actions.names import learn_name
from hjemvej.ground.people.merging.actions.merging import merge_people
from hjemvej.platform.access.actions import break_glass, open_need
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_stands")]
DAY = datetime.timedelta(days=1)
Basis = NeedToKnow.Basis


@pytest.fixture
def karen(coordinator, viewer_for):
    return viewer_for(coordinator)


@pytest.fixture
def bo(karen, now):
    with looking_as(karen):
        return create_person(by=karen, at=now - 20 * DAY, given_names="Bo", surname="Borger")


@pytest.fixture
def bystander(karen, now):
    """Another citizen of the team, who has not been told either."""
    with looking_as(karen):
        return create_person(by=karen, at=now, given_names="Bente", surname="Bysander")


def state(person, viewer, at):
    with looking_as(viewer):
        return queries.state_of(person.pk, viewer=viewer, on=timezone.localdate(at))


def met(person, viewer, at):
    with looking_as(viewer):
        actions.note_meeting(person_id=person.pk, on=timezone.localdate(at), by=viewer, at=at)


def day(viewer, at):
    with looking_as(viewer):
        return [(step.title, step.due_at.date()) for step in queries.steps(viewer, at)]


def test_a_citizen_who_has_been_told_is_not_asked_again(bo, bystander, karen, now):
    with looking_as(karen):
        actions.inform(person_id=bo.pk, reached_by="oral", on=timezone.localdate(now), by=karen, at=now)
    met(bo, karen, now)
    assert state(bo, karen, now).kind == "told"
    assert Informing.objects.filter(person=bo).count() == 1
    assert state(bystander, karen, now).kind == "runs"
    with looking_as(karen), pytest.raises(actions.AlreadyTold):
        actions.inform(person_id=bo.pk, reached_by="letter", on=timezone.localdate(now), by=karen, at=now)


def test_a_contact_that_was_noted_is_the_first_contact(bo, karen, coordinator, now, our_team):
    assert state(bo, karen, now).due_on > timezone.localdate(now)
    Note.objects.create(
        person=bo, author=coordinator, organisation=our_team, kind="attempt", text="x", happened_at=now, written_at=now
    )
    assert state(bo, karen, now).due_on > timezone.localdate(now)
    Note.objects.create(
        person=bo, author=coordinator, organisation=our_team, kind="contact", text="x", happened_at=now, written_at=now
    )
    assert state(bo, karen, now).due_on == timezone.localdate(now)


def test_the_unknown_man_waits_until_there_is_a_way_or_a_name(karen, now, client_of, coordinator):
    with looking_as(karen):
        man = create_person(by=karen, at=now - 60 * DAY, description="Ukendt mand, stationen")
        other = create_person(by=karen, at=now - 60 * DAY, description="Ukendt kvinde, havnen")
    assert state(man, karen, now).kind == "unreachable"
    assert day(karen, now) == []
    part = client_of(coordinator).get(reverse("staff:aside", args=[man.pk])).content.decode()
    assert "Uret venter, til vi kan nå borgeren" in part
    with looking_as(karen):
        add_contact_way(person=man, kind="place", value="Kafé Eksempel", by=karen, at=now)
        learn_name(person=other, given_names="Olga", surname="Opdaget", by=karen, at=now)
    assert state(man, karen, now).kind == "runs"
    assert state(other, karen, now).due.last_day == timezone.localdate(now).replace(month=12)


def test_one_press_tells_with_channel_and_day(bo, bystander, karen, coordinator, client_of, now):
    browser = client_of(coordinator)
    address = reverse("casework:inform", args=[bo.pk])
    page = browser.get(address).content.decode()
    assert "Vi har skrevet noget om dig" in page
    assert "Datatilsynet" in page
    assert "We have written something about you" in browser.get(f"{address}?sprog=en").content.decode()
    assert "Vi har skrevet noget om dig" in browser.get(f"{address}?sprog=xx").content.decode()
    for typed, says in (
        ({"on": "i dag"}, "Vælg, hvordan borgeren fik det at vide."),
        ({"on": "i morgen", "reached_by": "oral"}, "Det er ikke sket endnu."),
        ({"on": "nå", "reached_by": "oral"}, ""),
    ):
        refused = browser.post(address, typed)
        assert refused.status_code == 422
        assert says in refused.content.decode()
    browser.post(address, {"on": "i går", "reached_by": "handed_over"})
    row = Informing.objects.get(person=bo)
    assert (row.kind, row.reached_by, row.on) == ("told", "handed_over", timezone.localdate(now) - DAY)
    assert Event.objects.filter(name="casework.informed", person_id=bo.pk).count() == 1
    again = browser.post(address, {"on": "i dag", "reached_by": "oral"})
    assert "Borgeren har allerede fået det at vide." in again.content.decode()
    assert not Informing.objects.filter(person=bystander).exists()
    assert "kort-oplysning" not in browser.get(reverse("staff:person", args=[bo.pk])).content.decode()


def test_an_exception_has_a_paragraph_a_reason_and_a_day_to_look_again(bo, karen, coordinator, client_of, now):
    browser, today = client_of(coordinator), timezone.localdate(now)
    address = reverse("casework:inform_later", args=[bo.pk])
    typed = {
        "basis": "inform_endangers",
        "why": "Ekskæresten læser posten",
        "look_again_on": f"{today + 10 * DAY:%d.%m.%Y}",
    }
    for missing, says in (
        ("basis", "Vælg en paragraf."), ("why", "Skriv, hvorfor"), ("look_again_on", ""),
    ):  # fmt: skip
        refused = browser.post(address, {**typed, missing: ""})
        assert (refused.status_code, says in refused.content.decode()) == (422, True)
    for on in (today, today + 31 * DAY):
        refused = browser.post(address, {**typed, "look_again_on": f"{on:%d.%m.%Y}"})
        assert "Vælg en dag efter i dag" in refused.content.decode()
    browser.post(address, typed)
    assert state(bo, karen, now).kind == "waits"
    assert day(karen, now + 9 * DAY) == [("Bo Borger", today + 10 * DAY)] or day(karen, now + 9 * DAY) == []
    assert state(bo, karen, now + 10 * DAY).kind == "look_again"
    assert [name for name, _due in day(karen, now + 10 * DAY)] == ["Bo Borger"]
    with looking_as(karen), pytest.raises(actions.NoSuchParagraph):
        actions.inform_later(
            person_id=bo.pk, basis="child_concern", why="x", look_again_on=today + DAY, by=karen, at=now
        )


def test_whose_day_it_is_the_coordinators_else_everybodys(bo, karen, support_worker, viewer_for, coordinator, now):
    met(bo, karen, now)
    sofie = viewer_for(support_worker)
    assert len(day(karen, now)) == len(day(sofie, now)) == 1
    with looking_as(karen):
        assign_coordinator(person_id=bo.pk, coordinator_id=coordinator.pk, by=karen, at=now)
    assert (len(day(karen, now)), len(day(sofie, now))) == (1, 0)


def test_other_organisations_and_broken_glass_have_no_clock(
    bo, karen, now, colleague_in_other_team, shelter_worker, shelter, viewer_for
):
    met(bo, karen, now)
    signe, olga = viewer_for(shelter_worker), viewer_for(colleague_in_other_team)
    with looking_as(karen):
        open_need(person_id=bo.pk, organisation_id=shelter.pk, basis=Basis.GUEST, by=karen, at=now)
    assert day(signe, now) == []
    with looking_as(olga):
        assert list(olga.rows_of(Informing)) == []
        break_glass(person_id=bo.pk, reason="Nogen råber om hjælp derinde", by=olga, at=now)
    assert day(olga, now) == []


def test_a_merge_carries_it_over_whichever_is_kept(karen, leader, viewer_for, now):
    by = viewer_for(leader)
    for told_first in (True, False):
        with looking_as(by):
            pair = [create_person(by=by, at=now, given_names="To", surname=f"Ens {told_first} {n}") for n in "ab"]
            keep, merge = pair
            told = keep if told_first else merge
            actions.note_meeting(person_id=merge.pk, on=timezone.localdate(now), by=by, at=now)
            actions.inform(person_id=told.pk, reached_by="oral", on=timezone.localdate(now), by=by, at=now)
            merge_people(keep=keep, merge=merge, by=by, at=now)
        assert state(keep, by, now).kind == "told"


def test_the_dead_and_the_merged_are_told_nothing(bo, karen, now):
    met(bo, karen, now)
    bo.died_on = timezone.localdate(now)
    bo.save(update_fields=["died_on"])
    assert day(karen, now) == []


def test_all_of_a_team_that_is_told_costs_as_many_questions(karen, now, django_assert_num_queries):
    with looking_as(karen):
        for number in range(12):
            person = create_person(by=karen, at=now - 40 * DAY, given_names="Nr", surname=f"{number}")
            actions.note_meeting(person_id=person.pk, on=timezone.localdate(now), by=karen, at=now)
        with django_assert_num_queries(2):
            assert len(queries.steps(karen, now)) == 12
