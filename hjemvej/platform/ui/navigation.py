"""Which links stand in this viewer's menu, and how much waits behind each?"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise, cached_property
from django.utils.module_loading import import_string

IN_THE_BAR = 4  # as many as fit with words at the bottom of a phone


class MayLook(Protocol):
    def may(self, permission: Any, /) -> bool: ...


@dataclass(frozen=True)
class Item:
    """One line of the menu; `count` is the dotted path of a function (viewer, at) -> int that asks at most once."""

    label: str | Promise
    url_name: str
    needs: str
    count: str = ""
    unless: str = ""


@dataclass
class Link:
    """An item that exists and that this viewer may follow."""

    label: str
    url: str
    is_here: bool
    counted: Callable[[], int] | None

    @cached_property
    def count(self) -> int:
        return self.counted() if self.counted else 0


def address(url_name: str) -> str:
    """The address of a page, or nothing while the page does not exist."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def links(viewer: MayLook | None, path: str, at: Any) -> list[Link]:
    """The viewer's menu; the longest address that begins the path is where one is."""
    if viewer is None:
        return []
    items: tuple[Item, ...] = import_string(settings.NAVIGATION)
    seen = [(item, address(item.url_name)) for item in items if _is_for(viewer, item)]
    existing = [(item, url) for item, url in seen if url]
    here = max(
        (url for _, url in existing if path == url or (url != "/" and path.startswith(url))), key=len, default=""
    )
    return [Link(str(item.label), url, url == here, _counter(item, viewer, at)) for item, url in existing]


def _is_for(viewer: MayLook, item: Item) -> bool:
    return viewer.may(item.needs) and not (item.unless and viewer.may(item.unless))


def _counter(item: Item, viewer: MayLook, at: Any) -> Callable[[], int] | None:
    if not item.count:
        return None
    count: Callable[[Any, Any], int] = import_string(item.count)
    return lambda: count(viewer, at)
