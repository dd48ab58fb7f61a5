"""What do events say in words? Each room tells in its `events.py`: EVENTS, name to text, and QUIET, those not shown
on a citizen's timeline."""

from functools import cache
from importlib import import_module

from django.apps import apps
from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule


@cache
def _rooms() -> list[tuple[dict[str, str | Promise], frozenset[str]]]:
    rooms: list[tuple[dict[str, str | Promise], frozenset[str]]] = []
    for config in apps.get_app_configs():
        if config.name.startswith("hjemvej.") and config.module and module_has_submodule(config.module, "events"):
            room = import_module(f"{config.name}.events")
            rooms.append((room.EVENTS, getattr(room, "QUIET", frozenset())))
    return rooms


def readable_events() -> dict[str, str]:
    """Every event of every room, in the reader's language."""
    return {name: str(text) for events, _quiet in _rooms() for name, text in events.items()}


def timeline_events() -> dict[str, str]:
    """The events a citizen's timeline tells."""
    return {name: str(text) for events, quiet in _rooms() for name, text in events.items() if name not in quiet}
