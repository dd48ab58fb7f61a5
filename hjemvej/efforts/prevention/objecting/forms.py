"""What did they type about an objection? Validates, never saves; nothing typed is lost."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.requests.rules import How
from hjemvej.platform.ui.forms import DanishDateField


class ObjectTo(forms.Form):
    """What the citizen says, how, and on which day."""

    words = forms.CharField(
        label=_("Borgerens egne ord"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Skriv, hvad borgeren sagde, med borgerens egne ord.")},
    )  # fmt: skip
    how = forms.ChoiceField(
        label=_("Hvordan kom det?"), widget=forms.RadioSelect, choices=[(one.value, one.label) for one in How],
        error_messages={"required": _("Vælg, hvordan det kom.")},
    )  # fmt: skip
    received_on = DanishDateField(
        label=_("Hvilken dag?"), near="past",
        error_messages={"required": _("Skriv den dag, borgeren sagde det, f.eks. i dag.")},
    )  # fmt: skip
