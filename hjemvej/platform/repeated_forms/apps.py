"""This room's name in the house."""

from django.apps import AppConfig


class RepeatedForms(AppConfig):
    name = "hjemvej.platform.repeated_forms"
    label = "repeated_forms"
