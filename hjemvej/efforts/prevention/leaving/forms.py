"""What was typed about a release or a discharge? A step done or not needed, another day. Validates, never saves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.ui.forms import DanishDateField

from .rules import State


class TakeStep(forms.Form):
    """Is it done, or is it not needed, and why?"""

    step = forms.SlugField(widget=forms.HiddenInput)
    state = forms.ChoiceField(
        label=_("Hvordan står det?"), choices=State.choices, widget=forms.RadioSelect, initial=State.DONE,
        error_messages={"required": _("Vælg, om trinnet er gjort eller ikke er nødvendigt.")},
    )  # fmt: skip
    words = forms.CharField(
        label=_("Med få ord"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Er trinnet ikke nødvendigt, så skriv hvorfor."),
    )  # fmt: skip


class ReopenStep(forms.Form):
    step = forms.SlugField(widget=forms.HiddenInput)


class MoveDay(forms.Form):
    """Which day is it now?"""

    now_on = DanishDateField(
        label=_("Hvad er den nye dag?"), near="future", help_text=_("F.eks. i morgen, fredag eller 3/12"),
        error_messages={"required": _("Skriv den nye dag.")},
    )  # fmt: skip
