"""This room's name in the house."""

from django.apps import AppConfig


class Prevention(AppConfig):
    name = "hjemvej.efforts.prevention"
    label = "prevention"
