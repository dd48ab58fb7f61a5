"""Does a decision get one complaint of two who write it down in the same second, with one clock?"""

import pytest

from hjemvej.ground.casework.models import Task
from hjemvej.ground.decisions import actions
from hjemvej.ground.decisions.models import Complaint, Decision
from tests import bystanders
from tests.rows import AT, saved
from tests.test_row_locks import outcome_of_the_second


@pytest.mark.django_db(transaction=True)
def test_a_complaint_is_written_down_once(coordinator, viewer_for, monkeypatch):
    monkeypatch.setattr(bystanders, "_is_called", True)  # two actions would wait for each other's bystanders
    decision, by = saved(Decision), viewer_for(coordinator)
    Decision.objects.filter(pk=decision.pk).update(sent_at=AT, sent_by=coordinator)
    decision.refresh_from_db()
    before = Task.objects.count()

    def complain():
        return actions.receive_complaint(
            decision=decision, words="Jeg er uenig", how="spoken", received_on=AT.date(), by=by, at=AT
        )

    assert outcome_of_the_second(complain, complain) == "ComplainedAlready"
    assert (Complaint.objects.count(), Task.objects.count()) == (1, before + 1)
