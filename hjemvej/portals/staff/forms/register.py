"""What does the viewer ask the register for, and why do they export the list?"""

import datetime
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.situations.rules import HOMELESS
from hjemvej.platform.rooms import register_columns, register_filters
from hjemvej.platform.ui.forms import DanishDateField
from hjemvej.portals.staff.rules import register as rules
from hjemvej.portals.staff.rules.register import Choice

COLUMN_NAMES = {
    "situation": _("Sover nu"),
    "siden": _("I hjemløshed siden"),
    "set": _("Sidst i kontakt"),
    "koordinator": _("Koordinator"),
    "naeste": _("Næste skridt"),
    "alder": _("Alder"),
    "her_siden": _("Her siden"),
    "andet": _("Særligt"),
}


def column_names() -> dict[str, str | Promise]:
    """List every column that may be chosen: the register's own, then those that rooms bring."""
    return {**COLUMN_NAMES, **{column.name: column.heading for column in register_columns()}}


class AskRegister(forms.Form):
    """The query of the register's address: a value that cannot be read is shown as an error, and left out."""

    dag = DanishDateField(label=_("Den dag"), near="past", required=False)
    kendt = DanishDateField(label=_("Som vi vidste det den"), near="past", required=False)
    hvem = forms.CharField(required=False)
    situation = forms.CharField(required=False)
    koordinator = forms.CharField(required=False)
    tid = forms.CharField(required=False)
    orden = forms.CharField(required=False)
    kolonner = forms.MultipleChoiceField(
        label=_("Kolonner"),
        choices=lambda: list(column_names().items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, today: datetime.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        for name in ("dag", "kendt"):
            field = self.fields[name]
            assert isinstance(field, DanishDateField)  # noqa: S101
            field.today = today
            field.help_text = ""

    def clean_dag(self) -> datetime.date | None:
        return self._not_ahead("dag")

    def clean_kendt(self) -> datetime.date | None:
        return self._not_ahead("kendt")

    def clean(self) -> dict[str, Any]:
        asked: dict[str, Any] = super().clean() or self.cleaned_data
        on, known_on = asked.get("dag") or self.today, asked.get("kendt")
        if known_on is not None and known_on < on:
            self.add_error("kendt", _("Vælg samme dag eller en senere. Før dagen kom, vidste ingen noget om den."))
        return asked

    def _not_ahead(self, name: str) -> datetime.date | None:
        day: datetime.date | None = self.cleaned_data[name]
        if day is not None and day > self.today:
            raise ValidationError(_("Den dag er ikke kommet endnu."))
        return day

    @property
    def choice(self) -> Choice:
        self.is_valid()
        typed = self.cleaned_data
        return Choice(
            on=typed.get("dag") or self.today,
            known_on=typed.get("kendt"),
            who=_allowed(typed.get("hvem"), (rules.ACTIVE, rules.INACTIVE, rules.ALL)) or rules.ACTIVE,
            situation=_allowed(typed.get("situation"), HOMELESS),
            coordinator=_coordinator(typed.get("koordinator") or ""),
            length=_allowed(typed.get("tid"), (rules.LONG, rules.NEW)),
            order=_allowed(typed.get("orden"), [*rules.ORDERS, *(f"-{name}" for name in rules.ORDERS)])
            or rules.USUAL_ORDER,
            brought={each.name: _allowed(self.data.get(each.name), each.answers) for each in register_filters()},
        )

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns in the address, in the register's order; empty when it names none."""
        self.is_valid()
        chosen = self.cleaned_data.get("kolonner") or ()
        return tuple(name for name in column_names() if name in chosen)


def _allowed(typed: str | None, possible: Any) -> str:
    return typed if typed and typed in possible else ""


def _coordinator(typed: str) -> str:
    if typed in (rules.MINE, rules.NOBODYS):
        return typed
    try:
        return str(uuid.UUID(typed))
    except ValueError:
        return ""


class ExportRegister(forms.Form):
    """Why are these people's names to leave the house?"""

    why = forms.CharField(
        label=_("Hvad skal udtrækket bruges til?"),
        min_length=5,
        max_length=300,
        help_text=_("F.eks. ”overblik til mandagsmødet”. Det skrives i loggen."),
    )
