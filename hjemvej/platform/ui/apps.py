"""This room's name in the house."""

from django.apps import AppConfig


class Ui(AppConfig):
    name = "hjemvej.platform.ui"
    label = "ui"
