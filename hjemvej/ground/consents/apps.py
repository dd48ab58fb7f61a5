"""This room's name in the house."""

from django.apps import AppConfig


class Consents(AppConfig):
    name = "hjemvej.ground.consents"
    label = "consents"
