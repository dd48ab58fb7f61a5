"""Which two simultaneous actions of decisions, informing and following up need a lock? For `test_row_locks.py`."""

import datetime
from functools import partial

from hjemvej.ground.casework.in_hand import actions
from hjemvej.ground.casework.informing import actions as informing
from hjemvej.ground.casework.models import HandOver, Task
from hjemvej.ground.decisions import actions as decisions
from hjemvej.ground.decisions.models import Complaint, Decision
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.models import NeedToKnow
from tests.rows import AT, DAY, saved

LATER = AT + datetime.timedelta(minutes=1)


def take_citizen(world):
    """Of two who take a citizen that nobody follows up on, the second hears who does."""
    _known_and_outside(world)
    saved(Task, person=world.person, due_at=LATER, created_at=AT, organisation_id=world.by.team_id)

    def take(viewer):
        return lambda: actions.take_citizen(person_id=world.person.pk, agreed=None, by=viewer, at=AT)

    return take(world.by), take(world.other), lambda outcome: outcome == "AlreadyInHand"


def answer_hand_over(world):
    _known_and_outside(world)
    ids = {"team_id": world.by.team_id, "from_team_id": world.by.team_id, "receiver_id": world.by.user_id}
    given = saved(HandOver, person=world.person, sender_id=world.other.user_id, given_at=AT, **ids)
    receive = lambda: actions.receive_citizen(given=given, **world.both())  # noqa: E731
    return receive, receive, lambda outcome: outcome == "AlreadyAnswered"


def _known_and_outside(world):
    need = {"person_id": world.person.pk, "organisation_id": world.by.team_id, "basis": "case"}
    NeedToKnow.objects.get_or_create(**need, defaults={"from_at": AT})
    saved(Situation, person=world.person, kind="gade", from_on=DAY, recorded_at=AT)


def send_decision(world):
    guidance = "Du kan klage til Ankestyrelsen inden 4 uger. Send klagen til os."
    decision = saved(Decision, person=world.person, basis_key="support_85a", complaint_text=guidance)
    said = {"decision": decision, **world.both()}
    send = lambda: decisions.send_decision(**said)  # noqa: E731
    return send, send, lambda outcome: outcome == "AlreadySent"


def forward_complaint(world):
    """A complaint that the citizen withdraws in the same second is not sent on."""
    complaint = saved(Complaint, status="maintained", reassessed_as="late", reassessed_at=AT, reassessment_reasons="x")
    withdraw = lambda: decisions.withdraw_complaint(complaint=complaint, words="Nej", **world.both())  # noqa: E731
    forward = lambda: decisions.forward_complaint(complaint=complaint, **world.both())  # noqa: E731
    return withdraw, forward, lambda outcome: outcome == "AlreadyAnswered"


def inform(world):
    tell = partial(informing.inform, person_id=world.person.pk, reached_by="oral", on=DAY, **world.both())
    return tell, tell, lambda outcome: outcome == "AlreadyTold"
