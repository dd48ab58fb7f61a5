"""This room's name in the house."""

from django.apps import AppConfig


class Support(AppConfig):
    name = "hjemvej.efforts.support"
    label = "support"
