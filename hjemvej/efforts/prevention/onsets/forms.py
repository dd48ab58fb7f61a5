"""What was typed about a citizen who became homeless? Validates, never saves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from . import rules

MISTAKE = (rules.MISTAKE, _("Det var en fejl: borgeren var ikke i hjemløshed"))


class Learn(forms.Form):
    could_tell = forms.ChoiceField(
        label=_("Hvem kunne have sagt det til os?"), widget=forms.RadioSelect,
        choices=[*rules.CouldTell.choices, MISTAKE],
        error_messages={
            "required": _("Vælg, hvem der kunne have sagt det."),
            "invalid_choice": _("Vælg et af svarene på listen."),
        },
    )  # fmt: skip
    words = forms.CharField(
        label=_("Hvad kan vi gøre anderledes næste gang?"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Om vores arbejde, ikke om borgeren."),
    )  # fmt: skip
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
