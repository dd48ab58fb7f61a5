"""This room's name in the house."""

from django.apps import AppConfig


class PaymentPlans(AppConfig):
    name = "hjemvej.ground.payment_plans"
    label = "payment_plans"
