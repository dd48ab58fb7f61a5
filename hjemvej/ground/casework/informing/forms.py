"""What did they type about telling a citizen of their record? Validates, never saves; nothing typed is lost."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.people.rules import CHANNELS_REACHED_BY
from hjemvej.platform.ui.forms import DanishDateField


class Inform(forms.Form):
    """One press: how it reached the citizen, and on which day."""

    reached_by = forms.ChoiceField(
        label=_("Hvordan fik borgeren det at vide?"), widget=forms.RadioSelect, choices=CHANNELS_REACHED_BY,
        error_messages={"required": _("Vælg, hvordan borgeren fik det at vide.")},
    )  # fmt: skip
    on = DanishDateField(label=_("Hvornår?"), near="past")

    def __init__(self, *args: Any, today: datetime.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["on"]
        if day > self.today:
            raise forms.ValidationError(_("Det er ikke sket endnu."))
        return day


class InformLater(forms.Form):
    basis = forms.ChoiceField(
        label=_("Efter hvilken paragraf?"), widget=forms.RadioSelect,
        error_messages={"required": _("Vælg en paragraf.")},
    )  # fmt: skip
    why = forms.CharField(
        label=_("Hvorfor, med dine ord?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
        error_messages={"required": _("Skriv, hvorfor borgeren ikke kan få det at vide nu.")},
    )  # fmt: skip
    look_again_on = DanishDateField(label=_("Hvornår ser vi på det igen?"), near="future")

    def __init__(self, *args: Any, bases: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["basis"].choices = list(bases)  # type: ignore[attr-defined]
