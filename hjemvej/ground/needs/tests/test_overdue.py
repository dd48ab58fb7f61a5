"""Does the alarm say when needs that are over have not been ended?"""

import datetime

import pytest
from django.db import connection
from django.utils import timezone

from conftest import as_owner
from hjemvej.ground.needs.actions import end_needs
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as, system

pytestmark = pytest.mark.django_db
JOB, DAY = system("Adgang ophører"), datetime.timedelta(days=1)
RAN = (
    "WITH job AS (INSERT INTO procrastinate_jobs (queue_name, task_name, status)"
    " VALUES ('default', 'hjemvej.ground.needs.jobs.end_needs', 'succeeded') RETURNING id)"
    " INSERT INTO procrastinate_events (job_id, type, at) SELECT id, 'succeeded', now() FROM job"
)


@pytest.fixture
def two_known(our_team) -> None:
    """Somebody whose need was over weeks ago, and a bystander who became known today."""
    with looking_as(JOB):
        for name, days in (("Testa", 90), ("Uberørt", 0)):
            since = timezone.now() - days * DAY
            person = Person.objects.create(given_names=name, surname="Prøvesen", created_at=since)
            NeedToKnow.objects.create(person_id=person.pk, organisation=our_team, basis="case", from_at=since)


def test_the_alarm_says_that_a_need_which_is_over_has_not_been_ended(two_known, client):
    def told():
        return client.get("/health?jobs").json()["overdue"].get("needs")

    assert told() == ["1 needs to know are over and have not been ended"]
    run_as_owner(RAN)
    assert told() is None, "the job ran just now: nobody is counted again at each question"
    run_as_owner("UPDATE procrastinate_events SET at = now() - interval '4 hours'")
    assert told() is not None
    end_needs(by=JOB, at=timezone.now())
    assert told() is None


def run_as_owner(sql: str) -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(sql)
