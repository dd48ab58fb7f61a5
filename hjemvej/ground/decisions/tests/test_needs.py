"""Does the team need to know of a citizen while a decision or complaint is under way, and for some weeks after?"""

import datetime

import pytest
from django.utils import timezone

from hjemvej.ground.casework.models import Task
from hjemvej.ground.decisions import actions
from hjemvej.ground.decisions.models import Complaint, Decision
from hjemvej.ground.law.queries import provision_on
from hjemvej.ground.needs.actions import end_needs
from hjemvej.ground.retention.queries.due import case_of
from hjemvej.platform.access import actions as access
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as, system

DAY = datetime.timedelta(days=1)
LONG_AGO = datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.UTC)
LAST = datetime.datetime(2026, 9, 10, 12, tzinfo=datetime.UTC)
NOV_26 = datetime.datetime(2026, 11, 26, 12, tzinfo=datetime.UTC)
JOB = system("Adgang ophører")


def decision(person, by, *, lasts):
    sent = {
        "sent_at": LONG_AGO, "sent_by_id": by.user_id, "paragraph": "SEL § 85", "granted": "wholly", "decided": "Ja",
        "reasons": "Fordi", "complaint_text": "Du kan klage", "received_on": LONG_AGO.date(), "reached_by": "letter",
        "complaint_until_on": LAST.date(),
    }  # fmt: skip
    return Decision.objects.create(
        person=person, organisation_id=by.team_id, author_id=by.user_id, title="Bostøtte", written_at=LONG_AGO,
        **({} if lasts else sent),
    )  # fmt: skip


def complaint(person, by, *, lasts):
    over = {} if lasts else {"status": "withdrawn", "withdrawn_words": "Glem det", "closed_at": LAST}
    team = {"person": person, "organisation_id": by.team_id}
    task = Task.objects.create(**team, kind="own", title="Svar", created_at=LONG_AGO, done_at=LONG_AGO, due_at=LAST)
    return Complaint.objects.create(
        **team, decision=decision(person, by, lasts=False), task=task, words="Det er forkert", how="spoken",
        received_on=LONG_AGO.date(), written_at=LONG_AGO, written_by_id=by.user_id, **over,
    )  # fmt: skip


@pytest.fixture
def is_open(testa, our_team):
    needs = NeedToKnow.objects.filter(person_id=testa.pk, organisation=our_team)
    needs.update(from_at=LONG_AGO)
    return lambda: needs.filter(until_at=None).exists()


@pytest.mark.parametrize("make", [decision, complaint])
def test_the_need_outlasts_what_was_settled_by_the_rules_days(make, testa, karen, is_open):
    make(testa, karen, lasts=False)
    end_needs(by=JOB, at=LAST + 28 * DAY)
    assert is_open()
    end_needs(by=JOB, at=LAST + 29 * DAY)
    assert not is_open()


@pytest.mark.parametrize("make", [decision, complaint])
def test_the_need_lasts_while_it_is_under_way(make, testa, karen, is_open):
    make(testa, karen, lasts=True)
    Decision.objects.filter(sent_at=None).update(changed_at=LAST + 390 * DAY)
    end_needs(by=JOB, at=LAST + 400 * DAY)
    assert is_open()


@pytest.mark.parametrize("make", [decision, complaint])
def test_what_is_begun_through_own_broken_glass_opens_the_case_again(make, testa, karen, is_open):
    NeedToKnow.objects.filter(person_id=testa.pk).update(until_at=LAST)
    with looking_as(karen):
        reason = "Borgeren klager i skranken"
        access.break_glass(person_id=testa.pk, reason=reason, by=karen, at=timezone.now())
        assert not is_open()
        make(testa, karen, lasts=True)
    assert is_open()


def test_the_need_lasts_until_nobody_may_complain_any_more(testa, karen, is_open, sent):
    received_on = datetime.date(2026, 11, 26)
    decision = sent(days=60, received=False)
    with looking_as(karen):
        actions.record_receipt(decision=decision, received_on=received_on, reached_by="letter", by=karen, at=NOV_26)
    limit = datetime.date(2026, 12, 28)  # four weeks end on Christmas Eve: the next working day
    assert Decision.objects.get(pk=decision.pk).complaint_until_on == limit
    for days, remains in ((0, True), (28, True), (29, False)):
        end_needs(by=JOB, at=datetime.datetime.combine(limit, LAST.timetz()) + days * DAY)
        assert is_open() is remains


def test_the_need_lasts_while_ankestyrelsen_has_the_complaint(testa, karen, is_open):
    found = complaint(testa, karen, lasts=True)
    forwarded = {"status": "forwarded", "closed_at": LAST, "reassessed_as": "maintained", "reassessed_at": LAST,
                 "reassessment_reasons": "Intet nyt"}  # fmt: skip
    Complaint.objects.filter(pk=found.pk).update(**forwarded)
    end_needs(by=JOB, at=LAST + 400 * DAY)
    assert is_open()
    answered_on = (LAST + 400 * DAY).date()
    Complaint.objects.filter(pk=found.pk).update(
        board_says="maintained", board_answered_on=answered_on, board_words="Enig", board_written_by_id=karen.user_id
    )
    end_needs(by=JOB, at=LAST + 428 * DAY)
    assert is_open()
    end_needs(by=JOB, at=LAST + 429 * DAY)
    assert not is_open()


def test_a_draft_that_nobody_has_written_at_for_so_long_gives_no_need_and_keeps_no_case(testa, karen, is_open):
    draft = decision(testa, karen, lasts=True)
    Decision.objects.filter(pk=draft.pk).update(changed_at=LAST)
    lapses = provision_on("draft_decision_lapses", LAST.date()).value

    def held(days):
        case = case_of(testa.pk, on=(LAST + days * DAY).date(), viewer=JOB)
        return case and case.is_open_by

    with looking_as(JOB):
        assert held(int(lapses)) == ("et udkast til en afgørelse er ikke sendt",)
        assert held(int(lapses) + 1) == ()
    end_needs(by=JOB, at=LAST + int(lapses) * DAY)
    assert is_open()
    end_needs(by=JOB, at=LAST + (int(lapses) + 1) * DAY)
    assert not is_open()
