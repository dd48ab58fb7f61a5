"""What do the day and the board say first? The answer, in words."""

import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.platform.ui.when import clock

from .queries import Board, Today


def day_headline(today: Today, now: datetime.datetime) -> str:
    """Say whom the worker meets next, and how many."""
    number = len(today.visits)
    if not number:
        if today.to_meet:
            one, many = "Ingen besøg aftalt, og %s bør mødes i dag", "Ingen besøg aftalt, og %s bør mødes i dag"
            return ngettext(one, many, len(today.to_meet)) % len(today.to_meet)
        return _("Ingen besøg i dag, og alle er mødt som aftalt")
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
        return _("Alle er mødt som aftalt")
    return _("Ingen får bostøtte endnu")
