"""This room's name in the house."""

from django.apps import AppConfig


class Needs(AppConfig):
    name = "hjemvej.ground.needs"
    label = "needs"
