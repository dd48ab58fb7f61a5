"""This room's name in the house."""

from django.apps import AppConfig


class Audit(AppConfig):
    name = "hjemvej.platform.audit"
    label = "audit"
