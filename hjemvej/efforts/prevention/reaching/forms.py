"""What was typed about an attempt? It begins with what is likeliest; validates, never saves."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.ui.forms import ComingDayField, NearDayField

from .actions import Said
from .rules import DONE, MAY_END, Kind, Outcome, Part

LONGEST = 4000
ENDS = [(outcome.value, outcome.label) for outcome in MAY_END]
TRIED = [(kind.value, said) for kind, said in DONE.items()]
KINDS = [(kind.value, kind.label) for kind in Kind]


class LogAttempt(forms.Form):
    """How we tried, how it went, when of the day."""

    outcome = forms.ChoiceField(label=_("Hvordan gik det?"), choices=ENDS, widget=forms.RadioSelect,
                                error_messages={"required": _("Vælg, hvordan det gik.")})  # fmt: skip
    kind = forms.ChoiceField(label=_("Hvordan prøvede I?"), choices=TRIED, widget=forms.RadioSelect,
                             error_messages={"required": _("Vælg, hvordan I prøvede.")})  # fmt: skip
    part = forms.ChoiceField(
        label=_("Hvornår på dagen?"), choices=Part.choices, widget=forms.RadioSelect, required=False
    )
    words = forms.CharField(
        label=_("Hvad så eller hørte I?"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )
    day = NearDayField(
        label=_("Dag"), near="past", error_messages={"required": _("Skriv dagen, f.eks. i dag eller i går.")}
    )

    @property
    def said(self) -> Said:
        typed = self.cleaned_data
        return Said(typed["kind"], typed["day"], typed["part"], Outcome(typed["outcome"]), typed["words"])


class PlanAttempt(forms.Form):
    """What is tried next, when, and who goes there?"""

    kind = forms.ChoiceField(
        label=_("Hvad prøver I?"), choices=KINDS, error_messages={"required": _("Vælg, hvad I prøver.")}
    )
    day = ComingDayField(
        label=_("Hvilken dag?"), error_messages={"required": _("Skriv dagen, f.eks. i morgen eller fredag.")}
    )
    part = forms.ChoiceField(
        label=_("Hvornår på dagen?"), required=False, choices=[("", _("Lige meget")), *Part.choices]
    )
    worker = forms.TypedChoiceField(
        label=_("Hvem gør det?"), coerce=uuid.UUID, error_messages={"required": _("Vælg, hvem der gør det.")}
    )
    words = forms.CharField(
        label=_("Husk"),
        required=False,
        max_length=200,
        help_text=_("F.eks. opgangens kode, eller hvem der ellers kommer"),
    )

    def __init__(self, *args: Any, workers: Sequence[tuple[uuid.UUID, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["worker"].choices = workers  # type: ignore[attr-defined]

    @property
    def planned(self) -> dict[str, Any]:
        typed = self.cleaned_data
        said = Said(typed["kind"], typed["day"], typed["part"], words=typed["words"])
        return {"said": said, "worker_id": typed["worker"]}
