"""What do the day and the board say first? The answer, in words."""

import datetime
from collections import Counter
from collections.abc import Sequence

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.efforts.support.queries.running import Running
from hjemvej.platform.ui.when import clock

from .queries import Board, Today


def day_headline(today: Today, now: datetime.datetime) -> str:
    """Say whom the worker meets next, and how many."""
    number = len(today.visits)
    if not number:
        if today.to_meet:
            one, many = "Ingen besøg aftalt, og %s bør mødes i dag", "Ingen besøg aftalt, og %s bør mødes i dag"
            return ngettext(one, many, len(today.to_meet)) % len(today.to_meet)
        none = _("Ingen besøg i dag")
        return f"{none}. {how_they_stand(today.theirs)}" if today.theirs else none
    said = ngettext("Ét besøg i dag", "%s besøg i dag", number)
    said = said % number if "%s" in said else said
    coming = next((visit for visit in today.visits if visit.planned_at >= now), None)
    if coming and localdate(coming.planned_at) == localdate(now):
        return _("%(visits)s, det næste %(when)s") % {"visits": said, "when": clock(coming.planned_at)}
    return said


def board_headline(board: Board) -> str:
    """Danger first: those not met as agreed, then those who wait for a method."""
    if board.late:
        return (
            ngettext("%s borger er ikke mødt som aftalt", "%s borgere er ikke mødt som aftalt", board.late) % board.late
        )
    if board.waiting:
        number = len(board.waiting)
        return ngettext("%s borger venter på en metode", "%s borgere venter på en metode", number) % number
    if board.rows:
        return how_they_stand(board.rows)
    return _("Ingen får bostøtte endnu")


def how_they_stand(rows: Sequence[Running]) -> str:
    """Say that all are met as agreed only where that is agreed with all, and all are met; else name each number."""
    found = Counter(_kind(one) for one in rows)
    if found["kept"] == len(rows):
        return _("Alle er mødt som aftalt")
    told = [
        (found["due"], _("%s skal mødes i dag")),
        (found["dead"], _("%s er død, og forløbet skal sluttes")),
        (found["kept"], _("%s er mødt som aftalt")),
        (found["not_met"], _("%s er ikke mødt endnu")),
        (found["back"], _("%s er lige tilbage fra en pause")),
        (found["not_agreed"], _("med %s er det ikke aftalt, hvor tit")),
        (found["paused"], _("%s er på pause")),
    ]
    said = ", ".join(words % number for number, words in told if number)
    return said[:1].upper() + said[1:]


def _kind(one: Running) -> str:
    return "back" if one.rhythm.kind == "not_met" and one.last_met_on else one.rhythm.kind
