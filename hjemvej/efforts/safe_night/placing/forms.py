"""What did they type about a night? Needs, a no in words, what is free, how the night was."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.efforts.safe_night.placing.rules import known

WORDS = 300


class Needs(forms.CheckboxSelectMultiple):
    """The first need has the keyboard's focus, so that a caller's entry goes on without the mouse."""

    def create_option(self, *args: Any, **more: Any) -> dict[str, Any]:
        option = super().create_option(*args, **more)
        if option["index"] == "0":
            option["attrs"]["autofocus"] = True
        return option


class RequestPlace(forms.Form):
    """What the person needs of a place."""

    needs = forms.MultipleChoiceField(
        label=_("Hvad skal stedet kunne?"),
        choices=known.NEEDS,
        required=False,
        widget=Needs,
        help_text=_("Sæt kryds ved det, der er nødvendigt i nat"),
    )
    safety = forms.CharField(
        label=_("Er der noget, borgeren er utryg ved?"), max_length=WORDS, required=False,
        help_text=_("F.eks. ”må ikke møde sin tidligere kæreste”. Stedet ser det, når en plads er reserveret."),
    )  # fmt: skip
    note = forms.CharField(
        label=_("Hvor er borgeren nu, og hvordan får vi fat i ham eller hende?"), max_length=WORDS, required=False,
        help_text=_("Stedet ser også det."),
    )  # fmt: skip


class SayNo(forms.Form):
    """Why it did not become this place."""

    who = forms.ChoiceField(
        label=_("Hvem sagde nej?"),
        choices=[("declined", _("Borgeren sagde nej")), ("turned_away", _("Stedet sagde nej"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, om det var borgeren eller stedet, der sagde nej.")},
    )
    words = forms.CharField(label=_("Hvorfor? Skriv det med borgerens eller stedets egne ord"), max_length=WORDS)


class WithdrawRequest(forms.Form):
    """The person found a place alone."""

    why = forms.CharField(label=_("Hvor sover borgeren så?"), max_length=WORDS, help_text=_("F.eks. hos sin søster"))
