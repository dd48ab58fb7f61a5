"""How does a row of the room of plans break each of its constraints? For `test_constraints.py`."""

import pytest
from django.db import IntegrityError, transaction

from hjemvej.ground.plans.models import PlanVersion
from tests.rows import AT, DAY, Fields, saved

AGREED: Fields = {
    "agreed_at": AT, "agreed_by": "another", "agreed_on": DAY, "purpose": "x", "effort": "x", "duration": "x",
    "together": "spoken", "kind": "plan_141",
}  # fmt: skip
OF_PLANS: dict[str, Fields] = {
    "goal_has_the_citizens_words": {"words": ""},
    "goal_ends_after_it_is_said": {"state": "reached", "state_on": DAY.replace(day=1)},
    "small_step_says_what": {"what": ""},
    "small_step_names_who_does_it": {"who": "citizen"},
    "closed_small_step_has_an_outcome": {"closed_at": AT, "closed_by": "another"},
    "strengths_say_something": {"good_at": ""},
    "agreed_plan_says_what_the_law_asks": {**AGREED, "purpose": ""},
    "agreed_plan_says_how_it_was_made_together": {**AGREED, "together": "not"},
    "wish_for_a_provider_is_asked_in_a_142_plan": {**AGREED, "kind": "plan_142"},
    "wish_for_a_provider_is_answered": {**AGREED, "provider": "shelter"},
    "wish_not_followed_has_reasons": {**AGREED, "provider": "shelter", "followed": "no"},
}


@pytest.mark.django_db
def test_agreed_plan_is_locked():
    agreed, draft = (PlanVersion.objects.filter(pk=saved(PlanVersion, **more).pk) for more in (AGREED, {}))
    for change in (
        lambda rows: rows.update(purpose="Andet"),
        lambda rows: rows.update(goals=[1]),
        lambda r: r.delete(),
    ):
        with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
            change(agreed)
        change(draft)
