"""This room's name in the house."""

from django.apps import AppConfig


class Situations(AppConfig):
    name = "hjemvej.ground.situations"
    label = "situations"
