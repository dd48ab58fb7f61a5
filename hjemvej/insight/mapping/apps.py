"""This room's name in the house."""

from django.apps import AppConfig


class Mapping(AppConfig):
    name = "hjemvej.insight.mapping"
    label = "mapping"
