"""Does the log list the given person, organisation and time alone?"""

import datetime
import uuid

import pytest
from django.db import transaction

from conftest import as_owner
from hjemvej.platform.audit import actions, queries
from hjemvej.platform.audit.actions import SEEN_AGAIN_AFTER
from hjemvej.platform.audit.models import Change, Listed, SampleCheck

HOUR = datetime.timedelta(hours=1)
SECOND = datetime.timedelta(seconds=1)
ERIK, BYSTANDER = uuid.uuid4(), uuid.uuid4()


@pytest.fixture
def karen(viewer_for, coordinator):
    return viewer_for(coordinator)


@pytest.fixture
def otto(viewer_for, colleague_in_other_team):
    return viewer_for(colleague_in_other_team)


def test_a_name_is_logged_again_for_another_page_user_or_person_and_after_ten_minutes(karen, otto, now):
    for page, by, at, people in (
        ("people.find", karen, now, [ERIK]),
        ("people.find", karen, now + SEEN_AGAIN_AFTER - SECOND, [ERIK, BYSTANDER]),  # ERIK is there already
        ("people.find", karen, now + SEEN_AGAIN_AFTER, [ERIK]),
        ("people.find", otto, now + SECOND, [ERIK]),
        ("safe_night.board", karen, now + SECOND, [ERIK]),
        ("staff.today", karen, now, []),
    ):
        actions.record_names_shown(page, by=by, at=at, person_ids=people)
    logged = Listed.objects.values_list("page", "user_id", "organisation_id", "person_id", "at")
    assert sorted(logged) == sorted([
        ("people.find", karen.user_id, karen.organisation_id, ERIK, now),
        ("people.find", karen.user_id, karen.organisation_id, BYSTANDER, now + SEEN_AGAIN_AFTER - SECOND),
        ("people.find", karen.user_id, karen.organisation_id, ERIK, now + SEEN_AGAIN_AFTER),
        ("people.find", otto.user_id, otto.organisation_id, ERIK, now + SECOND),
        ("safe_night.board", karen.user_id, karen.organisation_id, ERIK, now + SECOND),
    ])  # fmt: skip


def test_the_looks_of_a_month_are_those_of_the_organisation_from_its_first_moment_until_its_last(karen, otto, now):
    for by, at in ((karen, now), (karen, now + HOUR), (karen, now - SECOND), (otto, now)):
        actions.record_look("staff.person", by=by, at=at, person_id=ERIK, basis="case")
    read = queries.looks_between(now, now + HOUR, organisation_id=karen.team_id)
    assert [(look.user_id, look.at) for look in read] == [(karen.user_id, now)]


@pytest.fixture
def november(karen, otto, now):
    """Make Karen's team's check of November, its check of October, and another team's."""
    first = datetime.date(2026, 11, 1)
    for month, by in ((datetime.date(2026, 10, 1), karen), (first, otto), (first, karen)):
        actions.record_look("staff.person", by=by, at=now - HOUR, person_id=ERIK, basis="case")
        check = actions.draw_sample(
            month=month, organisation_id=by.team_id, by=by, at=now, between=(now - 2 * HOUR, now)
        )
    return check


def test_a_check_is_found_by_its_month_and_organisation(karen, otto, november):
    for by in (karen, otto):
        read = queries.check_of(november.month, by.team_id)
        assert read is not None
        assert (read.month, read.organisation_id) == (november.month, by.team_id)
    assert SampleCheck.objects.count() == 3
    assert [check.month.month for check in queries.checks(karen.team_id)] == [11, 10]


def test_a_concluded_check_is_neither_judged_nor_concluded_again(karen, november, now):
    line = queries.lines_of(november)[0]
    for each in queries.lines_of(november):
        actions.judge_look(line=each, verdict="fine", remark="", by=karen, at=now)
    actions.finish_check(check=november, conclusion="I orden.", by=karen, at=now)
    line.refresh_from_db()
    with pytest.raises(actions.CheckIsFinished):
        actions.judge_look(line=line, verdict="wrong", remark="", by=karen, at=now)
    with pytest.raises(actions.CheckIsFinished):
        actions.finish_check(check=november, conclusion="Alligevel ikke.", by=karen, at=now)
    november.refresh_from_db()
    assert november.conclusion == "I orden."


def test_a_month_is_over_at_midnight_and_not_a_second_before(karen, now):
    actions.record_look("staff.person", by=karen, at=now - HOUR, person_id=ERIK, basis="case")
    month, between = datetime.date(2026, 11, 1), (now - 2 * HOUR, now)
    arguments = {"month": month, "organisation_id": karen.team_id, "by": karen, "between": between}
    with pytest.raises(actions.MonthIsNotOver):
        actions.draw_sample(**arguments, at=now - SECOND)
    assert actions.draw_sample(**arguments, at=now).lines.count() == 1


def test_changes_are_those_of_the_citizen_in_the_transactions_asked_for(db, now):
    with as_owner():
        for person_id, number in ((ERIK, 1), (ERIK, 2), (BYSTANDER, 1)):
            Change.objects.create(
                at=now, transaction=number, table_name="people_person", row_id=str(person_id), operation="update",
                person_id=person_id,
            )  # fmt: skip
    read = queries.changes_in([1], ERIK)
    assert {number: [change.person_id for change in changes] for number, changes in read.items()} == {1: [ERIK]}


def test_an_event_of_many_is_refused_outside_a_transaction(transactional_db, karen, now):
    with pytest.raises(RuntimeError, match="in the transaction of its change"):
        actions.record_many("people.imported", by=karen, at=now, person_ids=[ERIK], details={})
    with transaction.atomic():
        actions.record_many("people.imported", by=karen, at=now, person_ids=[ERIK], details={})
