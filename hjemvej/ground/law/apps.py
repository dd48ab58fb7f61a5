"""This room's name in the house."""

from django.apps import AppConfig


class Law(AppConfig):
    name = "hjemvej.ground.law"
    label = "law"
