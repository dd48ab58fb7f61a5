"""This room's name in the house."""

from django.apps import AppConfig


class Tries(AppConfig):
    name = "hjemvej.platform.tries"
    label = "tries"
