"""Is everybody in homelessness, or at notice of it, in exactly one state, whatever has happened? In random histories.

Each does what all rooms can do, in any order: people move, call, are taken, given, merged and parted; colleagues leave,
return and change roles; teams, houses and needs close; time passes, and jobs run or sleep. Now and then the register of
one query is compared with a plain reading of all the rows. HJEMVEJ_HISTORIES=600 tries more of them.
"""

import datetime
import os
import random
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from conftest import member
from hjemvej.efforts.one_entry.models import Inquiry
from hjemvej.efforts.safe_night.conftest import add_house
from hjemvej.efforts.safe_night.models import Occupancy, PlaceRequest
from hjemvej.ground.casework import actions as casework
from hjemvej.ground.casework.in_hand import actions, queries
from hjemvej.ground.casework.in_hand.rules import InHand, Standing, Unheld
from hjemvej.ground.casework.models import Coordination, Course, HandOver, Task
from hjemvej.ground.decisions.models import Decision
from hjemvej.ground.needs.actions import end_needs
from hjemvej.ground.people.merging import queries as merging
from hjemvej.ground.people.merging.actions.merging import merge_people
from hjemvej.ground.people.merging.actions.undoing import undo_merge
from hjemvej.ground.people.models import Person, ResponsibleMunicipality
from hjemvej.ground.shelters.models import House, Place
from hjemvej.ground.situations.actions import record_situation
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.models import Membership, NeedToKnow, Organisation
from hjemvej.platform.access.queries import viewer_of
from hjemvej.platform.access.roles import Permission, Role
from hjemvej.platform.access.viewer import Viewer, system
from hjemvej.platform.identity.models import User
from hjemvej.platform.ui.refusals import Refused
from tests import bystanders
from tests.plain_reading import should_be

SEEDS, EACH = 10, int(os.environ.get("HJEMVEJ_HISTORIES", "50")) // 10
STEPS, PEOPLE = 16, 4
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
START = datetime.datetime(2026, 11, 20, 9, tzinfo=datetime.UTC)
EVERYTHING = system("test", acts_for_others=True)
Act = Callable[["World"], object]


class World:
    """Two teams with their colleagues, a shelter, and four citizens; `rng` decides what happens."""

    def __init__(self, rng: random.Random, users: list[User], teams: list[Organisation], house: House) -> None:
        self.rng, self.users, self.teams, self.house, self.at = rng, users, teams, house, START
        self.people = []
        for number in range(PEOPLE):
            person = Person.objects.create(given_names=f"Borger {number}", surname="Prøve", created_at=START - 90 * DAY)
            for team in teams if number == 0 else teams[:1]:
                NeedToKnow.objects.create(
                    person_id=person.pk, organisation=team, basis="case", from_at=START - 90 * DAY
                )
            self.people.append(person)
        self.begin()

    def begin(self) -> None:
        """They sleep outside or lose their homes; most have a coordinator and something agreed, and calls wait."""
        for person in self.people:
            kind = self.rng.choice(["gade", "i_risiko", "egen_bolig"])
            Situation.objects.create(
                person=person, kind=kind, from_on=self.on - 9 * DAY, source="x", certainty="told", recorded_at=self.at
            )
            coordinator = self.rng.choice([*self.users, None])
            if coordinator:
                Coordination.objects.create(person=person, coordinator=coordinator, from_on=self.on - 9 * DAY)
        sender, receiver, *_others = self.users
        HandOver.objects.create(
            person=self.people[0], sender=sender, from_team=self.teams[0], team=self.teams[0], receiver=receiver,
            why="Ferie", given_at=self.at, answer_by=self.on + 2 * DAY,
        )  # fmt: skip
        for act in (agrees, agrees, calls, calls, begins_course, asks_for_a_place):
            act(self)

    @property
    def on(self) -> datetime.date:
        return localdate(self.at)

    def person(self) -> Person:
        return self.rng.choice([Person.objects.get(pk=one.pk) for one in self.people])

    def survivor(self) -> Person:
        return self.rng.choice(list(Person.objects.filter(pk__in=[one.pk for one in self.people], merged_into=None)))

    def viewer(self) -> Viewer:
        """Somebody who is at work today."""
        found = [viewer_of(user, on=self.on) for user in self.users if user.is_active]
        return self.rng.choice([one for one in found if one and one.may(Permission.WRITE_NOTE)])

    def some(self, rows: Any) -> Any:
        return self.rng.choice(list(rows.order_by("pk")))


# --- what can happen -----------------------------------------------------------------------------------------------


def sleeps(world: World) -> None:
    record_situation(
        person_id=world.survivor().pk, kind=world.rng.choice(Situation.Kind.values), source="fortalt", certainty="told",
        from_on=world.on - world.rng.randrange(4) * DAY, by=world.viewer(), at=world.at,
    )  # fmt: skip


def calls(world: World) -> None:
    Inquiry.objects.create(
        person=world.survivor(), organisation=world.rng.choice(world.teams), received_at=world.at, recorded_at=world.at,
        channel="phone", asker_kind="self",
    )  # fmt: skip


def is_handled(world: World) -> None:
    inquiry = world.some(Inquiry.objects.exclude(status="closed"))
    how: dict[str, Any] = world.rng.choice(
        [
            {"status": "taken", "taken_by": world.rng.choice(world.users), "taken_at": world.at},
            {"answered_at": world.at},
            {"status": "closed", "closed_at": world.at, "outcome": "advised"},
        ]
    )
    Inquiry.objects.filter(pk=inquiry.pk).update(**how)


def agrees(world: World) -> None:
    by = world.viewer()
    casework.add_task(
        person_id=world.survivor().pk, organisation_id=by.team_id, title="Ring", by=by, at=world.at,
        kind=world.rng.choice(["own", "waiting", "paused", "refused", "unreachable", "shelter_notice"]),
        due_at=world.at + world.rng.randrange(-3, 9) * DAY, assigned_to_id=world.rng.choice(world.users).pk,
    )  # fmt: skip


def does(world: World) -> None:
    casework.complete_task(
        task=world.some(Task.objects.filter(done_at=None)), outcome="", by=world.viewer(), at=world.at
    )


def coordinates(world: World) -> None:
    casework.assign_coordinator(
        person_id=world.survivor().pk, coordinator_id=world.rng.choice(world.users).pk, by=EVERYTHING, at=world.at
    )


def coordinates_no_more(world: World) -> None:
    casework.end_coordination(person_id=world.survivor().pk, by=world.viewer(), at=world.at)


def begins_course(world: World) -> None:
    person_id = world.survivor().pk
    casework.open_course(person_id=person_id, kind="prevention", because="x", by=world.viewer(), at=world.at)


def ends_course(world: World) -> None:
    course = world.some(Course.objects.filter(closed_at=None))
    casework.close_course(course=course, outcome="", by=world.viewer(), at=world.at)


def takes(world: World) -> None:
    agreed = actions.Agreed("Led", "own", world.at + DAY) if world.rng.random() < 0.7 else None
    actions.take_citizen(person_id=world.survivor().pk, agreed=agreed, by=world.viewer(), at=world.at)


def gives(world: World) -> None:
    by, agreed = world.viewer(), actions.Agreed("Besøg", "own", world.at + DAY)
    to = world.rng.choice([*world.users, None])
    team = by.team_id if to else world.rng.choice(world.teams).pk
    actions.give_citizen(
        person_id=world.survivor().pk, receiver_id=to.pk if to else None, team_id=team, why="Ferie", agreed=agreed,
        by=by, at=world.at,
    )  # fmt: skip


def answers(world: World) -> None:
    given = world.some(HandOver.objects.filter(settled_at=None, person__merged_into=None))
    asked = viewer_of(given.receiver, on=world.on) if given.receiver else None
    by, how = asked or world.viewer(), world.rng.randrange(3)
    if how == 0:
        actions.decline_citizen(given=given, answer="Nej", by=by, at=world.at)
    elif how == 1:
        actions.withdraw_hand_over(given=given, by=by, at=world.at)
    else:
        actions.receive_citizen(given=given, by=by, at=world.at)


def job_brings_back(world: World) -> None:
    actions.bring_back(by=EVERYTHING, at=world.at)


def job_ends_needs(world: World) -> None:
    end_needs(by=EVERYTHING, at=world.at)


def leaves_the_job(world: World) -> None:
    place = world.some(Membership.objects.filter(last_on=None, user__in=world.users))
    place.last_on = max(world.on - DAY, place.from_on)
    place.save()


def returns(world: World) -> None:
    user = world.rng.choice(world.users)
    if not Membership.objects.filter(user=user, last_on=None).exists():
        Membership.objects.create(
            user=user, organisation=world.rng.choice(world.teams), role=Role.COORDINATOR, from_on=world.on
        )


def changes_role(world: World) -> None:
    places = Membership.objects.filter(last_on=None, user__in=world.users)
    role = world.rng.choice([Role.COORDINATOR, Role.LEADER, Role.ADMINISTRATOR, Role.COUNCIL_MEMBER])
    places.filter(pk=world.some(places).pk).update(role=role)


def account_closes(world: World) -> None:
    user = world.rng.choice(world.users)
    user.is_active = not user.is_active
    User.objects.filter(pk=user.pk).update(is_active=user.is_active)


def team_closes(world: World) -> None:
    team = world.rng.choice(world.teams)
    team.is_active = not team.is_active
    Organisation.objects.filter(pk=team.pk).update(is_active=team.is_active)


def house_closes(world: World) -> None:
    """All who sleep there leave; nobody knows where to."""
    House.objects.filter(pk=world.house.pk).update(is_active=False)
    for stay in Occupancy.objects.filter(status__in=("held", "staying")):
        Occupancy.objects.filter(pk=stay.pk).update(
            status="ended", held_until=None, until_night=max(world.on, stay.from_night + DAY), left_at=world.at
        )
        record_situation(
            person_id=stay.person_id, kind="ukendt", source="huset", certainty="told", from_on=world.on, by=EVERYTHING,
            at=world.at,
        )  # fmt: skip


def moves_in(world: World) -> None:
    status = world.rng.choice(["held", "staying"])
    Occupancy.objects.create(
        person=world.survivor(), place=world.rng.choice(list(Place.objects.order_by("pk"))), house=world.house,
        status=status, from_night=world.on, held_until=world.at + HOUR if status == "held" else None, made_at=world.at,
    )  # fmt: skip


def asks_for_a_place(world: World) -> None:
    team = world.rng.choice(world.teams)
    PlaceRequest.objects.create(person=world.survivor(), night=world.on, organisation=team, requested_at=world.at)


def request_is_over(world: World) -> None:
    request = world.some(PlaceRequest.objects.filter(closed_at=None))
    status = world.rng.choice(["unmet", "placed"])
    PlaceRequest.objects.filter(pk=request.pk).update(status=status, closed_at=world.at)


def is_heard(world: World) -> None:
    Decision.objects.create(
        person=world.survivor(), organisation=world.rng.choice(world.teams), author=world.rng.choice(world.users),
        written_at=world.at, changed_at=world.at, title="Plads", hearing_about="x", hearing_sent_on=world.on,
        hearing_until_on=world.on + 2 * DAY,
    )  # fmt: skip


def merge(world: World) -> None:
    keep, other = world.survivor(), world.survivor()
    merge_people(keep=keep, merge=other, by=world.viewer(), at=world.at)


def part(world: World) -> None:
    merges = [one for person in world.people for one in merging.merges_of(person, viewer=EVERYTHING)]
    undo_merge(merge=world.rng.choice(merges), why="To mennesker", by=world.viewer(), at=world.at)


def is_anothers(world: World) -> None:
    code = world.rng.choice(["101", settings.MUNICIPALITY_CODE])
    ResponsibleMunicipality.objects.create(
        person=world.survivor(), municipality_code=code, municipality_name="x", from_on=world.on, recorded_at=world.at
    )


def dies(world: World) -> None:
    Person.objects.filter(pk=world.survivor().pk).update(died_on=world.on)


def becomes_known(world: World) -> None:
    need = {"person_id": world.survivor().pk, "organisation": world.rng.choice(world.teams), "basis": "case"}
    NeedToKnow.objects.create(**need, from_at=world.at)


def time_passes(world: World) -> None:
    world.at += world.rng.choice([HOUR, 9 * HOUR, DAY, 3 * DAY, 40 * DAY])


OFTEN: list[Act] = [
    sleeps,
    sleeps,
    sleeps,
    agrees,
    agrees,
    coordinates,
    coordinates,
    takes,
    gives,
    answers,
    time_passes,
]
ALL: list[Act] = [
    *OFTEN, *OFTEN, calls, is_handled, does, coordinates_no_more, begins_course, ends_course, answers, gives, merge,
    job_brings_back, job_ends_needs, leaves_the_job, returns, changes_role, account_closes, team_closes,
    house_closes, moves_in, asks_for_a_place, request_is_over, is_handled, is_heard, merge, merge, part, part,
    is_anothers, dies, becomes_known,
]  # fmt: skip


# --- compared with a plain reading of the rows ----------------------------------------------------------------------


def compare(world: World, done: list[str]) -> None:
    """Nobody is in zero or two states, and each is in the one that the rows say."""
    found: dict[uuid.UUID, list[Standing]] = {}
    for one in queries.register(viewer=EVERYTHING, at=world.at):
        found.setdefault(one.person_id, []).append(one)
    everybody = [one for states in found.values() for one in states]
    seen = queries.picture(viewer=EVERYTHING, at=world.at)
    assert {one.person_id: one for one in seen.unheld} == {
        one.person_id: one for one in everybody if isinstance(one, Unheld)
    }, done
    assert seen.all_in_hand == sum(isinstance(one, InHand) for one in everybody), done
    for person in Person.objects.filter(pk__in=[one.pk for one in world.people]):
        states = found.pop(person.pk, [])
        expected = should_be(person, world.at)
        assert len(states) == (expected != "out"), (expected, states, done)
        for stands in states:
            assert isinstance(stands, InHand if expected == "in hand" else Unheld), (expected, stands, done)
            assert isinstance(stands, InHand) or stands.reasons, done
    assert not found, done


@pytest.mark.parametrize("seed", range(SEEDS))
def test_nobody_is_in_zero_or_two_states_in_any_history(seed, our_team, other_team, shelter):
    users = [
        member("Karen Prøve Et", Role.COORDINATOR, our_team), member("Omar Prøve To", Role.SUPPORT_WORKER, our_team),
        member("Lene Prøve Tre", Role.LEADER, our_team), member("Otto Prøve Fire", Role.COORDINATOR, other_team),
    ]  # fmt: skip
    house = add_house("Forsorgshjemmet Prøve", House.Kind.SHELTER, shelter, 2)
    with bystanders.away():
        for history in range(EACH):
            with transaction.atomic():
                live(random.Random(f"{seed} {history}"), users, [our_team, other_team], house)
                transaction.set_rollback(True)


def live(rng: random.Random, users: list[User], teams: list[Organisation], house: House) -> None:
    for user in users:
        user.is_active = True
    for team in teams:
        team.is_active = True
    world, done = World(rng, users, teams, house), list[str]()
    for step in range(STEPS):
        act = rng.choice(ALL)
        try:
            with transaction.atomic():
                act(world)
            done.append(act.__name__)
        except (Refused, IntegrityError, IndexError) as refusal:  # the last: nothing there to do it to
            done.append(f"({act.__name__}: {type(refusal).__name__})")
        if step % 4 == 3:
            compare(world, done)
