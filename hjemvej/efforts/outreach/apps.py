"""This room's name in the house."""

from django.apps import AppConfig


class Outreach(AppConfig):
    name = "hjemvej.efforts.outreach"
    label = "outreach"
