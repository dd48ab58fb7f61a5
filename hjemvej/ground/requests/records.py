"""Which rows do tests, a bystander and the invented town have?"""

import datetime
import uuid

from django.utils.timezone import localdate

from hjemvej.ground.casework.models import Task
from hjemvej.ground.casework.rules import end_of_day
from hjemvej.platform.rooms import Bystander, Laid, TownSoFar

from .actions import ANSWER
from .models import CitizenRequest

DAY = datetime.timedelta(days=1)


def citizen_request(laid: Laid) -> CitizenRequest:
    clock = Task.objects.create(
        person=laid.person, organisation=laid.team, kind=ANSWER, title="Svar på: Aktindsigt i egen sag",
        law_key="access_to_own_case", clock_started_on=localdate(laid.at), due_at=laid.at, created_at=laid.at,
    )  # fmt: skip
    return CitizenRequest.objects.create(
        person=laid.person, organisation=laid.team, kind="own_case", words="Jeg vil se min sag.", how="spoken",
        received_on=localdate(laid.at), written_at=laid.at, written_by=laid.user, task=clock,
    )  # fmt: skip


def task(laid: Laid) -> Task:
    """Lay out the clock of a request: its address leads to the request."""
    return citizen_request(laid).task


def add_bystander(bystander: Bystander) -> None:
    who = {"person": bystander.person, "organisation_id": bystander.team_id}
    clock = bystander.add(Task, **who, kind=ANSWER, title="Uberørt", due_at=bystander.at, created_at=bystander.at)
    bystander.add(
        CitizenRequest, **who, kind="insight", words="Uberørt", how="spoken", received_on=bystander.night,
        written_at=bystander.at, written_by_id=bystander.worker_id, task=clock,
    )  # fmt: skip


def live(town: TownSoFar) -> None:
    """Somebody has asked to see their own case, and waits for the answer."""
    at = town.at_work(town.now - 2 * DAY)
    soul = town.rng.choice([soul for soul in town.souls if soul.since < localdate(at)] or list(town.souls))
    who, came = {"person_id": soul.id, "organisation_id": town.team}, localdate(at)
    due_at = end_of_day(town.due_on("access_to_own_case", came))
    task_id, request_id = (uuid.UUID(int=town.rng.getrandbits(128), version=4) for _each in range(2))
    town.ledger.add(
        Task, id=task_id, **who, kind=ANSWER, title="Svar på: Aktindsigt i egen sag", law_key="access_to_own_case",
        clock_started_on=came, due_at=due_at, assigned_to_id=town.colleagues[0],
        created_at=at, created_by_id=town.colleagues[0],
    )  # fmt: skip
    town.ledger.add(
        CitizenRequest, id=request_id, **who, kind="own_case", how="spoken", received_on=came, written_at=at,
        words="Jeg vil gerne se, hvad der står om mig, før mødet.", written_by_id=town.colleagues[0], task_id=task_id,
    )  # fmt: skip
