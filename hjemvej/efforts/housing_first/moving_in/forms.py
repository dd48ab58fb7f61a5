"""What did they type about a lease, the first night, and the checklist?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.ui.forms import ComingDayField, DanishDateField


class SignLease(forms.Form):
    signed_on = DanishDateField(label=_("Hvilken dag blev kontrakten skrevet under?"), near="past")
    lease_from_on = DanishDateField(label=_("Fra hvilken dag gælder den?"), near="future")


class MoveIn(forms.Form):
    moved_in_on = DanishDateField(label=_("Hvilken dag var den første nat i boligen?"), near="past")


class AddLine(forms.Form):
    """What, who, and by when."""

    title = forms.CharField(label=_("Hvad skal gøres?"), max_length=160)
    who = forms.CharField(label=_("Hvem gør det?"), max_length=80)
    by_on = ComingDayField(label=_("Hvornår senest?"))


class ChangeLine(forms.Form):
    who = forms.CharField(label=_("Hvem gør det?"), max_length=80)
    by_on = ComingDayField(label=_("Hvornår senest?"))


class KeepStep(forms.Form):
    """A step of the team's list."""

    title = forms.CharField(label=_("Hvad skal gøres?"), max_length=160)
    who = forms.CharField(label=_("Hvem gør det mest?"), max_length=80)
    days = forms.IntegerField(
        label=_("Hvor mange dage efter lejemålet begynder?"), min_value=-90, max_value=365,
        help_text=_("-7 er en uge før, 0 er samme dag."),
    )  # fmt: skip
