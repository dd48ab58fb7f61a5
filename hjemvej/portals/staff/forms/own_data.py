"""Into whose hands does what we have about the citizen go?"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

CITIZEN = "citizen"
HANDS = [
    (CITIZEN, _("Borgeren selv. Jeg har set, hvem det er")),
    ("representative", _("En anden, som har borgerens fuldmagt")),
]


class HandOverOwnData(forms.Form):
    """Whose hands?"""

    hands = forms.ChoiceField(label=_("Hvem får filen?"), choices=HANDS, widget=forms.RadioSelect)
    with_names = forms.BooleanField(
        label=_("Med navne på medarbejdere i loggen"), required=False, help_text=_("Kun når lederen har afgjort det")
    )

    def __init__(self, *args: Any, is_protected: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.is_protected = is_protected

    def clean_hands(self) -> str:
        hands: str = self.cleaned_data["hands"]
        if self.is_protected and hands != CITIZEN:
            raise ValidationError(
                _("Borgeren er beskyttet, og filen viser, hvor borgeren er. Den gives kun til borgeren selv.")
            )
        return hands


class ReadText(forms.Form):
    """Which text, as it stood when it was read, and why it is left out where it is."""

    table = forms.CharField(max_length=63)
    row_id = forms.CharField(max_length=40)
    fingerprint = forms.CharField(max_length=64)
    why = forms.CharField(max_length=200, required=False)
