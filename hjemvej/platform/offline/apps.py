"""This room's name in the house."""

from django.apps import AppConfig


class Offline(AppConfig):
    name = "hjemvej.platform.offline"
    label = "offline"
