"""What does a landlord tell us of its homes? That one is vacant, known or new, and from when its lease runs."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hjemvej.ground.homes import access, queries, rules
from hjemvej.ground.homes import actions as homes
from hjemvej.ground.homes.models import Vacancy
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.refusals import Refused

# What the form reads where nothing is typed.
UNSAID = {"heat": 0, "water": 0, "tv": 0, "lease_form": "unlimited"}


class LeaseNotAwaited(Refused):
    """Only the home that a citizen was offered gets a lease."""


class KnownAndNew(Refused):
    """Both a known home is chosen and a new one described."""

    field = "known"


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
        if facts.get("address") or facts.get("form"):
            raise KnownAndNew(
                _("Du har både valgt en bolig og skrevet en ny. Vælg ”En ny bolig”, eller slet adresse og slags bolig.")
            )
        if new := _said_anew(facts):
            known = homes.change_dwelling(dwelling_id=known.pk, facts=new, by=by, at=at)
        days = queries.suggested_days(known.form, notified_on=on, can_move_in_on=can_move_in_on)
        return homes.notify_vacancy(
            dwelling_id=known.pk, notified_on=on, can_move_in_on=can_move_in_on, liable_from=days.liable_from,
            answer_by_on=days.answer_by_on, by=by, at=at,
        )  # fmt: skip


def enter_lease(*, vacancy_id: uuid.UUID, lease_from_on: datetime.date, by: Viewer, at: datetime.datetime) -> Vacancy:
    """The citizen whom the home was offered has signed."""
    with transaction.atomic():
        vacancy = Vacancy.objects.select_for_update().get(pk=vacancy_id)
        if not rules.may_sign(vacancy):
            raise LeaseNotAwaited(_why_no_lease(rules.State(vacancy.state)))
        return homes.sign_lease(vacancy_id=vacancy_id, lease_from_on=lease_from_on, by=by, at=at)


def _why_no_lease(state: rules.State) -> str:
    match state:
        case rules.State.SIGNED:
            return _("Lejekontrakten er allerede skrevet ind. Ring til kommunen, hvis dagen er en anden.")
        case rules.State.LET | rules.State.GIVEN_BACK:
            return _("Boligen er ikke meldt ledig mere. Meld den ledig igen, eller ring til kommunen.")
    return _("Kommunen har ikke tilbudt boligen til en borger endnu. Intet er tabt: I hører fra kommunen, når den er.")


def _said_anew(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of a home that is known; what is left empty stays as it was."""
    said = {name: facts[name] for name in homes.FACTS if name in facts}
    return {name: value for name, value in said.items() if value not in (None, "") and value != UNSAID.get(name)}
