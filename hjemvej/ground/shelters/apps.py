"""This room's name in the house."""

from django.apps import AppConfig


class Shelters(AppConfig):
    name = "hjemvej.ground.shelters"
    label = "shelters"
