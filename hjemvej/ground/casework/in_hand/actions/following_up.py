"""What do we change of who follows up? A citizen is taken, given to a colleague or a team, received, or comes back."""

import datetime
import uuid
from dataclasses import dataclass

from django.contrib.messages import constants as messages
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.casework import actions as casework
from hjemvej.ground.casework.in_hand import queries, rules
from hjemvej.ground.casework.models import HandOver, Task
from hjemvej.ground.casework.queries import coordinator_of
from hjemvej.ground.casework.rules import GIVEN_BACK, end_of_day
from hjemvej.ground.needs.actions import refuse_under_glass
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.actions import open_need
from hjemvej.platform.access.again import do_again
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import Viewer, looking_as
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused

Outcome = HandOver.Outcome


class AlreadyInHand(Refused):
    """A colleague took the citizen meanwhile."""

    level = messages.INFO


class NothingComesNext(Refused):
    """Nobody has said what comes next, and when."""

    field = "title"


class NoSuchReceiver(Refused):
    """Whom it was given to works here no more, or never did."""

    field = "to"


class AlreadyGiven(Refused):
    """The citizen is given to somebody already, who has not answered."""

    field = "to"


class NotYoursToAnswer(Refused):
    """It was given to another colleague, or another team."""


class AlreadyAnswered(Refused):
    """It was received, came back or was withdrawn meanwhile."""

    level = messages.INFO


@dataclass(frozen=True)
class Agreed:
    """The next step, as typed: what, of which kind, and by when."""

    title: str
    kind: str
    due_at: datetime.datetime


def take_citizen(*, person_id: uuid.UUID, agreed: Agreed | None, by: Viewer, at: datetime.datetime) -> None:
    """The viewer follows up from now on, or only says what comes next where a colleague does already."""
    with transaction.atomic():
        stands = _held(person_id, by=by, at=at)
        if not isinstance(stands, rules.Unheld):
            who = _("%s følger allerede op.") % stands.owner.name if stands else _("Borgeren er ikke på listen mere.")
            raise AlreadyInHand(who)
        if "step" in stands.lacking and agreed is None:
            raise NothingComesNext(_("Skriv, hvad der skal ske, og hvornår."))
        owner_id = stands.owner.id if stands.owner else by.signed_in_id
        if "owner" in stands.lacking:
            _follow_up_from_now(person_id, owner_id, by=by, at=at)
        if agreed:
            _agree(person_id, agreed, owner_id, by=by, at=at)


def give_citizen(
    *,
    person_id: uuid.UUID,
    receiver_id: uuid.UUID | None,
    team_id: uuid.UUID,
    why: str,
    agreed: Agreed | None,
    by: Viewer,
    at: datetime.datetime,
) -> HandOver:
    """Ask a colleague, or a team, to follow up. Nothing changes until they have received the citizen."""
    refuse_under_glass(person_id, by=by, at=at)
    on = localdate(at)
    colleagues, teams = queries.possible_receivers(viewer=by, on=on)
    if receiver_id is not None:
        is_there = team_id == by.team_id and receiver_id in {one.id for one in colleagues}
    else:
        is_there = team_id in {one.pk for one in teams}
    if not is_there:
        raise NoSuchReceiver(_("Vælg en kollega eller et team, der er her i dag."))
    with transaction.atomic():
        stands = _held(person_id, by=by, at=at)
        if queries.open_hand_over(person_id, viewer=by):
            raise AlreadyGiven(_("Borgeren er allerede givet videre og venter på svar."))
        if isinstance(stands, rules.Unheld) and "step" in stands.lacking and agreed is None:
            raise NothingComesNext(_("Skriv, hvad der skal ske, og hvornår."))
        if agreed:
            _agree(person_id, agreed, by.signed_in_id, by=by, at=at)
        casework.complete_given_back(person_id=person_id, by=by, at=at)
        if team_id != by.team_id:
            open_need(
                person_id=person_id, organisation_id=team_id, basis=NeedToKnow.Basis.CASE, by=by, at=at, reason=why,
            )  # fmt: skip
        given = HandOver.objects.create(
            person_id=person_id, sender_id=by.signed_in_id, from_team_id=by.team_id, team_id=team_id,
            receiver_id=receiver_id, why=why.strip(), given_at=at, answer_by=queries.answer_by(on),
        )  # fmt: skip
        details: dict[str, object] = {"hand_over": str(given.pk), "team": str(team_id)}
        record("casework.handed_over", by=by, at=at, person_id=person_id, why=why.strip(), details=details)
        return given


def receive_citizen(*, given: HandOver, by: Viewer, at: datetime.datetime) -> None:
    """The receiver follows up from now on; the sender's open tasks come along."""
    with transaction.atomic():
        given = _open(given, by=by)
        _settle(given, Outcome.RECEIVED, "", at=at)
        _follow_up_from_now(given.person_id, by.signed_in_id, by=by, at=at)
        _bring_tasks(given.person_id, given.sender_id, by.signed_in_id, by.team_id)
        _record("casework.hand_over_received", given, by=by, at=at)


def decline_citizen(*, given: HandOver, answer: str, by: Viewer, at: datetime.datetime) -> None:
    """No, thank you: the citizen is the sender's as before, who has to look at it today."""
    with transaction.atomic():
        given = _open(given, by=by)
        _settle(given, Outcome.DECLINED, answer, at=at)
        _tell_sender(given, _("%(who)s sagde nej tak: %(answer)s"), by.name, by=by, at=at)
        _record("casework.hand_over_declined", given, by=by, at=at, why=answer)


def withdraw_hand_over(*, given: HandOver, by: Viewer, at: datetime.datetime) -> None:
    """The sender regrets it."""
    with transaction.atomic():
        given = _locked(given)
        if given.sender_id != by.user_id:
            raise NotYoursToAnswer(_("Kun den, der gav borgeren videre, kan fortryde det."))
        _settle(given, Outcome.WITHDRAWN, "", at=at)
        _record("casework.hand_over_withdrawn", given, by=by, at=at)


def bring_back(*, by: Viewer, at: datetime.datetime) -> int:
    """Let every hand-over that nobody received in time come back to its sender; `by` is the system itself."""
    with looking_as(by):
        late = list(queries.unanswered(viewer=by, on=localdate(at)))
    return sum(do_again(lambda given=given: _come_back(given, by=by, at=at)) for given in late)  # type: ignore[misc]


def _come_back(given: HandOver, *, by: Viewer, at: datetime.datetime) -> int:
    with transaction.atomic(), looking_as(by):
        try:
            given = _locked(given)
        except AlreadyAnswered:
            return 0
        _settle(given, Outcome.CAME_BACK, "", at=at)
        to = given.receiver.name if given.receiver else given.team.name
        _tell_sender(given, _("%(who)s tog ikke imod i tide"), to, by=by, at=at)
        _record("casework.hand_over_came_back", given, by=by, at=at)
        return 1


def _held(person_id: uuid.UUID, *, by: Viewer, at: datetime.datetime) -> rules.Standing | None:
    """Where the citizen stands now, held until the change is written: of two colleagues the first takes them."""
    by.rows_of(Person).select_for_update(no_key=True).get(pk=person_id)
    return queries.standing_of(person_id, viewer=by, at=at)


def _follow_up_from_now(person_id: uuid.UUID, user_id: uuid.UUID, *, by: Viewer, at: datetime.datetime) -> None:
    before = coordinator_of(person_id, viewer=by)
    casework.assign_coordinator(person_id=person_id, coordinator_id=user_id, by=by, at=at)
    if before and before.coordinator_id != user_id:
        _bring_tasks(person_id, before.coordinator_id, user_id, by.team_id)


def _bring_tasks(person_id: uuid.UUID, from_id: uuid.UUID, to_id: uuid.UUID, team_id: uuid.UUID) -> None:
    tasks = Task.objects.filter(person_id=person_id, assigned_to_id=from_id, done_at=None)
    tasks.update(assigned_to_id=to_id, organisation_id=team_id)


def _agree(person_id: uuid.UUID, agreed: Agreed, owner_id: uuid.UUID, *, by: Viewer, at: datetime.datetime) -> None:
    casework.add_task(
        person_id=person_id, organisation_id=by.team_id, kind=agreed.kind, title=agreed.title, due_at=agreed.due_at,
        assigned_to_id=owner_id, by=by, at=at,
    )  # fmt: skip


def _tell_sender(given: HandOver, words: str, who: str, *, by: Viewer, at: datetime.datetime) -> None:
    said = words % {"who": who, "answer": given.answer}
    casework.add_task(
        person_id=given.person_id, organisation_id=given.from_team_id, kind=GIVEN_BACK,
        title=(_("Kom tilbage: %s") % said)[:200], due_at=end_of_day(localdate(at)), assigned_to_id=given.sender_id,
        by=by, at=at,
    )  # fmt: skip


def _open(given: HandOver, *, by: Viewer) -> HandOver:
    """The hand-over as it stands now, locked, when it is this viewer's to answer."""
    given = _locked(given)
    if given.team_id != by.organisation_id or given.receiver_id not in (None, by.user_id):
        raise NotYoursToAnswer(_("Borgeren er givet til en anden. Kun de kan svare."))
    return given


def _locked(given: HandOver) -> HandOver:
    given = HandOver.objects.select_for_update(of=("self",)).select_related("receiver", "team").get(pk=given.pk)
    if given.settled_at:
        raise AlreadyAnswered(_("Det er allerede afgjort: %s.") % given.get_outcome_display().lower())
    return given


def _settle(given: HandOver, outcome: HandOver.Outcome, answer: str, *, at: datetime.datetime) -> None:
    given.settled_at, given.outcome, given.answer = at, outcome, answer.strip()
    given.save(update_fields=["settled_at", "outcome", "answer"])


def _record(name: str, given: HandOver, *, by: Viewer, at: datetime.datetime, why: str = "") -> None:
    record(name, by=by, at=at, person_id=given.person_id, why=why, details={"hand_over": str(given.pk)})
