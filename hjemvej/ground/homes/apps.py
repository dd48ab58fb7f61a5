"""This room's name in the house."""

from django.apps import AppConfig


class Homes(AppConfig):
    name = "hjemvej.ground.homes"
    label = "homes"
