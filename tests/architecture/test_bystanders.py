"""Does every table have bystanders, and does a test fail when an action touches one?"""

import datetime

import pytest
from django.apps import apps

from hjemvej.efforts.safe_night.models import PlaceRequest
from hjemvej.ground.casework.models import Draft
from hjemvej.ground.people.models import Person
from hjemvej.ground.shelters.models import House
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.audit.models import Change
from tests import bystanders

NOBODYS = {
    "Made": "what migrate made",
    "Provision": "the law belongs to no citizen or team",
    "LegalBasis": "the law belongs to no citizen or team",
    "DecisionBasis": "the law belongs to no citizen or team",
    "MethodCriterion": "the law belongs to no citizen or team",
    "Matter": "what a unit can be asked for, of no citizen",
    "SignalKind": "what may be received, of no citizen",
    "HelpKind": "what help there is, of no citizen",
    "LeavingStep": "a step of the law, of no citizen",
    "LetterTemplate": "a team's words for letters, of no citizen",
    "MovingInStep": "the team's own list, of no citizen",
    "KeptOverview": "a row of counts",
    "KeptPreview": "a row of counts",
    "ClosedMonth": "a row of counts",
    "SettledNight": "a night, not anybody's",
    "CountedDay": "a day, not anybody's",
    "TakenForm": "a mark without an owner",
    "Counted": "a hash without an owner",
    "Try": "a mark without an owner",
    "Fact": "PostgreSQL writes it from the rows of bystanders",
    "Event": "the log itself",
    "Change": "the log itself",
    "Look": "the log itself",
    "Listed": "the log itself",
    "SampleCheck": "of the log",
    "Spell": "nobody knows whose it was",
    "SpellNights": "nobody knows whose they were",
    "SpellYear": "nobody knows whose it was",
    "DayRate": "what a house costs, of no citizen",
    "UnheldWeek": "nobody knows whose they were",
    "SpellMonth": "nobody knows whose it was",
    "SpellWeek": "nobody knows whose it was",
    "ErasedMark": "a keyed hash of somebody who is gone",
    "SampledLook": "of the log",
}
NIGHT = datetime.date(2026, 11, 20)


def test_every_table_has_a_bystander():
    ours = {model for model in apps.get_models() if model.__module__.startswith("hjemvej.") and model._meta.managed}
    without = {model.__name__ for model in ours - set(bystanders.rows(NIGHT))}
    assert without == set(NOBODYS), "lay them out in `bystanders` of the room's room.py, or say here why not"


def frees_everybody(*, at: datetime.datetime) -> None:
    PlaceRequest.objects.update(status="withdrawn")


def forgets_every_guest(*, at: datetime.datetime) -> None:
    NeedToKnow.objects.filter(basis="guest").delete()


def adds_to_somebody_elses(*, at: datetime.datetime) -> None:
    draft = Draft.objects.first()
    assert draft is not None
    Draft.objects.create(user_id=draft.user_id, key="another", person_id=draft.person_id, fields={}, saved_at=at)


def changes_every_house(*, at: datetime.datetime) -> None:
    House.objects.update(note="lukket")


@pytest.mark.parametrize("action", [frees_everybody, forgets_every_guest, adds_to_somebody_elses, changes_every_house])
def test_an_action_that_touches_a_bystander_is_found_out(our_team, coordinator, now, action):
    with pytest.raises(AssertionError, match="not about them"):
        bystanders.in_company(action)(at=now)


def test_bystanders_are_there_while_an_action_is_called_and_leave_no_trace(our_team, coordinator, now):
    before = Change.objects.count()

    def counts(*, at: datetime.datetime) -> int:
        return Person.objects.count()

    assert bystanders.in_company(counts)(at=now) == len(bystanders.rows(NIGHT)[Person])
    assert (Person.objects.count(), Change.objects.count()) == (0, before)
