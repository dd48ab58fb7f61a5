"""This room's name in the house."""

from django.apps import AppConfig


class Identity(AppConfig):
    name = "hjemvej.platform.identity"
    label = "identity"
