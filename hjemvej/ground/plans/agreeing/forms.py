"""What did they type of a plan in writing, and which one is begun?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.plans.forms import LONGEST, text_area
from hjemvej.ground.plans.rules import agreed
from hjemvej.platform.ui.forms import DanishDateField, say_when_needed


class WritePlan(forms.Form):
    """A plan in writing. A draft may have gaps; what the law asks for is asked when it is agreed."""

    purpose = forms.CharField(label=agreed.PARTS["purpose"], required=False, max_length=LONGEST, widget=text_area(2))
    effort = forms.CharField(
        label=agreed.PARTS["effort"], required=False, max_length=LONGEST, widget=text_area(3),
        help_text=_("Den støtte og hjælp, I er enige om."),
    )  # fmt: skip
    duration = forms.CharField(
        label=agreed.PARTS["duration"],
        required=False,
        max_length=160,
        help_text=_("F.eks. ”Ni måneder efter indflytning”"),
    )
    home = forms.CharField(label=agreed.PARTS["home"], required=False, max_length=LONGEST, widget=text_area(2))
    work = forms.CharField(label=agreed.PARTS["work"], required=False, max_length=LONGEST, widget=text_area(2))
    personal_help = forms.CharField(
        label=agreed.PARTS["personal_help"], required=False, max_length=LONGEST, widget=text_area(2)
    )
    treatment = forms.CharField(
        label=agreed.PARTS["treatment"], required=False, max_length=LONGEST, widget=text_area(2)
    )
    aids = forms.CharField(label=agreed.PARTS["aids"], required=False, max_length=LONGEST, widget=text_area(2))
    provider = forms.ChoiceField(
        label=agreed.WISH["provider"], required=False, choices=[("", _("Ikke spurgt endnu")), *agreed.Provider.choices]
    )
    provider_words = forms.CharField(
        label=agreed.WISH["provider_words"], required=False, max_length=LONGEST, widget=text_area(2)
    )
    named_employee = forms.CharField(
        label=_("En bestemt medarbejder på forsorgshjemmet, hvis borgeren ønsker det"), required=False, max_length=120
    )
    followed = forms.ChoiceField(
        label=agreed.WISH["followed"], required=False, choices=[("", _("Vælg")), *agreed.Followed.choices]
    )
    not_followed_because = forms.CharField(
        label=_("Begrundelse, når ønsket ikke følges"), required=False, max_length=LONGEST, widget=text_area(2)
    )
    together = forms.ChoiceField(
        label=_("Hvordan har I lavet planen sammen?"), required=False,
        choices=[("", _("Vælg, når I er enige")), *agreed.Together.choices],
    )  # fmt: skip
    together_words = forms.CharField(
        label=_("Hvad sagde borgeren om planen?"), required=False, max_length=LONGEST, widget=text_area(2)
    )
    agreed_on = DanishDateField(label=_("Hvilken dag er planen aftalt?"), near="past", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, asks_wish: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in () if asks_wish else agreed.WISH:
            del self.fields[name]
        needed = dict.fromkeys((*agreed.ASKED, "together"), _("skal skrives, før planen aftales"))
        if asks_wish:
            needed |= {"provider": _("skal spørges efter § 142"), "followed": _("når borgeren har et ønske"),
                       "not_followed_because": _("skal skrives, når svaret er nej")}  # fmt: skip
        say_when_needed(self, {**needed, "agreed_on": _("når planen aftales")})

    @property
    def said(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in agreed.TYPED if name in self.fields}


class BeginPlan(forms.Form):
    """Which plan is begun?"""

    kind = forms.ChoiceField(choices=[(each.value, each.label) for each in agreed.BY_THE_TEAM])
