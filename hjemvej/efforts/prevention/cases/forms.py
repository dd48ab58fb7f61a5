"""What did they type about whom a signal is about, and what came of it? Validates, never saves."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.efforts.prevention.rules.choices import BY_STAFF, Answer, Outcome
from hjemvej.platform.ui.forms import DanishDateField

NEW = "new"


class SettlePerson(forms.Form):
    """The same as a citizen we know, or somebody new? The search finds those whom the list lacks."""

    q = forms.CharField(
        label=_("Søg efter en anden"), max_length=200, required=False,
        help_text=_("Navn, kaldenavn, fødselsdag eller CPR-nummer"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    person = forms.ChoiceField(
        label=_("Hvem er det?"), widget=forms.RadioSelect,
        error_messages={
            "required": _("Vælg, om det er en borger, I kender, eller en ny."),
            "invalid_choice": _("Borgeren er ikke blandt dem, vi fandt. Søg igen, og vælg så."),
        },
    )  # fmt: skip
    seen = forms.CharField(required=False, widget=forms.HiddenInput)  # whom the page said that it is about

    def __init__(
        self, *args: Any, found: Iterable[tuple[str, Any]], may_be_new: bool = True, has_searched: bool = False,
        **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        found = list(found)
        if has_searched:
            self.fields["person"].error_messages["required"] = (
                _("Vælg borgeren på listen.") if found else _("Vi fandt ingen, der ligner. Søg med andre ord.")
            )
        words = _("En ny borger, som ingen af dem er") if found else _("En ny borger")
        new = [(NEW, words)] if may_be_new else []
        self.fields["person"].choices = [*found, *new]  # type: ignore[attr-defined]


class EndSignal(forms.Form):
    """Why does it lead to no case?"""

    ended = forms.ChoiceField(
        label=_("Hvorfor?"), choices=[(one.value, one.label) for one in BY_STAFF], widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvorfor signalet afsluttes.")},
    )  # fmt: skip
    words = forms.CharField(
        label=_("Mere, hvis det hjælper en kollega"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class NoteAnswer(forms.Form):
    """Is help given, or was it decided not to?"""

    answer = forms.ChoiceField(
        label=_("Hvad er svaret?"), choices=Answer.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, om der gives hjælp.")},
    )  # fmt: skip
    on = DanishDateField(
        label=_("Hvilken dag?"), near="past",
        error_messages={"required": _("Skriv den dag, svaret blev givet, f.eks. i dag.")},
    )  # fmt: skip


class CloseCase(forms.Form):
    """What came of it?"""

    outcome = forms.ChoiceField(
        label=_("Hvad kom der ud af det?"), choices=Outcome.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvad der kom ud af det.")},
    )  # fmt: skip
    words = forms.CharField(
        label=_("Med få ord"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
