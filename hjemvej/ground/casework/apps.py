"""This room's name in the house."""

from django.apps import AppConfig


class Casework(AppConfig):
    name = "hjemvej.ground.casework"
    label = "casework"
