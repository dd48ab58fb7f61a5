"""This room's name in the house."""

from django.apps import AppConfig


class StaffPortal(AppConfig):
    name = "hjemvej.portals.staff"
    label = "staff"
