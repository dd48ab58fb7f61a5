"""What did they type of one answer? It validates and never saves; which question it is, stands on the page."""

import datetime
import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.ui.forms import DanishDateField, DanishPeriodField
from hjemvej.platform.ui.typed_dates import Period

from . import rules
from .actions import Said
from .questions import Question

if TYPE_CHECKING:
    from .models import Circumstance

LONGEST_REASON = 200


def because_field() -> forms.CharField:
    return forms.CharField(
        label=_("Hvad var forkert?"), max_length=LONGEST_REASON,
        error_messages={"required": _("Skriv kort, hvad der var forkert.")},
    )  # fmt: skip


class WriteFact(forms.Form):
    """The answer, who told it, since when, on which day, and in own words."""

    source = forms.ChoiceField(
        label=_("Hvor ved vi det fra?"), choices=rules.Source.choices, widget=forms.RadioSelect,
        initial=rules.Source.CITIZEN,
    )  # fmt: skip
    since = DanishPeriodField(label=_("Siden hvornår?"), required=False)
    told_on = DanishDateField(label=_("Hvilken dag blev det sagt eller set?"), near="past")
    words = forms.CharField(label=_("Med egne ord"), max_length=300, required=False)
    after = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, question: Question, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(key, capfirst(str(words))) for key, words in question.choices]
        required = {"required": _("Vælg et svar. ”Vides ikke” er også et svar.")}
        if question.is_many:
            self.fields["answers"] = forms.MultipleChoiceField(
                label=question.asks, choices=choices, widget=forms.CheckboxSelectMultiple, error_messages=required,
                help_text=_("Sæt gerne flere krydser"),
            )  # fmt: skip
        else:
            self.fields["answers"] = forms.ChoiceField(
                label=question.asks, choices=choices, widget=forms.RadioSelect, error_messages=required
            )
        self.order_fields(["answers", "since", "source", "told_on", "words"])

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        found = rules.faults(
            _as_list(typed.get("answers")), source=typed.get("source", ""), has_since=bool(typed.get("since")),
            words=typed.get("words", ""),
        )  # fmt: skip
        for fault in found:
            if fault.field not in self.errors:
                self.add_error(fault.field, fault.words)
        return typed

    @property
    def said(self) -> Said:
        typed = self.cleaned_data
        return Said(
            _as_list(typed["answers"]), typed["source"], typed["told_on"], typed["since"], typed["words"],
            typed.get("after"),
        )  # fmt: skip


class CorrectFact(WriteFact):
    """What is right instead, and what was wrong."""

    because = because_field()


class WithdrawFact(forms.Form):
    """Why an answer counts no more."""

    because = because_field()


def beginning(on: datetime.date, after: uuid.UUID | None) -> dict[str, Any]:
    return {"told_on": on, "after": after}


def as_written(fact: "Circumstance", question: Question) -> dict[str, Any]:
    """Begin with the answer as it was written."""
    since = Period(fact.from_on, fact.from_on, fact.precision) if fact.precision else None  # type: ignore[arg-type]
    return {
        "answers": fact.answers if question.is_many else fact.answers[0], "source": fact.source, "since": since,
        "told_on": fact.told_on, "words": fact.words,
    }  # fmt: skip


def _as_list(answers: str | Iterable[str] | None) -> list[str]:
    if not answers:
        return []
    return [answers] if isinstance(answers, str) else list(answers)
