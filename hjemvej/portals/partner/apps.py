"""This room's name in the house."""

from django.apps import AppConfig


class PartnerPortal(AppConfig):
    name = "hjemvej.portals.partner"
    label = "partner_portal"
