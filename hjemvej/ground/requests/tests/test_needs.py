"""Does the team need to know of a citizen while their request waits for its answer, and for some weeks after?"""

import datetime

import pytest
from django.utils import timezone

from hjemvej.ground.casework.models import Task
from hjemvej.ground.needs.actions import end_needs
from hjemvej.ground.people.models import Person
from hjemvej.ground.requests.models import CitizenRequest
from hjemvej.platform.access import actions as access
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as, system

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
LONG_AGO = datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.UTC)
LAST = datetime.datetime(2026, 9, 10, 12, tzinfo=datetime.UTC)
JOB = system("Adgang ophører")


@pytest.fixture
def karen(coordinator, viewer_for):
    return viewer_for(coordinator)


@pytest.fixture
def testa(our_team):
    person = Person.objects.create(given_names="Testa", created_at=LONG_AGO)
    NeedToKnow.objects.create(person_id=person.pk, organisation=our_team, basis="case", from_at=LONG_AGO)
    return person


def is_open(person):
    return NeedToKnow.objects.filter(person_id=person.pk, until_at=None).exists()


def ask(person, by, *, is_answered):
    team = {"person": person, "organisation_id": by.team_id}
    task = Task.objects.create(**team, kind="own", title="Svar", created_at=LONG_AGO, done_at=LONG_AGO, due_at=LAST)
    answered = {
        "closed_at": LAST, "closed_by_id": by.user_id, "outcome": "granted", "answer": "Her er det",
        "reached_by": "letter",
    }  # fmt: skip
    CitizenRequest.objects.create(
        **team, task=task, kind="insight", words="Hvad står der om mig?", how="spoken", received_on=LONG_AGO.date(),
        written_at=LONG_AGO, written_by_id=by.user_id, **(answered if is_answered else {}),
    )  # fmt: skip


def test_the_need_outlasts_the_answer_by_the_rules_days(testa, karen):
    ask(testa, karen, is_answered=True)
    end_needs(by=JOB, at=LAST + 28 * DAY)
    assert is_open(testa)
    end_needs(by=JOB, at=LAST + 29 * DAY)
    assert not is_open(testa)


def test_the_need_lasts_while_the_request_waits(testa, karen):
    ask(testa, karen, is_answered=False)
    end_needs(by=JOB, at=LAST + 400 * DAY)
    assert is_open(testa)


def test_a_former_citizens_request_opens_the_case_again(testa, karen):
    NeedToKnow.objects.filter(person_id=testa.pk).update(until_at=LAST)
    with looking_as(karen):
        access.break_glass(person_id=testa.pk, reason="Borgeren vil se sin sag", by=karen, at=timezone.now())
        assert not is_open(testa)
        ask(testa, karen, is_answered=False)
    assert is_open(testa)
