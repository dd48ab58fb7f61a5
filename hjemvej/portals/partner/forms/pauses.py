"""Does the landlord pause the collection, and until when? Validates, never saves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.ui.forms import DanishDateField


class AnswerPause(forms.Form):
    answer = forms.ChoiceField(
        label=_("Hvad gør I?"), choices=[("paused", _("Vi holder pause")), ("goes_on", _("Vi går videre"))],
        widget=forms.RadioSelect, error_messages={"required": _("Vælg, hvad I gør.")},
    )  # fmt: skip
    paused_until = DanishDateField(
        label=_("Pause til og med hvilken dag?"), near="future", required=False,
        help_text=_("F.eks. i morgen, fredag eller 3/12"),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A day belongs to a pause alone."""
        typed = super().clean() or {}
        if typed.get("answer") == "goes_on":
            typed["paused_until"] = None
        return typed
