"""This room's name in the house."""

from django.apps import AppConfig


class PublicPortal(AppConfig):
    name = "hjemvej.portals.public"
    label = "public_portal"
