"""What becomes of what was typed when the access ended meanwhile (to the glass) or its row is gone (to the words)?"""

import uuid
from typing import Any

from django.db import transaction
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from hjemvej.platform.identity import idle

from . import queries
from .roles import Permission
from .viewer import Viewer, looking_as


def keep_what_was_typed(request: Any, view: Any, named: dict[str, Any]) -> HttpResponseBase | None:
    """Keep a refused form about a citizen whom the viewer once knew; None for strangers, who get the 404 they got.

    `named` is what the page's address names: the citizen, or a row about them.
    """
    viewer, needs = request.viewer, getattr(view, "needs", None)
    if request.method != "POST" or viewer is None or (needs is not None and not viewer.may(needs)):
        return None
    with transaction.atomic(), looking_as(viewer):
        person_id, is_gone = _lost(named, viewer)
    if person_id is None or not (is_gone or viewer.may(Permission.BREAK_GLASS)):
        return None
    if not idle.keep_refused(request, person_id=person_id, is_gone=is_gone):
        return None
    if is_gone:
        return redirect("access:go_on")
    return redirect(f"{reverse('access:break_glass')}?borger={person_id}")


def _lost(named: dict[str, Any], viewer: Viewer) -> tuple[uuid.UUID | None, bool]:
    """Whom did the viewer lose, or of whom only the row that the address names?"""
    person_id = named.get("person_id")
    if isinstance(person_id, uuid.UUID):
        return (person_id if queries.once_knew(person_id, viewer=viewer, at=timezone.now()) else None), False
    rows = [str(value) for value in named.values() if isinstance(value, uuid.UUID)]
    return queries.lost_by_row(rows, viewer=viewer) if rows else (None, False)
