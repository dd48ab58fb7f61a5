"""What was typed about help that is sought, and about its answer? Validates, never saves."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.ui.forms import AmountField, DanishDateField, NearDayField, say_when_needed

from .actions import Answered, Sought
from .rules import Answer

if TYPE_CHECKING:
    from hjemvej.efforts.prevention.models import HelpKind

LONGEST = 4000
DAY_NEEDED = {"required": _("Skriv dagen, f.eks. i dag eller i går.")}
IN_KRONER = _("Skriv beløbet i kroner, f.eks. 7.350 eller 7.350,50.")
TOO_MUCH = _("Beløbet er for stort til at passe. Skriv det i kroner, f.eks. 7.350.")
AMOUNT = {
    "required": False, "min_value": 1, "max_digits": 10, "decimal_places": 2, "help_text": _("F.eks. 7.350"),
    "error_messages": {
        "invalid": IN_KRONER, "max_decimal_places": IN_KRONER, "max_digits": TOO_MUCH, "max_whole_digits": TOO_MUCH,
        "min_value": _("Beløbet skal være mindst 1 krone. Kendes det ikke, så lad feltet stå tomt."),
    },
}  # fmt: skip


def _words(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}))


class SeekHelp(forms.Form):
    """Which help, where is it sought, since when, how much?"""

    kind = forms.ChoiceField(label=_("Hvilken hjælp?"), error_messages={"required": _("Vælg, hvilken hjælp det er.")})
    sought_at = forms.CharField(
        label=_("Hvem har I spurgt?"), max_length=120, error_messages={"required": _("Skriv, hvem I har spurgt.")}
    )
    sought_on = NearDayField(label=_("Hvilken dag søgte I?"), near="past", error_messages=DAY_NEEDED)
    consent_on = NearDayField(label=_("Hvilken dag sagde borgeren ja?"), near="past", required=False)
    amount = AmountField(label=_("Beløb i kroner"), **AMOUNT)
    words = _words(_("Hvad er sendt med, og hvad skal huskes?"))

    def __init__(self, *args: Any, kinds: Sequence["HelpKind"], **options: Any) -> None:
        super().__init__(*args, **options)
        self.kinds = {kind.key: kind for kind in kinds if not kind.leads_to}
        listed = [(key, kind.title) for key, kind in self.kinds.items()]
        self.fields["kind"].choices = [("", _("Vælg")), *listed]  # type: ignore[attr-defined]
        asked = ", ".join(kind.title for kind in self.kinds.values() if kind.needs_consent)
        say_when_needed(self, {"consent_on": _("skal skrives ved: %s") % asked})

    @property
    def said(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        return {"kind": self.kinds[typed.pop("kind")], "said": Sought(**typed)}


class AnswerHelp(forms.Form):
    """What was the answer?"""

    answer = forms.ChoiceField(label=_("Hvad blev svaret?"), choices=Answer.choices, widget=forms.RadioSelect,
                               error_messages={"required": _("Vælg, hvad svaret blev.")})  # fmt: skip
    answered_on = NearDayField(label=_("Hvilken dag kom svaret?"), near="past", error_messages=DAY_NEEDED)
    amount = AmountField(label=_("Beløb i kroner, hvis det gives"), **AMOUNT)
    until_on = DanishDateField(label=_("Til hvilken dag, hvis det gives for en tid"), required=False)
    words = _words(_("Med få ord"))

    @property
    def said(self) -> Answered:
        return Answered(**self.cleaned_data)
