"""What did they type about who follows up? Only what is lacking is asked for."""

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.casework.forms import STEP_KINDS
from hjemvej.ground.casework.rules import end_of_day
from hjemvej.platform.ui.forms import ComingDayField

STEP = ("title", "kind", "due_on")


class TakeCitizen(forms.Form):
    """What comes next, where nobody has said it: else a press is enough."""

    title = forms.CharField(
        label=_("Hvad er det næste?"), max_length=200, help_text=_("F.eks. ”Ring til forsorgshjemmet”"),
        error_messages={"required": _("Skriv, hvad der skal ske.")},
    )  # fmt: skip
    due_on = ComingDayField()
    kind = forms.ChoiceField(label=_("Hvordan står det til?"), widget=forms.RadioSelect, choices=STEP_KINDS)

    def __init__(self, *args: Any, asks_step: bool, **options: Any) -> None:
        super().__init__(*args, **{**options, "initial": {"kind": "own", **(options.get("initial") or {})}})
        self.asks_step = asks_step
        if not asks_step:
            for name in STEP:
                del self.fields[name]

    @property
    def due_at(self) -> datetime.datetime:
        return end_of_day(self.cleaned_data["due_on"])


class GiveCitizen(TakeCitizen):
    """To whom, and why; and what comes next, where nobody has said it."""

    to = forms.ChoiceField(
        label=_("Kollega eller team"), widget=forms.RadioSelect,
        error_messages={"required": _("Vælg en kollega eller et team.")},
    )  # fmt: skip
    why = forms.CharField(
        label=_("Hvorfor?"), max_length=300, error_messages={"required": _("Skriv kort hvorfor, så de kan svare.")}
    )

    field_order = ("to", "why", *STEP)

    def __init__(
        self, *args: Any, colleagues: Iterable[tuple[uuid.UUID, str]], teams: Iterable[tuple[uuid.UUID, str]],
        **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            *((f"user:{pk}", name) for pk, name in colleagues),
            *((f"team:{pk}", _("Teamet %s") % name) for pk, name in teams),
        ]

    @property
    def receiver_id(self) -> uuid.UUID | None:
        kind, _colon, pk = self.cleaned_data["to"].partition(":")
        return uuid.UUID(pk) if kind == "user" else None

    @property
    def team_id(self) -> uuid.UUID | None:
        """The team it is given to; none for a colleague, who is in the giver's own."""
        kind, _colon, pk = self.cleaned_data["to"].partition(":")
        return uuid.UUID(pk) if kind == "team" else None


class DeclineCitizen(forms.Form):
    answer = forms.CharField(
        label=_("Hvorfor ikke?"), max_length=300,
        error_messages={"required": _("Skriv kort hvorfor, så den, der spurgte, ved det.")},
    )  # fmt: skip
