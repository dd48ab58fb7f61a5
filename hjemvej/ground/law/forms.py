"""What did the leader type about a rule?"""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.ui.forms import DanishDateField

from .rules import Certainty, ProvisionInForce, Unit, add_months

# The least and the most of a unit; more is a slip of the finger, and a period of no months would end what it lets last.
BOUNDS = {Unit.PERCENT: (0, 100), Unit.WEEKS: (1, 520), Unit.MONTHS: (1, 240), Unit.YEARS: (1, 100),
          Unit.NOVEMBERS: (1, 20)}  # fmt: skip
COUNTED = (0, 1000)


class OnADay(forms.Form):
    """The law as it stood, or will stand, on a day."""

    dag = DanishDateField(label=_("Hvad gjaldt den dag?"), required=False)


class SearchLaw(forms.Form):
    """What is looked for in the law? It is posted, for people type names too."""

    tekst = forms.CharField(label=_("Søg i reglerne"), required=False, max_length=80)


class ChangeProvision(forms.Form):
    """A new version of a rule from a day."""

    valid_from = DanishDateField(label=_("Gælder fra og med"), help_text=_("F.eks. 1. januar 2027 eller 1/1-27"))
    value = forms.DecimalField(
        label=_("Tal"), max_digits=12, decimal_places=2, min_value=0, localize=True, widget=forms.TextInput
    )
    paragraph = forms.CharField(label=_("Paragraf"), max_length=80)
    is_paragraph_checked = forms.BooleanField(label=_("Paragraffen er kontrolleret i loven"), required=False)
    text = forms.CharField(
        label=_("Forklaring med egne ord"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000
    )
    certainty = forms.ChoiceField(label=_("Hvor sikre er vi?"), widget=forms.RadioSelect, choices=Certainty.choices)
    source = forms.CharField(
        label=_("Hvor er det læst?"), required=False, max_length=200, help_text=_("F.eks. retsinformation.dk, LBK 1129")
    )

    def __init__(self, *args: Any, rule: ProvisionInForce, today: datetime.date, **options: Any) -> None:
        said = {
            name: getattr(rule, name) for name in ("paragraph", "is_paragraph_checked", "text", "certainty", "source")
        }
        said["value"] = rule.value.quantize(1) if rule.value == rule.value.to_integral() else rule.value
        super().__init__(*args, **{**options, "initial": said})
        self.rule, self.today = rule, today
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
        if self.rule.unit != Unit.KRONER and not least <= value <= most:
            bounds = {"least": least, "most": number_format(most, force_grouping=True)}
            raise ValidationError(_("Skriv et tal fra %(least)s til %(most)s.") % bounds)
        return value
