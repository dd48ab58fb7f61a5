"""When does config hand over the rooms? When Django has started, for then every module is imported."""

from django.apps import AppConfig


class House(AppConfig):
    name = "hjemvej.config"
    label = "config"

    def ready(self) -> None:
        from hjemvej.platform.rooms import hand_over

        from . import checks  # noqa: F401 -- Django's own register of checks
        from .rooms import ROOMS

        hand_over(ROOMS)
