"""What did they type about a question to another unit, and about its answer?"""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.ui.forms import ComingDayField, DanishDateField, say_when_needed

from .rules import ANSWERS

LONGEST = 4000


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class AskUnit(forms.Form):
    """Which unit is asked for what, in which words, by which right, and by when?"""

    matter = forms.TypedChoiceField(
        label=_("Hvad skal der til?"), coerce=int, error_messages={"required": _("Vælg, hvad I beder om.")}
    )
    words = forms.CharField(
        label=_("Hvad beder I om?"), max_length=LONGEST, widget=_text(3),
        help_text=_("Kun det, enheden har brug for at vide."),
        error_messages={"required": _("Skriv, hvad I beder om, så den anden enhed kan svare.")},
    )  # fmt: skip
    right = forms.ChoiceField(
        label=_("Hvorfor må vi fortælle det?"), widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvorfor vi må fortælle det.")},
    )  # fmt: skip
    expected_on = ComingDayField(label=_("Hvornår venter I svar?"))

    def __init__(
        self, *args: Any, matters: Iterable[tuple[str, Sequence[tuple[int, str]]]], rights: Sequence[tuple[str, str]],
        **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.fields["matter"].choices = [("", _("Vælg")), *matters]  # type: ignore[attr-defined]
        self.fields["right"].choices = list(rights)  # type: ignore[attr-defined]


class RemindUnit(forms.Form):
    """Whom did they talk with, and when does the answer come?"""

    said = forms.CharField(label=_("Hvem talte du med, og hvad blev der sagt?"), max_length=2000, widget=_text(2))
    expected_on = ComingDayField(label=_("Hvornår kommer svaret?"))


class RecordAnswer(forms.Form):
    """Yes or no, the reasons, and the day it came."""

    outcome = forms.ChoiceField(
        label=_("Hvad svarede de?"), widget=forms.RadioSelect, choices=[(each.value, each.label) for each in ANSWERS],
        error_messages={"required": _("Vælg, hvad enheden svarede.")},
    )  # fmt: skip
    answer = forms.CharField(label=_("Svaret og begrundelsen"), required=False, max_length=LONGEST, widget=_text(3))
    answered_on = DanishDateField(label=_("Hvilken dag kom svaret?"), near="past")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say_when_needed(self, {"answer": _("skal skrives, når svaret ikke er ja til det hele")})


class WithdrawReferral(forms.Form):
    """Why is the answer not needed any more?"""

    why = forms.CharField(label=_("Hvorfor er det ikke nødvendigt længere?"), max_length=2000, widget=_text(2))


def grouped(matters: Iterable[Any]) -> list[tuple[str, list[tuple[int, str]]]]:
    """List the matters a unit at a time, as a choice shows them."""
    units: dict[str, list[tuple[int, str]]] = {}
    for matter in matters:
        units.setdefault(matter.unit, []).append((matter.pk, f"{matter.title} ({matter.paragraph})"))
    return list(units.items())
