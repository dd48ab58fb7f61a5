"""What did the citizen answer? Five statements, all of them: half a sheet is counted as none."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .actions import Afterwards
from .statements import Version

MISSING = _("Her mangler et svar. Et halvt skema tæller ikke.")


class FillIn(forms.Form):
    """A field a statement, and what can be answered, the best first."""

    def __init__(self, *args: Any, version: Version, **options: Any) -> None:
        super().__init__(*args, **options)
        for number, statement in enumerate(version.statements, 1):
            self.fields[f"answer_{number}"] = forms.TypedChoiceField(
                label=f"{version.begins} {statement}", coerce=int, choices=version.answers, widget=forms.RadioSelect,
                error_messages={"required": MISSING},
            )  # fmt: skip

    @property
    def answers(self) -> list[int]:
        return [self.cleaned_data[name] for name in self.fields]


def as_typed(answers: list[int]) -> dict[str, int]:
    """Give kept answers as the form names them."""
    return {f"answer_{number}": answer for number, answer in enumerate(answers, 1)}


class TakeBack(forms.Form):
    """What is to become of the answers?"""

    afterwards = forms.ChoiceField(
        label=_("Hvad skal der ske med svarene?"), choices=Afterwards.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvad borgeren vil have gjort ved svarene.")},
    )  # fmt: skip
