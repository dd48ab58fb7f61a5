"""What happens before the night after a signal's day? It is answered; else the citizen stands on the night board."""

import datetime
import uuid

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.efforts.prevention.actions import boarding
from hjemvej.efforts.prevention.actions.holding import hold_case, hold_citizen
from hjemvej.efforts.prevention.models import NightAfter, PreventionCase, Signal
from hjemvej.efforts.prevention.rules import nights
from hjemvej.ground.casework import actions as casework
from hjemvej.platform.access.viewer import Viewer, looking_as
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused

from . import queries


class NotAnswered(Refused):
    """Nothing was chosen."""

    field = "answer"


def answer_night(
    *, case: PreventionCase, night: datetime.date, answer: str, words: str, by: Viewer, at: datetime.datetime
) -> NightAfter:
    """Write where the citizen sleeps that night; nowhere tonight: on the night board at once."""
    if answer not in nights.Answer.values:
        raise NotAnswered(_("Vælg, hvor borgeren sover."))
    with transaction.atomic():
        hold_citizen(case.person_id)  # nor does the clock put them on the board meanwhile
        held = hold_case(case)
        found = _row(held.person_id, night, by)
        found.answer, found.words = answer, words.strip()
        found.answered_at, found.answered_by_id = at, by.signed_in_id
        if nights.state(night, localdate(at), answer) == "board":
            boarding.stand_on_the_board(found, _("Har ikke et sted at sove i nat. %s") % found.words, by, at)
        elif found.course and found.course.closed_at is None:
            casework.close_course(course=found.course, outcome=str(found.get_answer_display()), by=by, at=at)
        found.save()
        details: dict[str, object] = {"case": str(held.pk), "night": night.isoformat(), "answer": answer}
        record("prevention.night_answered", by=by, at=at, person_id=held.person_id, details=details)
        return found


def put_on_the_board(*, by: Viewer, at: datetime.datetime) -> int:
    """As days pass, and of what a partner told: whose day has come without an answer; return how many are new."""
    with looking_as(by):
        waiting = list(queries.come(viewer=by, on=localdate(at)))
    return sum(_put_on_the_board(one, by, at) for one in waiting)


def _put_on_the_board(signal: Signal, by: Viewer, at: datetime.datetime) -> bool:
    with looking_as(by), transaction.atomic():
        return boarding.put_on_the_board(signal, by=by, at=at)


def _row(person_id: uuid.UUID, night: datetime.date, by: Viewer) -> NightAfter:
    return queries.night_of(person_id, night, viewer=by) or NightAfter(person_id=person_id, night=night)
