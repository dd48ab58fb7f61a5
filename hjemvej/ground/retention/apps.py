"""This room's name in the house."""

from django.apps import AppConfig


class Retention(AppConfig):
    name = "hjemvej.ground.retention"
    label = "retention"
