"""This room's name in the house."""

from django.apps import AppConfig


class Access(AppConfig):
    name = "hjemvej.platform.access"
    label = "access"

    def ready(self) -> None:
        from .many import write_ids_as_they_stand

        write_ids_as_they_stand()
