"""This room's name in the house."""

from django.apps import AppConfig


class OneEntry(AppConfig):
    name = "hjemvej.efforts.one_entry"
    label = "one_entry"
