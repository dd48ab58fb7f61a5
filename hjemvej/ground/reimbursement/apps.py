"""This room's name in the house."""

from django.apps import AppConfig


class Reimbursement(AppConfig):
    name = "hjemvej.ground.reimbursement"
    label = "reimbursement"
