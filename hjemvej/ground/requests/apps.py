"""This room's name in the house."""

from django.apps import AppConfig


class Requests(AppConfig):
    name = "hjemvej.ground.requests"
    label = "requests"
