"""What was typed about help that is sought, and about its answer? Validates, never saves."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.ui.forms import AmountField, DanishDateField, NearDayField

from .actions import Answered, Sought
from .rules import Answer

if TYPE_CHECKING:
    from hjemvej.efforts.prevention.models import HelpKind

LONGEST = 4000
DAY_NEEDED = {"required": _("Skriv dagen, f.eks. i dag eller i går.")}
AMOUNT = {"required": False, "min_value": 1, "max_digits": 10, "decimal_places": 2}


def _words(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}))


class SeekHelp(forms.Form):
    """Where is it sought, since when, how much?"""

    sought_at = forms.CharField(
        label=_("Hvem har I spurgt?"), max_length=120, error_messages={"required": _("Skriv, hvem I har spurgt.")}
    )
    sought_on = NearDayField(label=_("Hvilken dag?"), near="past", error_messages=DAY_NEEDED)
    consent_on = NearDayField(
        label=_("Hvilken dag sagde borgeren ja?"), near="past",
        error_messages={"required": _("Skriv, hvilken dag borgeren sagde ja. Uden et ja gives denne hjælp ikke.")},
    )  # fmt: skip
    amount = AmountField(label=_("Beløb i kroner"), **AMOUNT)
    words = _words(_("Hvad er sendt med, og hvad skal huskes?"))

    def __init__(self, *args: Any, kind: "HelpKind", **options: Any) -> None:
        super().__init__(*args, **options)
        if not kind.needs_consent:
            del self.fields["consent_on"]

    @property
    def said(self) -> Sought:
        return Sought(**self.cleaned_data)


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
