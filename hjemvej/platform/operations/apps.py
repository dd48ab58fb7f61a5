"""This room's name in the house."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class Operations(AppConfig):
    name = "hjemvej.platform.operations"
    label = "operations"

    def ready(self) -> None:
        from .arrays import write_ids_as_they_stand
        from .checks import all_is_declared, the_database_is_as_declared
        from .silent_settings import entry_team_is_there, privacy_contact_is_given  # models are there only now

        write_ids_as_they_stand()
        register(all_is_declared, Tags.models)
        register(the_database_is_as_declared, Tags.database)
        register(entry_team_is_there, deploy=True)
        register(privacy_contact_is_given, deploy=True)
