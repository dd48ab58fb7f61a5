"""This room's name in the house."""

from django.apps import AppConfig


class HousingFirst(AppConfig):
    name = "hjemvej.efforts.housing_first"
    label = "housing_first"
