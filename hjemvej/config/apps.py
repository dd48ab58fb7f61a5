"""This room's name in the house, and the moment when the rooms are handed over: everything else is imported by then."""

from django.apps import AppConfig


class House(AppConfig):
    name = "hjemvej.config"
    label = "config"

    def ready(self) -> None:
        from hjemvej.platform.rooms import hand_over

        from . import checks  # noqa: F401 -- Django's own register of checks
        from .rooms import ROOMS

        hand_over(ROOMS)
