"""Do two who write a unit's answer in the same second write one?"""

import pytest
from django.db.models import QuerySet

from hjemvej.ground.referrals import actions
from hjemvej.ground.referrals.models import Referral
from tests import bystanders
from tests.rows import AT, saved
from tests.test_row_locks import outcome_of_the_second


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("are_locked", "outcome"), [(True, "AlreadyAnswered"), (False, "TaskAlreadyDone")])
def test_a_question_is_answered_once(are_locked, outcome, coordinator, viewer_for, monkeypatch):
    monkeypatch.setattr(bystanders, "_is_called", True)  # two actions would wait for each other's bystanders
    if not are_locked:
        only_of_others = QuerySet.select_for_update
        monkeypatch.setattr(
            QuerySet,
            "select_for_update",
            lambda rows, **how: rows if rows.model is Referral else only_of_others(rows, **how),
        )
    found, by = saved(Referral), viewer_for(coordinator)

    def answer():
        said = {"outcome": "granted", "answer": "Ja", "answered_on": found.asked_on}
        return actions.record_answer(referral=found, by=by, at=AT, **said)

    assert outcome_of_the_second(answer, answer) == outcome
    assert Referral.objects.get().outcome == "granted"
