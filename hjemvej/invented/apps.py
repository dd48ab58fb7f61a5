"""This room's name in the house."""

from django.apps import AppConfig


class Invented(AppConfig):
    name = "hjemvej.invented"
    label = "invented"
