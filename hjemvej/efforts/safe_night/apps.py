"""This room's name in the house."""

from django.apps import AppConfig


class SafeNight(AppConfig):
    name = "hjemvej.efforts.safe_night"
    label = "safe_night"
