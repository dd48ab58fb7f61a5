"""This room's name in the house."""

from django.apps import AppConfig


class Circumstances(AppConfig):
    name = "hjemvej.ground.circumstances"
    label = "circumstances"
