"""What did they write on the public page? Few questions, in their own words; nothing typed is lost."""

import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from . import rules

WHO = [
    ("self", _("Mig selv")),
    ("relative", _("En i min familie eller en ven")),
    ("neighbour", _("En, jeg har set eller bor nær")),
    ("professional", _("En, jeg møder i mit arbejde")),
]
TONIGHT = [
    ("no_place", _("Nej")),
    ("has_place", _("Ja, i nat")),
    ("unknown", _("Det ved jeg ikke")),
]
CONCERNS = [
    ("no_home", _("Har ikke noget hjem")),
    ("losing_home", _("Er ved at miste sit hjem")),
    ("seen_outside", _("Sover udenfor")),
    ("other", _("Noget andet")),
]


class GetHelp(forms.Form):
    """The questions of the public page, and the two traps for robots."""

    asker_kind = forms.ChoiceField(label=_("Hvem drejer det sig om?"), choices=WHO, widget=forms.RadioSelect)
    tonight = forms.ChoiceField(
        label=_("Er der et sikkert sted at sove i nat?"), choices=TONIGHT, widget=forms.RadioSelect
    )
    concerns = forms.MultipleChoiceField(
        label=_("Hvad er der galt?"), choices=CONCERNS, widget=forms.CheckboxSelectMultiple, required=False
    )
    text = forms.CharField(
        label=_("Fortæl kort, hvad der sker"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )
    where = forms.CharField(
        label=_("Hvor er det?"), max_length=300, required=False, help_text=_("For eksempel: bænken bag stationen")
    )
    children = forms.IntegerField(
        label=_("Er der børn med? Skriv hvor mange"), min_value=0, max_value=30, required=False
    )
    is_threatened = forms.BooleanField(label=_("Nogen er truet eller i fare"), required=False)
    asker_name = forms.CharField(label=_("Dit navn"), max_length=120, required=False)
    asker_contact = forms.CharField(
        label=_("Hvordan kan vi få fat i dig?"), max_length=200, required=False,
        help_text=_("Telefon, e-mail eller et sted, du kommer. Du må gerne være anonym."),
    )  # fmt: skip
    website = forms.CharField(required=False, max_length=200)  # hidden from people; only robots fill it
    stamp = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def is_robot(self) -> bool:
        return bool(self.cleaned_data.get("website"))

    def read_stamp(self, at: datetime.datetime) -> rules.Stamp:
        return rules.read_stamp(self.cleaned_data.get("stamp", ""), at)


class FollowUp(forms.Form):
    code = forms.CharField(
        label=_("Din kode"), max_length=40, help_text=_("Ti tegn, som du fik, da du skrev til os"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip


class Reply(forms.Form):
    code = forms.CharField(max_length=40, widget=forms.HiddenInput)
    text = forms.CharField(label=_("Skriv mere til os"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
