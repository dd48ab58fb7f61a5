"""What was typed about a pause: by which consent and until when we ask, and which signal is meant? Never saves."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.ui.forms import DanishDateField


class OfASignal(forms.Form):
    """Which landlord's signal is it about?"""

    signal = forms.UUIDField(widget=forms.HiddenInput)


class AskLandlord(OfASignal):
    """By which yes, and until when, is the landlord asked?"""

    consent = forms.ChoiceField(
        label=_("Hvilket ja fra borgeren?"), widget=forms.RadioSelect,
        error_messages={
            "required": _("Vælg, hvilket ja fra borgeren det er."),
            "invalid_choice": _("Borgerens ja gælder ikke længere, eller det er til en anden. Spørg borgeren igen."),
        },
    )  # fmt: skip
    until_on = DanishDateField(
        label=_("Til og med hvilken dag?"), near="future", help_text=_("F.eks. i morgen, fredag eller 3/12"),
        error_messages={"required": _("Skriv, til og med hvilken dag I beder om pause.")},
    )  # fmt: skip

    def __init__(self, *args: Any, consents: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["consent"].choices = list(consents)  # type: ignore[attr-defined]
