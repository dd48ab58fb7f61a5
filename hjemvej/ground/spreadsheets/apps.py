"""This room's name in the house."""

from django.apps import AppConfig


class Spreadsheets(AppConfig):
    name = "hjemvej.ground.spreadsheets"
    label = "spreadsheets"
