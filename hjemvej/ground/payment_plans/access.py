"""Who may open a payment plan? Those who may open the citizen's record; each look is logged."""

import datetime
import uuid

from django.http import Http404

from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer

from . import queries
from .models import PaymentPlan

PAGE = "payment_plans.plan"


def open_plan(
    viewer: Viewer, payment_plan_id: uuid.UUID, *, at: datetime.datetime, page: str = PAGE,
    needs: Permission = Permission.SEE_PERSON,
) -> PaymentPlan:  # fmt: skip
    found = queries.plan(payment_plan_id, viewer=viewer)
    if found is None:
        raise Http404
    open_person(viewer, found.person_id, page=page, at=at, needs=needs)
    return found
