"""What was typed about a course: its method and why, a phase's plan, a pause, a hand-over, an end? Never saves."""

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.efforts.support.rules import MOST_AREAS, Because, Ended, Method
from hjemvej.ground.plans.dimensions import LifeDimension
from hjemvej.platform.ui.forms import DanishDateField

from .actions import Chosen, Planned

if TYPE_CHECKING:
    from hjemvej.efforts.support.models import PhaseArea

LONGEST = 4000
MOST_DAYS = 180
NOBODY = ("", _("Hele teamet (ACT)"))
AGREED_WITH = _("Det, I har aftalt med borgeren. Ingen kilde siger et tal; lad det stå tomt, til I har aftalt det.")


def _every_days() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Hvor mange dage højst mellem møderne?"), required=False, min_value=1, max_value=MOST_DAYS,
        help_text=AGREED_WITH, widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "is-short"}),
    )  # fmt: skip


class ChooseMethod(forms.Form):
    """Which method, why, who, and how often; each method's facts stand beside it."""

    method = forms.TypedChoiceField(
        label=_("Hvilken metode?"), choices=Method.choices, widget=forms.RadioSelect, coerce=Method,
        error_messages={"required": _("Vælg metoden.")},
    )  # fmt: skip
    why = forms.CharField(
        label=_("Hvorfor den?"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Hvad borgeren selv siger, og hvad I ser. Andre læser det, hvis metoden skifter."),
        error_messages={"required": _("Skriv, hvorfor det er den metode.")},
    )  # fmt: skip
    worker = forms.TypedChoiceField(
        label=_("Hvem er borgerens medarbejder?"), required=False, coerce=uuid.UUID, empty_value=None
    )
    every_days = _every_days()

    def __init__(self, *args: Any, workers: Sequence[tuple[uuid.UUID, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["worker"].choices = [NOBODY, *workers]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Chosen:
        typed = self.cleaned_data
        return Chosen(typed["method"], typed["why"], typed["worker"], typed["every_days"])


class ChangeMethod(ChooseMethod):
    """Another method: also why the one before does not fit any more."""

    words = forms.CharField(
        label=_("Hvorfor passer den nuværende metode ikke mere?"), max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv, hvorfor metoden skifter.")},
    )  # fmt: skip

    field_order = ("words", "method", "why", "worker", "every_days")


class PlanOfPhase(forms.Form):
    """The plan of a phase: one to three areas, each with an aim."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", _("Intet område")), *LifeDimension.choices]
        plan: dict[str, forms.Field] = {}
        for number in range(1, MOST_AREAS + 1):
            plan[f"dimension_{number}"] = forms.ChoiceField(
                label=_("Hvad handler det om?"), choices=choices, required=False
            )
            plan[f"aim_{number}"] = forms.CharField(
                label=_("Målet, gerne med borgerens ord"), max_length=200, required=False
            )
        self.fields = {**plan, **self.fields}

    def areas(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"dimension_{number}"], self[f"aim_{number}"]) for number in range(1, MOST_AREAS + 1)]

    def clean(self) -> dict[str, Any]:
        super().clean()
        for number in range(1, MOST_AREAS + 1):
            dimension, aim = f"dimension_{number}", f"aim_{number}"
            if self.cleaned_data.get(dimension) and not self.cleaned_data.get(aim):
                self.add_error(aim, _("Skriv målet."))
            if self.cleaned_data.get(aim) and not self.cleaned_data.get(dimension):
                self.add_error(dimension, _("Vælg, hvad målet handler om."))
        return self.cleaned_data

    @property
    def plan(self) -> list[Planned]:
        typed = self.cleaned_data
        return [
            Planned(typed[f"dimension_{number}"], typed[f"aim_{number}"])
            for number in range(1, MOST_AREAS + 1)
            if typed.get(f"dimension_{number}")
        ]


def as_typed(plan: Sequence["PhaseArea"], *, seen: str) -> dict[str, str]:
    """Give a plan as its form begins, area by area."""
    initial = {"seen": seen}
    for number, area in enumerate(plan, 1):
        initial |= {f"dimension_{number}": area.dimension, f"aim_{number}": area.aim}
    return initial


class BeginPhase(PlanOfPhase):
    """The plan, and how often to meet."""

    number = forms.IntegerField(widget=forms.HiddenInput)  # which phase was typed for: a colleague may have begun it
    every_days = _every_days()

    @property
    def beside(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("number", "every_days")}


class Seen(forms.Form):
    """Keeps what stood there when the page was opened: a colleague may change it meanwhile."""

    seen = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)


class ChangePlan(PlanOfPhase, Seen):
    """Another plan than the one that was agreed when the phase began."""


class HandArea(Seen):
    """Who has it from now on, by name?"""

    to = forms.CharField(
        label=_("Hvem har det nu? Navn og sted"), max_length=160,
        error_messages={"required": _("Skriv navnet på den, der har det nu.")},
    )  # fmt: skip


class AgreeRhythm(Seen):
    every_days = _every_days()


class GiveWorker(Seen):
    worker = forms.TypedChoiceField(
        label=_("Hvem er borgerens medarbejder?"), required=False, coerce=uuid.UUID, empty_value=None
    )

    def __init__(self, *args: Any, workers: Sequence[tuple[uuid.UUID, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["worker"].choices = [NOBODY, *workers]  # type: ignore[attr-defined]


class PauseSupport(forms.Form):
    because = forms.ChoiceField(
        label=_("Hvorfor?"), choices=Because.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvorfor forløbet venter.")},
    )  # fmt: skip
    from_on = DanishDateField(label=_("Fra hvilken dag?"), near="past")
    words = forms.CharField(
        label=_("Hvad er aftalt imens?"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )


class ResumeSupport(forms.Form):
    until_on = DanishDateField(label=_("Hvilken dag kom borgeren tilbage?"), near="past")


class EndSupport(forms.Form):
    """Why it ends, and whom the citizen can ring now."""

    because = forms.ChoiceField(
        label=_("Hvorfor slutter støtten?"), widget=forms.RadioSelect,
        choices=[choice for choice in Ended.choices if choice[0] != Ended.ANOTHER_METHOD],
        error_messages={"required": _("Vælg, hvorfor støtten slutter.")},
    )  # fmt: skip
    words = forms.CharField(
        label=_("Hvordan gik det, og hvem kan borgeren ringe til nu?"), max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Skriv kort, hvordan det gik, og hvem borgeren kan ringe til nu.")},
    )  # fmt: skip
