"""This room's name in the house."""

from django.apps import AppConfig


class Partners(AppConfig):
    name = "hjemvej.ground.partners"
    label = "partners"
