"""This room's name in the house."""

from django.apps import AppConfig
from django.core.signals import request_finished, request_started


class Law(AppConfig):
    name = "hjemvej.ground.law"
    label = "law"

    def ready(self) -> None:
        from . import queries  # models are there only now

        request_started.connect(queries.begin_request)
        request_finished.connect(queries.end_request)
