"""What did they type about a night? Needs, a no in words, what is free, how the night was."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.ui.forms import DanishDateField

from . import rules

WORDS = 300


class Needs(forms.CheckboxSelectMultiple):
    """The keyboard stands on the first need: whoever comes from a call goes on without the mouse."""

    def create_option(self, *args: Any, **more: Any) -> dict[str, Any]:
        option = super().create_option(*args, **more)
        if option["index"] == "0":
            option["attrs"]["autofocus"] = True
        return option


class RequestPlace(forms.Form):
    """What the person needs of a place."""

    needs = forms.MultipleChoiceField(
        label=_("Hvad skal stedet kunne?"),
        choices=rules.NEEDS,
        required=False,
        widget=Needs,
        help_text=_("Sæt kryds ved det, der er nødvendigt i nat"),
    )
    safety = forms.CharField(
        label=_("Er der noget, borgeren er utryg ved?"), max_length=WORDS, required=False,
        help_text=_("F.eks. “må ikke møde sin tidligere kæreste”. Stedet ser det, når en plads er holdt."),
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
        initial="declined",
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label=_("Hvorfor? Skriv det med borgerens eller stedets egne ord"), max_length=WORDS)


class WithdrawRequest(forms.Form):
    """The person found a place alone."""

    why = forms.CharField(label=_("Hvor sover borgeren så?"), max_length=WORDS, help_text=_("F.eks. hos sin søster"))


class ReportFreePlaces(forms.Form):
    """What a house said on the phone, or its own people tap."""

    free = forms.IntegerField(
        label=_("Hvor mange pladser er ledige nu?"), min_value=0, max_value=999,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "is-short"}),
    )  # fmt: skip


class CorrectNight(forms.Form):
    """How the night was, now that more is known."""

    outcome = forms.ChoiceField(label=_("Hvordan var natten?"), choices=rules.OUTCOMES, widget=forms.RadioSelect)
    what_happened = forms.CharField(
        label=_("Hvad skete der?"), max_length=WORDS, required=False,
        help_text=_("F.eks. mødt af gadeteamet kl. 7.10, sov i kælderskakt"),
    )  # fmt: skip
    slept_outside = forms.BooleanField(
        label=_("Borgeren sov ude"),
        required=False,
        help_text=_("Så skriver vi også gaden som det sted, borgeren sover"),
    )

    def clean(self) -> dict[str, object]:
        values: dict[str, object] = super().clean() or {}
        if values.get("outcome") == rules.UNSAFE and not values.get("what_happened"):
            self.add_error("what_happened", _("Skriv kort, hvad der skete, så vi kan lære af det."))
        return values


class ExtendStay(forms.Form):
    """Until when the person may stay."""

    until_night = DanishDateField(
        label=_("Hvilken dag rejser borgeren?"), near="future", required=False,
        help_text=_("F.eks. i morgen, fredag eller 3/12. Tomt betyder: indtil borgeren rejser."),
    )  # fmt: skip

    def __init__(self, *args: Any, tonight: datetime.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.tonight = tonight

    def clean_until_night(self) -> datetime.date | None:
        until: datetime.date | None = self.cleaned_data["until_night"]
        if until is not None and until <= self.tonight:
            raise ValidationError(_("Skriv en dag fra i morgen og frem. Er borgeren rejst, så skriv det."))
        return until


class Depart(forms.Form):
    """Where did the guest go?"""

    discharged_to = forms.ChoiceField(
        label=_("Hvor rejste borgeren hen?"), choices=rules.DISCHARGES, widget=forms.RadioSelect
    )
    why = forms.CharField(
        label=_("Noget at tilføje?"), max_length=300, required=False, help_text=_("Ved bortvisning: hvad skete der?")
    )

    def clean(self) -> dict[str, object]:
        values: dict[str, object] = super().clean() or {}
        if values.get("discharged_to") == "expelled" and not values.get("why"):
            self.add_error("why", _("Skriv kort, hvad der skete."))
        return values
