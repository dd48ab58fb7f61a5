"""This room's name in the house."""

from django.apps import AppConfig


class Operations(AppConfig):
    name = "hjemvej.platform.operations"
    label = "operations"
