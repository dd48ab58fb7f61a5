"""What did somebody at a partner's write about a citizen?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.ui.forms import DanishDateField

TONIGHT = [
    ("no_place", _("Har ikke et sted i nat")),
    ("has_place", _("Har et sted i nat")),
    ("unknown", _("Ved vi ikke")),
]


class SendInquiry(forms.Form):
    about = forms.CharField(
        label=_("Hvem drejer det sig om?"), max_length=200, help_text=_("Navn, eller en beskrivelse. Ikke CPR-nummer.")
    )
    text = forms.CharField(
        label=_("Hvad er der brug for?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Skriv kun det, vi har brug for at vide."),
    )  # fmt: skip
    tonight = forms.ChoiceField(
        label=_("Er der et sted at sove i nat?"), choices=TONIGHT, widget=forms.RadioSelect, initial="unknown"
    )
    is_threatened = forms.BooleanField(label=_("Er truet eller i fare"), required=False)
    where = forms.CharField(label=_("Hvor er borgeren?"), max_length=300, required=False)
    children = forms.IntegerField(label=_("Børn, antal"), min_value=0, max_value=30, required=False)
    eviction_on = DanishDateField(label=_("Fogeden kommer den"), required=False, near="future", help_text="")
    asker_contact = forms.CharField(
        label=_("Hvordan får vi fat i dig?"), max_length=200, required=False, help_text=_("Telefon eller e-mail")
    )
    key = forms.CharField(max_length=100, required=False, widget=forms.HiddenInput)

    def clean_eviction_on(self) -> Any:
        day = self.cleaned_data.get("eviction_on")
        if day is not None and not 2000 < day.year < 2100:
            raise forms.ValidationError(_("Se efter, om året er rigtigt."))
        return day


class Reply(forms.Form):
    text = forms.CharField(label=_("Skriv til os"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
