"""Whatever is written later, does each earlier moment still give the same answer, to the person?

More than five hundred histories of two citizens, each lived beside all others: late notes, nights and situations, a
death told late and taken back,
what began before we knew them, another municipality from long ago, merges and their undoing, an inquiry that gets its
person, a changed rule. After every round several days are asked for; at the end each moment is asked for again.
"""

import datetime
import random
from decimal import Decimal
from itertools import pairwise

import pytest
from django.db import connection, transaction
from django.utils import timezone

from conftest import as_owner
from hjemvej.efforts.one_entry.models import Inquiry
from hjemvej.efforts.safe_night.models import Night
from hjemvej.ground.casework.actions import write_note
from hjemvej.ground.law.actions import change_provision
from hjemvej.ground.people.actions import change_person, set_protection, set_responsible_municipality
from hjemvej.ground.people.merging.actions.merging import CannotMerge, merge_people
from hjemvej.ground.people.merging.actions.undoing import CannotUndoMerge, undo_merge
from hjemvej.ground.people.merging.queries import merges_of
from hjemvej.ground.people.models import Person
from hjemvej.ground.situations.actions import BeganOtherwise, record_situation, say_homeless_since
from hjemvej.ground.situations.rules import Said
from hjemvej.insight.mapping.queries import Asked, active_on, corrections
from hjemvej.insight.mapping.queries.population import HOMELESS, parameters
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import system
from hjemvej.platform.ui.typed_dates import Period

TEST = system("test")
HISTORIES = 510
ROUNDS = 6
DAY = datetime.timedelta(days=1)
KINDS = ("gade", "herberg", "familie_venner", "egen_bolig", "ukendt", "doed", "flyttet")


class Pair:
    """Two citizens who may be one, and what befalls them."""

    def __init__(self, world, seed):
        self.world, self.rng, self.now = world, random.Random(seed), timezone.now()
        self.today = timezone.localdate(self.now)
        self.people = [self._arrive() for _ in range(2)]
        self.waiting = []

    def _arrive(self):
        person = Person.objects.create(given_names="Testa", surname="Prøve", created_at=self.now)
        NeedToKnow.objects.create(
            person_id=person.pk, organisation_id=self.world.by.team_id, basis="case", from_at=self.now
        )
        self._sleep(person)
        return person

    def _day(self):
        return self.today - self.rng.randrange(0, 150) * DAY

    def _one(self):
        return Person.objects.get(pk=self.rng.choice(self.people).pk)

    def _sleep(self, person):
        from_on = self._day()
        until_on = from_on + self.rng.randrange(1, 40) * DAY if self.rng.random() < 0.4 else None
        record_situation(
            person_id=person.pk, kind=self.rng.choice(KINDS), from_on=from_on, until_on=until_on, by=TEST,
            at=timezone.now(), source="Opdigtet", certainty=self.rng.choice(["seen", "heard"]),
        )  # fmt: skip

    def step(self):
        """Let something happen, or become known, to one of them who is not merged away."""
        person = self._one()
        if person.merged_into_id:
            person = Person.objects.get(pk=person.merged_into_id)
        self.rng.choice([
            self._sleep, self._sleep, self._note, self._night, self._municipality, self._die, self._protect,
            self._inquiry, self._merge, self._merge, self._part, self._before, self._home,
        ])(person)  # fmt: skip

    def _note(self, person):
        happened = timezone.now() - self.rng.randrange(0, 120) * DAY
        kind = self.rng.choice(["contact", "attempt"])
        write_note(
            person_id=person.pk, kind=kind, text="Opdigtet", own_words="", happened_at=happened, by=self.world.by,
            at=timezone.now(),
        )  # fmt: skip

    def _night(self, person):
        night = self._day()
        if not Night.objects.filter(person=person, night=night).delete()[0]:
            Night.objects.create(person=person, night=night, outcome="safe", recorded_at=timezone.now())

    def _municipality(self, person):
        code = self.rng.choice(["265", "461"])
        set_responsible_municipality(
            person=person, code=code, name="Prøve", from_on=self._day(), by=TEST, at=timezone.now()
        )

    def _die(self, person):
        died_on = None if person.died_on else self._day()
        change_person(person=person, changes={"died_on": died_on}, by=TEST, at=timezone.now())

    def _before(self, person):
        """Homeless since long before we knew them, as far as somebody remembers."""
        began = self.today - self.rng.randrange(150, 900) * DAY
        said = Said(Period(began, began, "day"), "Opdigtet", "told")
        try:
            say_homeless_since(person_id=person.pk, said=said, slept_from=self._day(), by=TEST, at=timezone.now())
        except BeganOtherwise:
            return

    def _home(self, person):
        """A guest of a shelter has a home that cannot be used."""
        record_situation(
            person_id=person.pk, kind="herberg", from_on=self._day(), by=TEST, at=timezone.now(), source="Opdigtet",
            certainty="seen", unusable_home=self.rng.choice(["", "Brand"]),
        )  # fmt: skip

    def _protect(self, person):
        set_protection(person=person, protection="address", by=TEST, at=timezone.now())

    def _inquiry(self, person):
        at = timezone.now()
        if self.waiting:
            Inquiry.objects.filter(pk=self.waiting.pop()).update(person=person)
        else:
            inquiry = Inquiry.objects.create(
                organisation_id=self.world.by.team_id, received_at=at - self.rng.randrange(0, 120) * DAY,
                recorded_at=at, channel="phone", asker_kind="neighbour", text="Opdigtet",
            )  # fmt: skip
            self.waiting.append(inquiry.pk)

    def _merge(self, _person):
        keep, merge = (Person.objects.get(pk=person.pk) for person in self.rng.sample(self.people, 2))
        try:
            merge_people(keep=keep, merge=merge, by=self.world.by, at=timezone.now())
        except CannotMerge:
            return

    def _part(self, person):
        for merge in merges_of(person, viewer=TEST):
            try:
                undo_merge(merge=merge, why="Opdigtet", by=self.world.by, at=timezone.now())
            except CannotUndoMerge:
                return


class World:
    def __init__(self, by):
        self.by = by
        self.today = timezone.localdate()
        self.days = [self.today - number * DAY for number in (0, 1, 9, 31, 60, 95, 140)]
        self.pairs = [Pair(self, seed) for seed in range(HISTORIES)]
        self.remembered, self.since = {}, {}

    def ask(self, moment=None):
        asked = [Asked(day, moment) for day in self.days]
        return {one.on: people for one, people in active_on(asked, TEST).items()}

    def ask_since(self, moment=None, *, only=None):
        """Since when each of them, or one alone, was homeless on these days, and how exactly that was told."""
        with TEST.cursor() as cursor:
            cursor.execute(
                f"SELECT on_day, record_id, since, since_told FROM {HOMELESS.format(since='true')}",
                parameters(self.days, [moment] * len(self.days), only),
            )
            return {(day, record): (since, told) for day, record, since, told in cursor.fetchall()}

    def remember(self):
        with as_owner(), connection.cursor() as cursor:
            cursor.execute("ANALYZE known_fact, people_person")  # as it is done by itself where rows are written
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            [moment] = cursor.fetchone()
        self.remembered[moment] = self.ask()
        self.since[moment] = self.ask_since()


@pytest.fixture
def world(coordinator, viewer_for):
    """All histories, lived to their end."""
    world = World(viewer_for(coordinator))
    for number in range(ROUNDS):
        for pair in world.pairs:
            with transaction.atomic():
                pair.step()
        if number == ROUNDS // 2:
            change_provision(
                key="inactive_after", valid_from=world.today - 100 * DAY, value=Decimal(60), paragraph="Eget mål",
                text="Kortere", certainty="L", source="", by=TEST, at=timezone.now(),
            )  # fmt: skip
        world.remember()
    return world


def test_what_was_known_stands_to_the_person_whatever_is_written_later(world):
    moments = sorted(world.remembered)
    assert len(world.pairs) >= 500
    for moment in moments:
        assert world.ask(moment) == world.remembered[moment]
        assert world.ask_since(moment) == world.since[moment]
    for moment in (None, *moments[::2]):
        together = world.ask_since(moment)
        for one in (one.pk for pair in world.pairs[:10] for one in pair.people):
            assert world.ask_since(moment, only=one) == {key: since for key, since in together.items() if key[1] == one}
    answers = [world.remembered[moment] for moment in moments]
    moved = sum(len(before[day] ^ after[day]) for before, after in pairwise(answers) for day in world.days)
    assert moved > 500  # the histories do change the answers
    first = moments[0]
    found = [one for day in world.days for one in corrections(day, known_at=first, viewer=TEST).values()]
    assert len(found) > 100
    assert {one.why for one in found} >= {"merged", "death", "municipality", "situation", "contact", "rule"}
    assert sum(told == "day" for _since, told in world.since[moments[-1]].values()) > 50
    assert not [one for one in found if not one.why], "the difference is not explained"


@pytest.mark.parametrize(
    "forgotten",
    [
        "casework_note",
        "people_person",
        "situations_situation",
        "people_responsiblemunicipality",
        "situations_homelesssince",
    ],
)
def test_a_table_whose_facts_are_not_remembered_is_found_out(forgotten, coordinator, viewer_for, monkeypatch):
    """The fault planted: a change is written over what was known, instead of beside it."""
    monkeypatch.setitem(globals(), "HISTORIES", 40)
    world = World(viewer_for(coordinator))
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN NEW.known_from := timestamptz '2000-01-01'; RETURN NEW; END $$"
        )
        cursor.execute(
            "CREATE TRIGGER planted BEFORE INSERT ON known_fact FOR EACH ROW"
            f" WHEN (NEW.source = '{forgotten}') EXECUTE FUNCTION planted()"
        )
    for _ in range(ROUNDS):
        for pair in world.pairs:
            with transaction.atomic():
                pair.step()
        world.remember()
    assert any(
        world.ask(moment) != answer or world.ask_since(moment) != world.since[moment]
        for moment, answer in world.remembered.items()
    )
