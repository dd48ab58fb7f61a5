"""What did they choose? A file, and what each of its columns is."""

import datetime
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.spreadsheets.reading.rules.files import LARGEST
from hjemvej.platform.rooms import import_columns
from hjemvej.platform.ui.forms import DanishDateField

from .rules.columns import Field, column_named, is_usable, label_of

ANSWER = re.compile(r"([a-z]+)_(\d{1,6})")
TAKE_BACK, TAKE_ALL_BACK = "fortryd", "fortryd_alle"


def choices() -> list[tuple[str, str]]:
    """List what a column may be: a column of our own, or a column that a room brings."""
    return [("", str(_("Skal ikke med"))), *((key, label_of(key)) for key in (*Field, *import_columns()))]


class UploadFile(forms.Form):
    """Which file?"""

    file = forms.FileField(
        label=_("Regneark"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods,.xls,.csv,.txt", "class": "form-input"}),
        help_text=_("Excel (.xlsx eller .xls), LibreOffice (.ods) eller tekst (.csv), som det er"),
        error_messages={
            "empty": _("Filen er tom. Vælg en anden fil."),
            **dict.fromkeys(("required", "missing", "invalid"), _("Vælg en fil.")),
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(_("Filen er over 20 MB. Del den, eller slet ark, der ikke skal med."))
        return file


class ChooseColumns(forms.Form):
    """What is each column, and which day does the list tell of?"""

    listed_on = DanishDateField(
        label=_("Hvilken dag fortæller listen om?"),
        near="past",
        help_text=_("Bruges, hvor der ikke står en dato. F.eks. 1. november 2026"),
    )

    is_own = forms.BooleanField(
        label=_("Det er vores egen liste: vi har set eller hørt om alle på den den dag"),
        required=False,
        help_text=_("Så er dagen seneste kontakt, og borgerne tæller med i overblikket. Ellers gør de det ikke."),
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
        if day.year < 1990:
            raise ValidationError(_("Dagen ligger for langt tilbage."))
        return day

    def clean(self) -> dict[str, Any]:
        super().clean()
        chosen = [field for field in self.chosen if field]
        for field in set(chosen):
            if chosen.count(field) > 1:
                raise ValidationError(_("”%(field)s” er valgt for to kolonner.") % {"field": label_of(field)})
        if not is_usable(chosen):
            raise ValidationError(_("Vælg mindst én kolonne, der fortæller, hvem rækken handler om."))
        return self.cleaned_data

    @property
    def chosen(self) -> list[str | None]:
        values = [self.cleaned_data.get(name, "") for name in self.fields if name.startswith("column_")]
        return [column_named(value) for value in values]


def answers_of(
    posted: QueryDict, before: Iterable[str], read: Callable[[str, str], dict[str, str]]
) -> dict[int, dict[str, str]]:
    """The answers by the row's number; an empty one where the answer before is taken back, or all of them are.

    `read` says what a field of a row means, by the first word of its name; what is no answer of ours is left out.
    """
    if TAKE_ALL_BACK in posted:
        return {int(row): {} for row in before}
    found: dict[int, dict[str, str]] = {}
    taken_back = set()
    for name in posted:
        if not (named := ANSWER.fullmatch(name)):
            continue
        row = int(named[2])
        if named[1] == TAKE_BACK:
            taken_back.add(row)
        elif said := read(named[1], str(posted[name])):
            found[row] = {**found.get(row, {}), **said}
    return {**{row: said for row, said in found.items() if row not in taken_back}, **{row: {} for row in taken_back}}
