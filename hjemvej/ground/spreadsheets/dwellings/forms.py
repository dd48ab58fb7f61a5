"""What did they choose and answer? A file and its landlord, what each column is, and of the doubtful rows."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.homes import rules as homes
from hjemvej.ground.spreadsheets.forms import UploadFile
from hjemvej.platform.ui.forms import DanishDateField

from .rules.choices import read_choice
from .rules.columns import Field, column_named, is_usable, label_of


def choices() -> list[tuple[str, str]]:
    return [("", str(_("Skal ikke med"))), *((key.value, label_of(key)) for key in Field)]


class UploadDwellings(UploadFile):
    """Which file, and whose dwellings are on it?"""

    field_order = ("landlord_id", "file")
    landlord_id = forms.ChoiceField(label=_("Hvis boliger er det?"))

    def __init__(self, *args: Any, landlords: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["landlord_id"].choices = [("", _("Vælg …")), *landlords]  # type: ignore[attr-defined]


class ChooseDwellingColumns(forms.Form):
    """What is each column, which day does the list tell of, and what is a home where it doesn't say?"""

    listed_on = DanishDateField(
        label=_("Hvilken dag er listen fra?"), near="past",
        help_text=_("Den dag er boligerne meldt ledige, hvor listen ikke siger en anden. F.eks. 1. november 2026"),
    )  # fmt: skip
    dwelling_form = forms.ChoiceField(
        label=_("Slags bolig, hvor listen ikke siger det"),
        choices=[("", _("Ved ikke: de rækker kommer ikke med")), *homes.FORMS],
        required=False,
    )

    def __init__(self, *args: Any, cells: Sequence[str], guessed: Sequence[str | None], **options: Any) -> None:
        super().__init__(*args, **options)
        for number, (cell, field) in enumerate(zip(cells, guessed, strict=True)):
            label = cell or _("Kolonne %(number)d") % {"number": number + 1}
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=label, choices=choices, initial=field or "", required=False
            )

    def clean_listed_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["listed_on"]
        if day > timezone.localdate():
            raise ValidationError(_("Dagen er ikke kommet. Skriv den dag, listen er fra."))
        if day.year < 1990:
            raise ValidationError(_("Dagen ligger for langt tilbage."))
        return day

    def clean(self) -> dict[str, Any]:
        super().clean()
        chosen = [field for field in self.chosen if field and field != Field.TENANT]
        for field in sorted(set(chosen)):
            if chosen.count(field) > 1:
                raise ValidationError(_("”%(field)s” er valgt for to kolonner.") % {"field": label_of(field)})
        if not is_usable(set(chosen)):
            raise ValidationError(_("Vælg den kolonne, hvor adressen står, eller boligorganisationens nummer."))
        return self.cleaned_data

    @property
    def chosen(self) -> list[str | None]:
        values = [self.cleaned_data.get(name, "") for name in self.fields if name.startswith("column_")]
        return [column_named(value) for value in values]


def read_answer(kind: str, typed: str) -> dict[str, str]:
    """An answer of a row as it is kept; empty where it is none of ours."""
    return read_choice(typed) if kind in ("svar", "ret") else {}
