"""What becomes of what was typed when the access ended meanwhile? It is kept, and leads to the broken glass."""

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
from .viewer import looking_as


def keep_what_was_typed(request: Any, view: Any, person_id: object) -> HttpResponseBase | None:
    """Keep a refused form about a citizen whom the viewer once knew; None for strangers, who get the 404 they got."""
    viewer, needs = request.viewer, getattr(view, "needs", None)
    if request.method != "POST" or viewer is None or not isinstance(person_id, uuid.UUID):
        return None
    if not viewer.may(Permission.BREAK_GLASS) or (needs is not None and not viewer.may(needs)):
        return None
    with transaction.atomic(), looking_as(viewer):
        if not queries.once_knew(person_id, viewer=viewer, at=timezone.now()):
            return None
    if not idle.keep_without_access(request):
        return None
    return redirect(f"{reverse('access:break_glass')}?borger={person_id}")
