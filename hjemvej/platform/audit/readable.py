"""What do events say in words? Each room tells in its `events.py`: EVENTS, name to text; QUIET, those not shown on a
citizen's timeline; and, where a line says too little, a function `told(name, details)` that says more."""

from functools import cache
from importlib import import_module
from types import ModuleType

from django.apps import apps
from django.utils.module_loading import module_has_submodule


@cache
def _rooms() -> dict[str, ModuleType]:
    rooms = [config for config in apps.get_app_configs() if config.name.startswith("hjemvej.") and config.module]
    return {
        room.label: import_module(f"{room.name}.events")
        for room in rooms
        if room.module and module_has_submodule(room.module, "events")
    }


def readable_events() -> dict[str, str]:
    """Every event of every room, in the reader's language."""
    return {name: str(text) for room in _rooms().values() for name, text in room.EVENTS.items()}


def timeline_events() -> dict[str, str]:
    """The events a citizen's timeline tells."""
    quiet = {name for room in _rooms().values() for name in getattr(room, "QUIET", ())}
    return {name: text for name, text in readable_events().items() if name not in quiet}


def told(name: str, details: dict[str, object]) -> str:
    """What the room says more of this one event; often nothing."""
    say = getattr(_rooms().get(name.partition(".")[0]), "told", None)
    return str(say(name, details)) if say else ""
