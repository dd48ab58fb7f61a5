"""Did a room forget something, or name what does not exist? `manage.py check` asks, and so does every start."""

import pathlib

from django.apps import apps
from django.core.checks import CheckMessage, Error, Warning, register
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.urls import get_resolver
from django.utils.translation import override

from hjemvej.platform.rooms import rooms
from hjemvej.platform.rooms.addresses import ids_in, named_addresses
from hjemvej.platform.rooms.misnamed import misnamed
from hjemvej.platform.rooms.missing import missing
from hjemvej.platform.rooms.spoken import events_in, looks_in


@register("rooms")
def what_rooms_forgot(**_asked: object) -> list[CheckMessage]:
    configs = [config for config in apps.get_app_configs() if config.name.startswith("hjemvej.")]
    folders, labels = [pathlib.Path(config.path) for config in configs], [config.label for config in configs]
    pages = {name: ids_in(address) for name, address in named_addresses(get_resolver()).items() if ":" in name}
    spaces = {name.partition(":")[0] for name in pages}
    models = [model for config in configs for model in config.get_models()]
    sentences = [
        *misnamed(rooms(), pages=pages, spaces={*labels, *spaces}, looks=looks_in(folders)),
        *missing(rooms(), models=models, pages=pages, events=events_in(folders, labels)),
    ]
    return [Error(sentence, id="rooms.E001") for sentence in sentences]


@register("rooms")
def which_migrations_are_missing(**_asked: object) -> list[CheckMessage]:
    """Warn of missing migrations; an error would stop `makemigrations`, which runs this check too."""
    return [Warning(sentence, id="rooms.W001") for sentence in unmigrated()]


def unmigrated() -> list[str]:
    """List each room whose tables do not follow its models, with the command that makes the migration."""
    with override(None):  # words in the tables' own language would differ from the migrations'
        loader = MigrationLoader(None, ignore_no_migrations=True)
        detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
        changed = set(detector.changes(graph=loader.graph))
    sentences = []
    for config in apps.get_app_configs():
        if not config.name.startswith("hjemvej.") or not [*config.get_models()]:
            continue
        if config.label in loader.unmigrated_apps:
            folder = f"{config.name.replace('.', '/')}/migrations"
            sentences.append(f"The room {config.label} has models and no folder {folder} with an __init__.py: make it.")
        elif config.label in changed:
            sentences.append(
                f"The tables of {config.label} do not follow its models, for a migration is missing: type"
                f" `HJEMVEJ_DEMO=1 .venv/bin/python manage.py makemigrations {config.label} -n what_it_changes`."
            )
    return sentences
