"""What did they type about a partner, a contact or an agreement?"""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.ui.forms import DanishDateField

from .actions import Facts
from .rules import Direction, Kind, What

KINDS = [(kind.value, kind.label) for kind in Kind if kind is not Kind.TEAM]


class FindPartner(forms.Form):
    """Which partners are shown?"""

    tekst = forms.CharField(label=_("Navn"), required=False, max_length=120)
    slags = forms.ChoiceField(label=_("Slags"), required=False, choices=[("", _("Alle")), *KINDS])


class DescribePartner(forms.Form):
    """Who is it, and how are they reached?"""

    name = forms.CharField(label=_("Navn"), max_length=120)
    kind = forms.ChoiceField(label=_("Hvad er det?"), choices=[("", _("Vælg …")), *KINDS])
    phone = forms.CharField(label=_("Telefon"), required=False, max_length=30)
    email = forms.EmailField(label=_("E-mail"), required=False)
    address = forms.CharField(label=_("Adresse"), required=False, max_length=200)
    cvr = forms.CharField(label=_("CVR-nummer"), required=False, max_length=11)
    municipality_code = forms.CharField(
        label=_("Kommunekode"), required=False, max_length=3, help_text=_("Hvis stedet ligger i en anden kommune")
    )
    note = forms.CharField(
        label=_("Godt at vide"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )

    is_for_all_teams = forms.BooleanField(
        label=_("Alle kommunens team må rette partneren og dens steder"), required=False
    )

    def clean_cvr(self) -> str:
        digits = re.sub(r"[\s-]", "", self.cleaned_data["cvr"])
        if digits and not re.fullmatch(r"[0-9]{8}", digits):
            raise ValidationError(_("Et CVR-nummer har otte cifre."))
        return digits

    def clean_municipality_code(self) -> str:
        code: str = self.cleaned_data["municipality_code"]
        if code and not re.fullmatch(r"[0-9]{3}", code):
            raise ValidationError(_("En kommunekode har tre cifre."))
        return code

    @property
    def partner(self) -> dict[str, Any]:
        """Return the partner as `actions.add_partner` takes it."""
        facts = {
            name: self.cleaned_data[name] for name in self.fields if name not in ("name", "kind", "is_for_all_teams")
        }
        named = {name: self.cleaned_data[name] for name in ("name", "kind", "is_for_all_teams")}
        return {**named, "facts": Facts(**facts)}


class DescribeContact(forms.Form):
    """Whom to ring, and when?"""

    name = forms.CharField(label=_("Navn"), max_length=120)
    title = forms.CharField(label=_("Hvad laver vedkommende?"), required=False, max_length=120)
    phone = forms.CharField(label=_("Telefon"), required=False, max_length=30)
    email = forms.EmailField(label=_("E-mail"), required=False)
    hours = forms.CharField(
        label=_("Hvornår træffes vedkommende?"), required=False, max_length=120, help_text=_("F.eks. hverdage 8-15")
    )


class MakeAgreement(forms.Form):
    """What may be shared, in which direction, on which basis?"""

    direction = forms.ChoiceField(
        label=_("Hvad aftaler I?"), widget=forms.RadioSelect,
        choices=[(Direction.SENDS.value, _("De må sende os …")), (Direction.SEES.value, _("De må se hos os …"))],
    )  # fmt: skip
    what = forms.ChoiceField(label=_("Hvad må de sende eller se?"), widget=forms.RadioSelect, choices=What.choices)
    basis_key = forms.ChoiceField(label=_("Hvilken grund i loven?"), widget=forms.RadioSelect)
    from_on = DanishDateField(label=_("Fra og med"), help_text=_("F.eks. i dag eller 1/1-27"))
    last_on = DanishDateField(
        label=_("Til og med"), required=False, near="future", help_text=_("Lad stå tomt, hvis der ingen slutdag er")
    )

    def __init__(self, *args: Any, bases: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["basis_key"].choices = list(bases)  # type: ignore[attr-defined]


class EndAgreement(forms.Form):
    """Which is the last day?"""

    last_on = DanishDateField(label=_("Sidste dag"), help_text=_("F.eks. i dag eller 31/12"))
