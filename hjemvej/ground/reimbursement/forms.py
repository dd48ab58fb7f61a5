"""What did they type about a clock or a discharge?"""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.ui.forms import AmountField, DanishDateField

from .actions import Told
from .rules.facts import GATE, HAS_END, IN_KRONER, IN_MONTHS, ON

MOST_KRONER, MOST_MONTHS = 999_999, 99


class WriteFact(forms.Form):
    """A day and where it is known from; of support and a stay also the price and the end."""

    is_so = forms.ChoiceField(
        label=_("Er det sådan?"), widget=forms.RadioSelect, initial="yes",
        choices=[("yes", _("Ja")), ("no", _("Nej, eller det var skrevet forkert"))],
    )  # fmt: skip
    on = DanishDateField(label=_("Hvilken dag?"))
    until_on = DanishDateField(
        label=_("Hvilken dag slutter det?"), required=False, help_text=_("Den første dag uden. Tomt: det fortsætter.")
    )
    amount = AmountField(label=_("Hvad koster en måned?"), required=False, min_value=0, max_value=MOST_KRONER,
                         max_digits=8, decimal_places=2)  # fmt: skip
    source = forms.CharField(
        label=_("Hvor har du det fra?"), max_length=200, help_text=_("F.eks. ”brev fra Lejre Kommune” eller en aftale"),
        error_messages={"required": _("Skriv, hvor du har det fra.")},
    )  # fmt: skip
    seen = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind = kind
        if kind in ON:
            self.fields["on"].label = str(ON[kind])
        if kind in GATE:
            self.fields["is_so"].choices = [("yes", _("Ja")), ("no", _("Nej"))]  # type: ignore[attr-defined]
        if kind not in HAS_END:
            del self.fields["until_on"]
        if kind in IN_MONTHS:
            self.fields["amount"] = AmountField(label=_("Hvor mange måneder?"), required=False, min_value=0,
                                                max_value=MOST_MONTHS, max_digits=4, decimal_places=2)  # fmt: skip
            self.fields["amount"].needed = ""  # type: ignore[attr-defined]  # the action asks for it
        elif kind not in IN_KRONER:
            del self.fields["amount"]
        self.order_fields(["is_so", "on", "until_on", "amount", "source"])

    @property
    def told(self) -> Told:
        typed = self.cleaned_data
        return Told(
            kind=self.kind, on=typed["on"], source=typed["source"], is_so=typed["is_so"] == "yes",
            until_on=typed.get("until_on"), amount=typed.get("amount"),
        )  # fmt: skip

    @property
    def seen_id(self) -> uuid.UUID | None:
        found: uuid.UUID | None = self.cleaned_data.get("seen")
        return found
