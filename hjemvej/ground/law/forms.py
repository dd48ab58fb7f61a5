"""What did the leader type about a rule?"""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.ui.forms import AmountField, DanishDateField

from .rules import Certainty, ProvisionInForce, Unit, add_months

# The least and the most of a unit; more is a slip of the finger, and a period of no months would end what it lets last.
BOUNDS = {Unit.PERCENT: (0, 100), Unit.WEEKS: (1, 520), Unit.MONTHS: (1, 240), Unit.YEARS: (1, 100),
          Unit.NOVEMBERS: (1, 20)}  # fmt: skip
COUNTED = (0, 1000)
LEAST = {
    "erasing_notice": 14,  # less, and nobody would see in time what is about to go
    "inactive_after": 1, "homeless_anew_after": 1,  # of no day they would say nothing
}  # fmt: skip


class OnADay(forms.Form):
    """The law as it stood, or will stand, on a day."""

    dag = DanishDateField(label=_("Hvad gjaldt den dag?"), required=False)


class SearchLaw(forms.Form):
    """What is looked for in the law? It is posted, for people type names too."""

    tekst = forms.CharField(label=_("Søg i reglerne"), required=False, max_length=80)


class ChangeProvision(forms.Form):
    """A new version of a rule from a day."""

    valid_from = DanishDateField(label=_("Gælder fra og med"), help_text=_("F.eks. 1. januar 2027 eller 1/1-27"))
    value = AmountField(label=_("Tal"), max_digits=12, decimal_places=2, min_value=0)
    paragraph = forms.CharField(label=_("Paragraf"), max_length=80)
    is_paragraph_checked = forms.BooleanField(label=_("Paragraffen er kontrolleret i loven"), required=False)
    text = forms.CharField(
        label=_("Forklaring med egne ord"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000
    )
    certainty = forms.ChoiceField(label=_("Hvor sikre er vi?"), widget=forms.RadioSelect, choices=Certainty.choices)
    source = forms.CharField(
        label=_("Hvor er det læst?"), required=False, max_length=200, help_text=_("F.eks. retsinformation.dk, LBK 1129")
    )
    is_meant = forms.BooleanField(label=_("Ja, det skal slettes fra den dag"), required=False)

    def __init__(
        self,
        *args: Any,
        rule: ProvisionInForce,
        today: datetime.date,
        would_go: Callable[[Decimal, datetime.date], list[str]] = lambda _value, _from_on: [],
        **options: Any,
    ) -> None:
        said = {
            name: getattr(rule, name) for name in ("paragraph", "is_paragraph_checked", "text", "certainty", "source")
        }
        said["value"] = rule.value.quantize(1) if rule.value == rule.value.to_integral() else rule.value
        super().__init__(*args, **{**options, "initial": said})
        self.rule, self.today = rule, today
        self.would_go = would_go
        if not self.is_bound:
            del self.fields["is_meant"]  # asked where what is typed would erase
        self.fields["value"].help_text = _("Antal %(unit)s. Nu: %(now)s") % {
            "unit": rule.unit_text,
            "now": rule.value_text,
        }

    def clean_valid_from(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["valid_from"]
        if day > add_months(self.today, 12 * 10):
            raise ValidationError(_("Det er mere end ti år ude i fremtiden."))
        return day

    def clean_value(self) -> Any:
        value = self.cleaned_data["value"]
        if self.rule.is_counted_in_whole and value != value.to_integral():
            raise ValidationError(_("Skriv et helt tal."))
        least, most = BOUNDS.get(Unit(self.rule.unit), COUNTED)
        least = LEAST.get(self.rule.key, least)
        if self.rule.unit != Unit.KRONER and not least <= value <= most:
            bounds = {"least": least, "most": number_format(most, force_grouping=True)}
            raise ValidationError(_("Skriv et tal fra %(least)s til %(most)s.") % bounds)
        return value

    def clean(self) -> dict[str, Any]:
        """Say what would be erased, and ask whether it is meant."""
        typed: dict[str, Any] = super().clean() or {}
        is_meant = typed.pop("is_meant", False)
        going = self.would_go(typed["value"], typed["valid_from"]) if {"value", "valid_from"} <= set(typed) else []
        if not going:
            del self.fields["is_meant"]
        elif not is_meant:
            self.add_error("is_meant", [*going, _("Det kan ikke fortrydes bagefter. Sæt kryds, hvis I vil det.")])
        return typed
