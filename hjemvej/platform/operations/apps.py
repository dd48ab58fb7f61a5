"""This room's name in the house."""

from django.apps import AppConfig
from django.core.checks import register


class Operations(AppConfig):
    name = "hjemvej.platform.operations"
    label = "operations"

    def ready(self) -> None:
        from .silent_settings import entry_team_is_there, privacy_contact_is_given  # models are there only now

        register(entry_team_is_there, deploy=True)
        register(privacy_contact_is_given, deploy=True)
