"""This room's name in the house."""

from django.apps import AppConfig


class Referrals(AppConfig):
    name = "hjemvej.ground.referrals"
    label = "referrals"
