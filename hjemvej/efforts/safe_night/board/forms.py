"""How many places does the house say are free?"""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReportFreePlaces(forms.Form):
    """The number that a house says on the phone, or that its staff tap."""

    free = forms.IntegerField(
        label=_("Hvor mange pladser er ledige nu?"), min_value=0, max_value=999,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "is-short"}),
    )  # fmt: skip
