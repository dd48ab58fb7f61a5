"""What does a landlord tell us of its homes? That one is vacant: one of those we know, or a new one."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from hjemvej.ground.homes import access, queries
from hjemvej.ground.homes import actions as homes
from hjemvej.ground.homes.models import Vacancy
from hjemvej.platform.access.viewer import Viewer


def report_vacancy(
    *,
    dwelling_id: uuid.UUID | None,
    facts: Mapping[str, Any],
    can_move_in_on: datetime.date,
    on: datetime.date,
    by: Viewer,
    at: datetime.datetime,
) -> Vacancy:
    """Report a home of the landlord's own; the days that we owe the rent and answer by are suggested."""
    with transaction.atomic():
        if dwelling_id is None:
            return homes.register_vacant_dwelling(
                landlord_id=by.team_id, facts=facts, notified_on=on, can_move_in_on=can_move_in_on, by=by, at=at
            )
        known = access.open_dwelling(by, dwelling_id)
        days = queries.suggested_days(known.form, notified_on=on, can_move_in_on=can_move_in_on)
        return homes.notify_vacancy(
            dwelling_id=known.pk, notified_on=on, can_move_in_on=can_move_in_on, liable_from=days.liable_from,
            answer_by_on=days.answer_by_on, by=by, at=at,
        )  # fmt: skip
