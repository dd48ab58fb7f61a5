"""Did a room forget to bring something? Asked by `manage.py check`, and so by every start and test run."""

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.urls import get_resolver

from hjemvej.platform.rooms import rooms
from hjemvej.platform.rooms.addresses import ids_in, named_addresses
from hjemvej.platform.rooms.missing import missing


@register("rooms")
def what_rooms_forgot(**_asked: object) -> list[CheckMessage]:
    pages = {name: ids_in(address) for name, address in named_addresses(get_resolver()).items() if ":" in name}
    ours = [model for model in apps.get_models() if model.__module__.startswith("hjemvej.")]
    return [Error(sentence, id="rooms.E001") for sentence in missing(rooms(), models=ours, pages=pages, events=())]
