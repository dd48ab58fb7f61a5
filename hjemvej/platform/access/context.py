"""What do pages need in every template? The viewer's frame, whether a form waits, whether citizens are left out."""

from typing import Any

from django.http import HttpRequest

from hjemvej.platform.identity import idle

from .roles import Permission


def frame(request: HttpRequest) -> dict[str, Any]:
    viewer = getattr(request, "viewer", None)
    is_in_the_team = viewer is None or viewer.may(Permission.SEE_TODAY) or viewer.may(Permission.MANAGE_MEMBERS)
    return {
        "frame": "ui/staff.html" if is_in_the_team else "ui/partner.html",
        "sees_own_team_only": viewer and viewer.has_other_teams and getattr(request, "lists_citizens", False),
        "kept_waits": lambda: idle.KEPT in request.session,
    }
