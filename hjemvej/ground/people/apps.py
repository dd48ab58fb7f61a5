"""This room's name in the house."""

from django.apps import AppConfig


class People(AppConfig):
    name = "hjemvej.ground.people"
    label = "people"
