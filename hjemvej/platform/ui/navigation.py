"""Which links stand in this viewer's menu, and how much waits behind each?"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property

from hjemvej.platform.rooms import MenuItem, menu

if TYPE_CHECKING:
    from hjemvej.platform.access.viewer import Viewer

IN_THE_BAR = 4  # as many as fit with words at the bottom of a phone


@dataclass
class Link:
    """An item that exists and that this viewer may follow."""

    label: str
    url: str
    is_here: bool
    counted: Callable[[], int | str] | None

    @cached_property
    def count(self) -> int | str:
        """How much waits, or what in words; nothing when nothing does."""
        return self.counted() if self.counted else 0

    @property
    def says_what(self) -> bool:
        return isinstance(self.count, str)


def address(url_name: str) -> str:
    """The address of a page, or nothing while the page does not exist."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def links(
    viewer: "Viewer | None", path: str, at: datetime.datetime, *, counted: Mapping[str, int | str] | None = None
) -> list[Link]:
    """The viewer's menu; the longest address that begins the path is where one is.

    What the page itself has `counted`, by the item's address name, is not asked for again.
    """
    if viewer is None:
        return []
    seen = [(item, address(item.url_name)) for item in menu() if _is_for(viewer, item)]
    existing = [(item, url) for item, url in seen if url]
    here = max(
        (url for _, url in existing if path == url or (url != "/" and path.startswith(url))), key=len, default=""
    )
    return [
        Link(str(item.label), url, url == here, _counter(item, viewer, at, counted or {})) for item, url in existing
    ]


def _is_for(viewer: "Viewer", item: MenuItem) -> bool:
    return viewer.may(item.needs) and not (item.unless and viewer.may(item.unless))


def _counter(
    item: MenuItem, viewer: "Viewer", at: datetime.datetime, counted: Mapping[str, int | str]
) -> Callable[[], int | str] | None:
    count = item.count
    if count is None:
        return None
    return lambda: counted[item.url_name] if item.url_name in counted else count(viewer, at)
