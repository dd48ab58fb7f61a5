"""When the job ends a need to know in the same second as a course is opened, does its writer keep the citizen?

Whoever comes first, the other waits for the citizen: the job asks again and ends nothing, or the need begins again.
"""

import datetime
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from hjemvej.efforts.one_entry.actions import reopen_inquiry
from hjemvej.efforts.one_entry.models import Inquiry
from hjemvej.ground.casework.actions import open_course
from hjemvej.ground.casework.models import Course
from hjemvej.ground.needs.actions import end_needs
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import NeedToKnow, Organisation
from hjemvej.platform.access.viewer import Viewer, looking_as, system
from hjemvej.platform.audit.models import Event
from tests import databases
from tests.bad_days.test_same_second import WAITING
from tests.rows import saved

pytestmark = pytest.mark.django_db(transaction=True)
NO_NEED_IS_WRITTEN = "LOCK TABLE access_needtoknow IN SHARE MODE"
NO_EVENT_IS_WRITTEN = "LOCK TABLE audit_event IN SHARE MODE"
LONG_AGO = datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.UTC)
Do = Callable[[], Any]


@pytest.fixture
def testa(transactional_db: None, our_team: Organisation) -> Person:
    """A citizen of whom nothing has come since the record was made."""
    person = Person.objects.create(given_names="Testa", surname="Prøvesen", created_at=LONG_AGO)
    NeedToKnow.objects.create(person_id=person.pk, organisation=our_team, basis="case", from_at=LONG_AGO)
    return person


@pytest.fixture
def one_after_the_other(transactional_db: None) -> Iterator[Callable[[str, Do, Do], list[Any]]]:
    """Give `met(lock, first, second)`: the first waits for the lock, the second for the first; then it is let go."""
    address = databases.url(str(connection.settings_dict["NAME"]))
    with ThreadPoolExecutor(2) as pool, psycopg.connect(address) as owner, psycopg.connect(address) as watch:
        watch.autocommit = True

        def run(do: Do) -> Any:
            try:
                return do()
            finally:
                connection.close()

        def met(lock: str, *both: Do) -> list[Any]:
            owner.execute(lock.encode())
            answers = []
            for number, do in enumerate(both, start=1):
                answers.append(pool.submit(run, do))
                for _ in range(300):
                    if watch.execute(WAITING).fetchone() == (number,):
                        break
                    time.sleep(0.05)
                else:
                    raise TimeoutError(f"{number} never waited.")
            owner.rollback()
            return [answer.result(timeout=60) for answer in answers]

        yield met


def ends() -> int:
    return end_needs(by=system("Adgang ophører"), at=timezone.now())


def writes(person: Person, by: Viewer) -> Do:
    def write() -> int:
        with looking_as(by):
            open_course(person_id=person.pk, kind="prevention", because="Huslejen", by=by, at=timezone.now())
            return Course.objects.filter(person=person).count()

    return write


def test_a_course_opened_while_the_job_ends_the_need_opens_it_again(
    testa, coordinator, viewer_for, our_team, one_after_the_other
):
    by = viewer_for(coordinator)
    ended, seen = one_after_the_other(NO_NEED_IS_WRITTEN, ends, writes(testa, by))
    assert (ended, seen) == (1, 1), "the need ended, and its writer sees the course"
    needs = NeedToKnow.objects.filter(person_id=testa.pk).order_by("pk")
    assert [need.until_at is None for need in needs] == [False, True]
    assert Event.objects.filter(name="needs.need_began_again", person_id=testa.pk, user_id=coordinator.pk).count() == 1


def test_the_job_that_waited_for_a_course_to_be_opened_ends_nothing(
    testa, coordinator, viewer_for, one_after_the_other
):
    by = viewer_for(coordinator)
    seen, ended = one_after_the_other(NO_EVENT_IS_WRITTEN, writes(testa, by), ends)
    assert (ended, seen) == (0, 1)
    assert NeedToKnow.objects.get(person_id=testa.pk).until_at is None


def test_an_inquiry_opened_again_while_the_job_ends_the_need_opens_it_again(
    testa, coordinator, viewer_for, our_team, one_after_the_other
):
    """An update, which holds no citizen of itself."""
    by = viewer_for(coordinator)
    inquiry = saved(
        Inquiry, person=testa, organisation=our_team, status="closed", closed_at=LONG_AGO, outcome="advised"
    )

    def opens_again() -> str:
        with looking_as(by):
            reopen_inquiry(inquiry=inquiry, why="Ringede igen", by=by, at=timezone.now())
            return str(Inquiry.objects.get(pk=inquiry.pk).status)

    ended, status = one_after_the_other(NO_NEED_IS_WRITTEN, ends, opens_again)
    assert (ended, status) == (1, "taken")
    assert NeedToKnow.objects.filter(person_id=testa.pk, until_at=None).exists()
