"""What did the citizen answer? Own words first, then each question with its weight; validates, never saves."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.ui.forms import DanishDateField, say_when_needed

from .actions import Said
from .rules import HOW, Want, Wanted, Wants, Weight
from .rules.questions import BY_WANTED, GROUPS, QUESTIONS, Question

LONGEST = 2000
SHORT = {"class": "is-short"}
NOT_ASKED = ("", _("Ikke spurgt endnu"))


class WriteWishes(forms.Form):
    """A sheet of wishes. What is not answered is not asked: it stays open, and is no answer."""

    words = forms.CharField(
        label=_("Hvad skal en bolig have, med egne ord?"), max_length=LONGEST, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Skriv det, som det bliver sagt. Det står først alle steder."),
    )  # fmt: skip
    said_on = DanishDateField(label=_("Hvilken dag blev det sagt?"), near="past")
    how = forms.ChoiceField(label=_("Hvordan?"), widget=forms.RadioSelect, choices=HOW)
    after = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, neighbourhoods: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.neighbourhoods = neighbourhoods
        for question in QUESTIONS:
            self.fields[question.wanted.value] = forms.ChoiceField(
                label=question.spoken, widget=forms.RadioSelect, required=False, choices=[*question.answers, NOT_ASKED]
            )
            self.fields.update(_beside(question, neighbourhoods))
        say_when_needed(
            self, dict.fromkeys(self.fields, "")
        )  # the page's lead says so once: ask what makes sense today

    def groups(self) -> list[tuple[Any, list[tuple[forms.BoundField, list[forms.BoundField]]]]]:
        """The questions as they are asked, each with what is asked beside it."""
        return [
            (group.title, [(self[one.wanted.value], self._beside(one)) for one in group.questions]) for group in GROUPS
        ]

    def _beside(self, question: Question) -> list[forms.BoundField]:
        return [self[name] for name in _names(question) if name in self.fields]

    def clean(self) -> dict[str, Any]:
        super().clean()
        for question in QUESTIONS:
            weight = self.cleaned_data.get(question.wanted.value)
            typed = [name for name in _names(question) if name in self.changed_data and self.cleaned_data.get(name)]
            if not weight and typed:
                self._ask_for(question.wanted.value, _("Vælg også, hvor meget det betyder."))
            if weight in (Weight.MUST, Weight.GOOD) and not any(self.errors.get(name) for name in _names(question)):
                self._ask_what(question)
        return self.cleaned_data

    def _ask_what(self, question: Question) -> None:
        """A wish for a place, a person or a number says which."""
        want = self._want(question, Weight.MUST)
        if question.asks == "places" and not want.places:
            self._ask_for(f"{question.wanted}_other", _("Vælg et kvarter, eller skriv et."))
        elif question.asks == "words_and_place" and not want.words and not want.places:
            self._ask_for(f"{question.wanted}_words", _("Skriv, hvem eller hvad."))
        elif question.asks == "number" and not want.number:
            self._ask_for(f"{question.wanted}_number", _("Skriv et tal."))

    def _ask_for(self, name: str, words: Any) -> None:
        if name not in self.errors:
            self.add_error(name, words)

    @property
    def said(self) -> Said:
        typed = self.cleaned_data
        answered = [(one, typed[one.wanted.value]) for one in QUESTIONS]
        wants = {one.wanted: self._want(one, Weight(weight)) for one, weight in answered if weight}
        return Said(typed["said_on"], typed["how"], typed["words"], wants, typed["after"])

    def _want(self, question: Question, weight: Weight) -> Want:
        if weight == Weight.NO_MATTER:
            return Want(weight)
        found = {name.removeprefix(f"{question.wanted}_"): self.cleaned_data.get(name) for name in _names(question)}
        places = [*(found.get("places") or []), *_typed(found.get("other"), self.neighbourhoods)]
        if found.get("place"):
            places.append(found["place"])
        return Want(weight, frozenset(places), found.get("number"), (found.get("words") or "").strip())


def _names(question: Question) -> list[str]:
    beside = {"places": ("places", "other"), "words_and_place": ("words", "place"), "number": ("number",)}
    return [f"{question.wanted}_{name}" for name in beside.get(question.asks, ("words",) if question.asks else ())]


def _beside(question: Question, neighbourhoods: Sequence[str]) -> dict[str, forms.Field]:
    """What is asked beside a question: where, whom, or how many."""
    names = _names(question)
    if question.asks == "places":
        choices = [(name, name) for name in neighbourhoods]
        chosen = forms.MultipleChoiceField(
            label=question.more, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
        )
        other = forms.CharField(
            label=_("Andre steder"), max_length=160, required=False, help_text=_("Flere: skriv komma imellem")
        )
        return dict(zip(names, (chosen, other), strict=True)) if choices else {names[1]: other}
    if question.asks == "number":
        widget = forms.NumberInput(attrs={**SHORT, "inputmode": "numeric"})
        number = forms.IntegerField(
            label=question.more, min_value=1, max_value=question.most, required=False, widget=widget
        )
        return {names[0]: number}
    fields: dict[str, forms.Field] = {}
    if question.asks:
        fields[names[0]] = forms.CharField(label=question.more, max_length=200, required=False)
    if question.asks == "words_and_place":
        places = [("", _("Vælg …")), *((name, name) for name in neighbourhoods)]
        fields[names[1]] = forms.ChoiceField(label=_("I hvilket kvarter?"), choices=places, required=False)
    return fields


def _typed(text: str | None, known: Sequence[str]) -> list[str]:
    """Read typed neighbourhoods; one that is known is written as it is known."""
    spelt = {name.casefold(): name for name in known}
    names = [" ".join(part.split())[:80] for part in (text or "").replace(";", ",").split(",")]
    return [spelt.get(name.casefold(), name) for name in names if name]


def as_typed(wants: Wants | None, known: Sequence[str]) -> dict[str, Any]:
    """What the form begins with: the facts of the sheet before. Own words are said anew, on the day they are said."""
    initial: dict[str, Any] = {}
    for wanted, want in (wants.wants if wants else {}).items():
        initial |= _as_typed(BY_WANTED[wanted], want, known)
    return initial


def _as_typed(question: Question, want: Want, known: Sequence[str]) -> dict[str, Any]:
    wanted, places = question.wanted, sorted(want.places)
    beside: Mapping[str, Any] = {
        "places": [name for name in places if name in known],
        "other": ", ".join(name for name in places if name not in known),
        "place": "".join(places[:1]), "number": want.number, "words": want.words,
    }  # fmt: skip
    return {wanted.value: want.weight, **{name: beside[name.removeprefix(f"{wanted}_")] for name in _names(question)}}


def known_places(neighbourhoods: Sequence[str], wants: Wants | None) -> list[str]:
    """The neighbourhoods to choose from: those of our homes, and those named with a person or a milieu before."""
    named = [
        place for wanted in (Wanted.NEAR, Wanted.AWAY) if wants and wanted in wants.wants
        for place in wants.wants[wanted].places
    ]  # fmt: skip
    return list(dict.fromkeys([*neighbourhoods, *named]))


def beginning(on: datetime.date, after: uuid.UUID | None) -> dict[str, Any]:
    return {"said_on": on, "how": "together", "after": after}
