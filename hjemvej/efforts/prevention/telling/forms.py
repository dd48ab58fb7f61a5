"""What did they type about not telling a signal? Validates, never saves; nothing typed is lost."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.ui.forms import DanishDateField, say_when_needed


class TellLater(forms.Form):
    """By which paragraph is it not told, why, and when do we look at it again?"""

    basis = forms.ChoiceField(
        label=_("Efter hvilken paragraf?"), widget=forms.RadioSelect,
        error_messages={"required": _("Vælg en paragraf.")},
    )  # fmt: skip
    why = forms.CharField(
        label=_("Hvorfor, med dine ord?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
        error_messages={"required": _("Skriv, hvorfor borgeren ikke skal have besked.")},
    )  # fmt: skip
    look_again_on = DanishDateField(label=_("Hvornår ser vi på det igen?"), near="future", required=False)

    def __init__(self, *args: Any, bases: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["basis"].choices = list(bases)  # type: ignore[attr-defined]
        say_when_needed(self, {"look_again_on": _("skal skrives, når borgeren skal have besked senere")})
