"""Do two colleagues who write or plan an attempt in the same second leave one plan?"""

import datetime

import pytest

from hjemvej.efforts.prevention import actions
from hjemvej.efforts.prevention.models import Attempt
from hjemvej.efforts.prevention.reaching import actions as reaching
from hjemvej.efforts.prevention.reaching.actions import Said
from tests.rows import AT
from tests.test_row_locks import outcome_of_the_second

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("bystanders_stay_away")]
TODAY = AT.date()
LATER = AT + datetime.timedelta(minutes=1)


@pytest.fixture
def plan(raced_case, freja):
    return lambda kind="visit": reaching.plan_attempt(
        case=raced_case, said=Said(kind, TODAY), worker_id=freja.user_id, by=freja, at=AT
    )


@pytest.fixture
def log(raced_case, freja):
    return lambda kind="visit", outcome="missed": reaching.log_attempt(
        case=raced_case, said=Said(kind, TODAY, "", outcome), by=freja, at=LATER
    )


def test_two_plans_in_the_same_second_are_one(plan):
    assert outcome_of_the_second(plan, lambda: plan("call")) == "Attempt"
    assert [(one.kind, one.outcome) for one in Attempt.objects.all()] == [("call", "planned")]


def test_one_plan_is_settled_once_and_the_other_attempt_is_its_own(plan, log):
    plan()
    assert outcome_of_the_second(log, lambda: log("visit", "card")) == "Attempt"
    assert sorted(Attempt.objects.values_list("outcome", flat=True)) == ["card", "missed"]


def test_nothing_is_written_in_a_case_that_is_being_closed(raced_case, freja, log, plan):
    close = lambda: actions.close_case(case=raced_case, outcome="kept", words="", by=freja, at=LATER)  # noqa: E731
    assert outcome_of_the_second(close, log) == "CaseIsClosed"
    assert not Attempt.objects.exists()
