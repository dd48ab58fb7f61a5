"""Who is in the register of those to follow up on, and how does each stand, in real rows?"""

import datetime

import pytest

from conftest import membership_of
from hjemvej.ground.casework.in_hand import queries
from hjemvej.ground.casework.in_hand.rules import InHand, Standing, Unheld
from hjemvej.ground.casework.models import Coordination, HandOver, Task
from hjemvej.ground.law.queries import provision_on
from hjemvej.ground.people.models import Person, ResponsibleMunicipality
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.models import NeedToKnow, Organisation
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.identity.models import User
from tests.rows import saved

DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def _with_a_bystander(bystander, karen, now):
    """Whatever the test does with Ib, Bodil stays in hand."""
    yield
    stands = queries.standing_of(bystander.pk, viewer=karen, at=now)
    assert isinstance(stands, InHand)


@pytest.fixture
def of(karen, now):
    return lambda person: queries.standing_of(person.pk, viewer=karen, at=now)


def is_at(person, kind, now, *, from_on):
    Situation.objects.filter(person=person, until_on=None).update(until_on=from_on)
    saved(Situation, person=person, kind=kind, from_on=from_on, recorded_at=now - HOUR, house=None)


def test_a_citizen_with_coordinator_step_and_day_is_in_hand(ib, of, coordinator, now):
    found = of(ib)
    assert (found.owner.id, found.step, found.day) == (coordinator.pk, "Ring til huset", (now + 3 * DAY).date())


def test_of_several_steps_the_first_due_is_the_next(ib, of, our_team, now):
    saved(Task, person=ib, organisation=our_team, kind="paused", title="Tag fat igen", due_at=now + DAY, created_at=now)
    assert (of(ib).step, of(ib).state) == ("Tag fat igen", "på pause")
    Task.objects.filter(title="Tag fat igen").update(done_at=now)
    assert (of(ib).step, of(ib).state) == ("Ring til huset", "aftalt")


def test_in_hospital_is_a_state_while_something_is_agreed(sleeps_out, coordinator, of):
    assert (
        of(sleeps_out("Åse", coordinator, kind="hospital_behandling")).state
        == "på hospital, i behandling eller i fængsel"
    )


@pytest.mark.parametrize("kind", [kind for kind in Situation.Kind if kind not in ("egen_bolig", "flyttet", "doed")])
def test_everybody_without_a_home_of_their_own_is_in_the_register(sleeps_out, of, kind):
    assert of(sleeps_out("Åse", None, kind=kind)) is not None


@pytest.mark.parametrize("kind", ["egen_bolig", "flyttet", "doed"])
def test_a_home_moving_away_and_death_end_it(ib, of, now, kind):
    is_at(ib, kind, now, from_on=now.date() - DAY)
    assert of(ib) is None


def test_not_to_know_is_not_to_be_housed(ib, sleeps_out, of, now):
    is_at(ib, "ukendt", now, from_on=now.date() - DAY)
    assert of(ib) is not None
    housed = sleeps_out("Åse", None, kind="egen_bolig")
    is_at(housed, "ukendt", now, from_on=now.date() - DAY)
    assert of(housed) is None


def test_another_municipalitys_citizen_the_dead_and_the_merged_are_not_ours(ib, sleeps_out, of, now):
    saved(ResponsibleMunicipality, person=ib, municipality_code="101", from_on=now.date() - DAY, until_on=None)
    assert of(ib) is None
    dead = sleeps_out("Åse")
    Person.objects.filter(pk=dead.pk).update(died_on=now.date())
    assert of(dead) is None


def test_who_left_went_on_leave_or_lost_the_role_leaves_their_people(ib, sleeps_out, omar, of, now):
    hers = sleeps_out("Åse", omar)
    assert isinstance(of(hers), InHand)
    place = membership_of(omar)
    place.last_on = now.date() - DAY
    place.save()
    assert of(hers).reasons == ("Omar Prøve Ny er ikke længere i teamet",)
    assert of(hers).since == now.date()
    place.last_on, place.role = None, "council_member"
    place.save()
    assert of(hers).reasons == ("Omar Prøve Ny arbejder ikke længere med borgere",)
    place.role = "coordinator"
    place.save()
    User.objects.filter(pk=omar.pk).update(is_active=False)
    assert isinstance(of(hers), Unheld)
    assert isinstance(of(ib), InHand)


def test_a_team_that_lost_access_or_closed_holds_nobody(ib, sleeps_out, colleague_in_other_team, other_team, of, now):
    theirs = sleeps_out("Åse", colleague_in_other_team)
    assert "ikke længere adgang" in of(theirs).reasons[0]
    need = NeedToKnow.objects.create(person_id=theirs.pk, organisation=other_team, basis="case", from_at=now - DAY)
    assert isinstance(of(theirs), InHand)
    NeedToKnow.objects.filter(pk=need.pk).update(until_at=now)
    assert isinstance(of(theirs), Unheld)
    NeedToKnow.objects.filter(pk=need.pk).update(until_at=None)
    Organisation.objects.filter(pk=other_team.pk).update(is_active=False)
    assert isinstance(of(theirs), Unheld)


def test_given_and_not_received_the_sender_holds_the_citizen(ib, of, our_team, coordinator, omar, now):
    saved(
        HandOver, person=ib, sender=coordinator, from_team=our_team, team=our_team, receiver=omar, given_at=now,
        answer_by=(now + 2 * DAY).date(),
    )  # fmt: skip
    found = of(ib)
    assert (found.owner.id, found.state, found.step) == (coordinator.pk, "givet videre", "Omar Prøve Ny tager imod")
    Coordination.objects.filter(person=ib).update(until_on=now.date())
    assert of(ib).lacking == {"owner"}
    assert of(ib).given.to == "Omar Prøve Ny"


def test_the_page_the_count_and_the_card_ask_the_same(ib, sleeps_out, karen, now):
    lost = sleeps_out("Åse")
    late = sleeps_out("Per", None)
    everybody = queries.picture(viewer=karen, at=now)
    assert [one.person_id for one in everybody.unheld] == sorted([lost.pk, late.pk], key=str)
    parts: list[Standing] = [*everybody.unheld, *queries.register(viewer=karen, at=now)]
    for one in parts:
        assert queries.standing_of(one.person_id, viewer=karen, at=now) == one
    assert everybody.all_in_hand == sum(isinstance(one, InHand) for one in parts)


def test_whose_day_passed_too_long_ago_is_shown_and_counted(ib, sleeps_out, coordinator, karen, now):
    """The last day that is not too late stands in the law; who is in hand and in time is counted alone."""
    limit = int(provision_on("step_is_too_late", now.date()).value)
    older, just = sleeps_out("Åse", coordinator), sleeps_out("Per", coordinator)
    Task.objects.filter(person=older).update(due_at=now - (limit + 1) * DAY)
    Task.objects.filter(person=just).update(due_at=now - limit * DAY)
    found = queries.picture(viewer=karen, at=now)
    assert [one.person_id for one in found.too_late] == [older.pk]
    assert (found.unheld, found.all_in_hand) == ([], 4)


def test_each_team_sees_its_own(ib, bystander, sleeps_out, other_team, colleague_in_other_team, viewer_for, karen, now):
    theirs = sleeps_out("Åse", colleague_in_other_team, team=other_team)
    with looking_as(karen):
        seen = {one.person_id for one in queries.register(viewer=karen, at=now)}
    assert seen == {ib.pk, bystander.pk}
    otto = viewer_for(colleague_in_other_team)
    with looking_as(otto):
        assert {one.person_id for one in queries.register(viewer=otto, at=now)} == {theirs.pk}
