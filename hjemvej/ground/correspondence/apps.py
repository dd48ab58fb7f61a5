"""This room's name in the house."""

from django.apps import AppConfig


class Correspondence(AppConfig):
    name = "hjemvej.ground.correspondence"
    label = "correspondence"
