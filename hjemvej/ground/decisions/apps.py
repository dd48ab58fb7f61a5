"""This room's name in the house."""

from django.apps import AppConfig


class Decisions(AppConfig):
    name = "hjemvej.ground.decisions"
    label = "decisions"
