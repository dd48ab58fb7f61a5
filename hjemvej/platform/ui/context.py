"""What does every page's frame need to know?"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from .navigation import IN_THE_BAR, Link, address, links

PAGES = {
    "search": "staff:search",
    "sign_out": "account_logout",
    "sign_in": "account_login",
    "switch": "access:switch_organisation",
    "own_page": "access:own_page",
}
NEEDS = {"search": "find_person"}  # a page of the frame that not everybody may use


class Shell:
    """The frame around a page, worked out only as far as the page's template asks."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self._links: list[Link] | None = None

    @property
    def pages(self) -> dict[str, str]:
        """Addresses of the frame's own pages in other rooms; empty for a page that does not exist or isn't for them."""
        viewer = getattr(self.request, "viewer", None)
        open_to_them = {name for name in PAGES if name not in NEEDS or (viewer and viewer.may(NEEDS[name]))}
        return {name: address(url_name) if name in open_to_them else "" for name, url_name in PAGES.items()}

    @property
    def links(self) -> list[Link]:
        if self._links is None:
            viewer = getattr(self.request, "viewer", None)
            self._links = links(
                viewer, self.request.path, timezone.now(), counted=getattr(self.request, "counted_for_menu", None)
            )
        return self._links

    @property
    def in_the_bar(self) -> list[Link]:
        return self.links[:IN_THE_BAR]

    @property
    def behind_more(self) -> list[Link]:
        return self.links[IN_THE_BAR:]

    @property
    def languages(self) -> list[tuple[str, str]]:
        """Each in its own words: English, not engelsk."""
        return [(code, name) for code, name in settings.LANGUAGES if code in settings.STAFF_LANGUAGES]


def shell(request: HttpRequest) -> dict[str, Any]:
    return {
        "viewer": getattr(request, "viewer", None),
        "demo": settings.DEMO,
        "municipality": settings.MUNICIPALITY_NAME,
        "shell": Shell(request),
        "now": timezone.now(),
    }
