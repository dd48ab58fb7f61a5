"""Which pages take a form that waited on a phone for a line, and for how long does what it says still hold?"""

import datetime
from collections.abc import Callable
from typing import Any, TypeVar

from django.urls import Resolver404, resolve

from .rules import Wait

View = TypeVar("View", bound=Callable[..., Any])


def may_wait(*, same: Callable[[datetime.datetime], object] | None = None, **long: float) -> Callable[[View], View]:
    """Let a page's form wait: under `@page`, `@may_wait(hours=8, same=night_of)`. Else it is shown to its author."""

    def mark(view: View) -> View:
        view.may_wait = Wait(datetime.timedelta(**long), same)  # type: ignore[attr-defined]
        return view

    return mark


def waits_at(path: str) -> Wait | None:
    """Return how long a form to this address may wait; None where no page says so."""
    try:
        wait: Wait | None = getattr(resolve(path).func, "may_wait", None)
    except Resolver404:
        return None
    return wait
