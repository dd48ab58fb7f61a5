"""Do two who answer a request in the same second give one answer?"""

import pytest
from django.db.models import QuerySet

from hjemvej.ground.requests import actions
from hjemvej.ground.requests.models import CitizenRequest
from tests import bystanders
from tests.rows import AT, saved
from tests.test_row_locks import outcome_of_the_second


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("are_locked", "outcome"), [(True, "AlreadyAnswered"), (False, "TaskAlreadyDone")])
def test_a_request_is_answered_once(are_locked, outcome, coordinator, viewer_for, monkeypatch):
    monkeypatch.setattr(bystanders, "_is_called", True)  # two actions would wait for each other's bystanders
    if not are_locked:
        only_of_others = CitizenRequest.objects.all().__class__.select_for_update
        monkeypatch.setattr(
            QuerySet,
            "select_for_update",
            lambda rows, **how: rows if rows.model is CitizenRequest else only_of_others(rows, **how),
        )
    found, by = saved(CitizenRequest), viewer_for(coordinator)

    def answer():
        said = {"outcome": "granted", "answer": "Ja", "reached_by": "letter"}
        return actions.answer_request(request=found, by=by, at=AT, **said)

    assert outcome_of_the_second(answer, answer) == outcome
    assert CitizenRequest.objects.get().outcome == "granted"
