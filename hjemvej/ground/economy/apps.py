"""This room's name in the house."""

from django.apps import AppConfig


class Economy(AppConfig):
    name = "hjemvej.ground.economy"
    label = "economy"
