"""This room's name in the house."""

from django.apps import AppConfig


class NetworkMeetings(AppConfig):
    name = "hjemvej.ground.network_meetings"
    label = "network_meetings"
