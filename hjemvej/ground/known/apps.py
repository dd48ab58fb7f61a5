"""This room's name in the house."""

from django.apps import AppConfig


class Known(AppConfig):
    name = "hjemvej.ground.known"
    label = "known"
