"""What do this room's pages need in every template? The frame that fits whoever looks, and whether a form waits."""

from typing import Any

from django.http import HttpRequest

from hjemvej.platform.identity import idle

from .roles import Permission


def frame(request: HttpRequest) -> dict[str, Any]:
    viewer = getattr(request, "viewer", None)
    is_in_the_team = viewer is None or viewer.may(Permission.SEE_TODAY) or viewer.may(Permission.MANAGE_MEMBERS)
    return {
        "frame": "ui/staff.html" if is_in_the_team else "ui/partner.html",
        "kept_waits": lambda: idle.KEPT in request.session,
    }
