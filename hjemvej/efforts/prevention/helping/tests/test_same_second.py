"""Do two colleagues who seek or answer the same help in the same second do it once?"""

import datetime

import pytest

from hjemvej.efforts.prevention.helping import actions
from hjemvej.efforts.prevention.helping.actions import Answered, Sought
from hjemvej.efforts.prevention.models import HelpKind, HelpSought, PreventionCase
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import NeedToKnow
from tests import bystanders
from tests.rows import AT, saved
from tests.test_row_locks import outcome_of_the_second

pytestmark = pytest.mark.django_db(transaction=True)
LATER = AT + datetime.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _bystanders_stay_away(monkeypatch):
    monkeypatch.setattr(bystanders, "_is_called", True)  # two actions would wait for each other's bystanders


@pytest.fixture
def case(freja):
    person = saved(Person, given_names="Lea")
    NeedToKnow.objects.create(person_id=person.pk, organisation_id=freja.team_id, basis="case", from_at=AT)
    return saved(PreventionCase, person=person, organisation_id=freja.team_id, opened_at=AT)


@pytest.fixture
def seek(case, freja):
    kind = HelpKind.objects.get(key="rent_help")
    return lambda: actions.seek_help(case=case, kind=kind, said=Sought("Ydelsen", AT.date()), by=freja, at=AT)


def test_the_same_help_is_sought_once(seek):
    assert outcome_of_the_second(seek, seek) == "WaitsAlready"
    assert HelpSought.objects.count() == 1


def test_a_help_is_answered_once(seek, freja):
    sought = seek()
    answers = [
        lambda said=said: actions.answer_help(sought=sought, said=Answered(said, AT.date()), by=freja, at=LATER)
        for said in ("granted", "refused")
    ]
    assert outcome_of_the_second(*answers) == "AnsweredAlready"
    assert HelpSought.objects.get().answer == "granted"
