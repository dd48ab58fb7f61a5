"""This room's name in the house."""

from django.apps import AppConfig


class Plans(AppConfig):
    name = "hjemvej.ground.plans"
    label = "plans"
