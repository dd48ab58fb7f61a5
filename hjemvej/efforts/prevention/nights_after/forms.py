"""What was typed about the night after a signal's day? Validates, never saves."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.efforts.prevention.rules.choices import Sender
from hjemvej.efforts.prevention.rules.nights import Answer
from hjemvej.platform.ui.forms import DanishDateField
from hjemvej.platform.ui.when import full_date

ANSWERS = [(one.value, one.label) for one in Answer if one != Answer.CALLED_OFF]  # that has a page of its own
CALLED_OFF_BY = [(one.value, one.label) for one in (Sender.LANDLORD, Sender.COURT)]


class AnswerNight(forms.Form):
    answer = forms.ChoiceField(label=_("Hvor sover borgeren?"), choices=ANSWERS, widget=forms.RadioSelect,
                               error_messages={"required": _("Vælg, hvor borgeren sover.")})  # fmt: skip
    words = forms.CharField(
        label=_("Hvad er aftalt, og med hvem?"), required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class CallOff(forms.Form):
    """Which of the bailiff's days, by whom, when, and how do we know?"""

    day = forms.TypedChoiceField(
        label=_("Hvilken dag skulle fogeden komme?"), widget=forms.RadioSelect, coerce=datetime.date.fromisoformat,
        error_messages={
            "required": _("Vælg den dag, fogeden skulle komme."),
            "invalid_choice": _("Den dag er allerede aflyst, eller fogeden kommer ikke den dag."),
        },
    )  # fmt: skip
    called_off_by = forms.ChoiceField(
        label=_("Hvem har aflyst?"), choices=CALLED_OFF_BY, widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvem der har aflyst.")},
    )  # fmt: skip
    called_off_on = DanishDateField(
        label=_("Hvilken dag blev det aflyst?"), near="past",
        error_messages={"required": _("Skriv den dag, det blev aflyst, f.eks. i dag.")},
    )  # fmt: skip
    words = forms.CharField(
        label=_("Hvorfor, og hvordan ved vi det?"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Kort, f.eks. gælden er betalt, udlejeren skrev."),
    )  # fmt: skip

    def __init__(self, *args: Any, days: Sequence[datetime.date], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["day"].choices = [(day.isoformat(), full_date(day)) for day in days]  # type: ignore[attr-defined]
        self.fields["day"].initial = days[0].isoformat() if days else None


class OnAgain(forms.Form):
    day = forms.DateField(widget=forms.HiddenInput)
