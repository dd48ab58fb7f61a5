"""This room's name in the house."""

from django.apps import AppConfig


class Access(AppConfig):
    name = "hjemvej.platform.access"
    label = "access"
