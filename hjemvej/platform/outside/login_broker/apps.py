"""This room's name in the house."""

from django.apps import AppConfig


class LoginBroker(AppConfig):
    name = "hjemvej.platform.outside.login_broker"
    label = "login_broker"
