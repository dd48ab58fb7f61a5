"""What does each page carry for a bad line? A key to seal with, a ticket that says whose it is, and what came back."""

import json
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from . import keys, queries, tickets


def bad_line(request: HttpRequest) -> dict[str, Any]:
    """Nothing for a page of nobody: only who is signed in can write what waits."""
    viewer = getattr(request, "viewer", None)
    if viewer is None or viewer.user_id is None:
        return {}
    now = timezone.now()
    return {
        "bad_line": {
            "template": "offline/_line.html",
            "came_back": "offline/_came_back.html",
            "page_to_mend": reverse("offline:returned"),
            "key": lambda: json.dumps(keys.public_key()),
            "ticket": lambda: tickets.ticket_for(viewer.signed_in_id, at=now),
            "at": round(now.timestamp() * 1000),
            "draft_keys": lambda: " ".join(keys.draft_keys(viewer.signed_in_id)),
            "returned": lambda: queries.number_returned(viewer),
        }
    }
