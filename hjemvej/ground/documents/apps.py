"""This room's name in the house."""

from django.apps import AppConfig


class Documents(AppConfig):
    name = "hjemvej.ground.documents"
    label = "documents"
