"""What did they type? About themselves, about members, and why they must see a record."""

import datetime
import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.ui.forms import DanishDateField

from .roles import Role

if TYPE_CHECKING:
    from hjemvej.platform.identity.models import User


class OwnPage(forms.Form):
    name = forms.CharField(label=_("Navn"), max_length=120)
    phone = forms.CharField(label=_("Telefon på arbejdet"), max_length=30, required=False)


class ChoosePassword(forms.Form):
    """A first or a forgotten password, by a link that a leader has handed over."""

    password = forms.CharField(
        label=_("Ny adgangskode"),
        help_text=_("Mindst 12 tegn. Tre tilfældige ord er bedre end ét svært."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Skriv den igen"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, user: "User", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password

    def clean(self) -> None:
        if self.cleaned_data.get("password") and self.cleaned_data["password"] != self.cleaned_data.get("again"):
            self.add_error("again", _("De to er ikke ens."))


class AddMember(forms.Form):
    name = forms.CharField(label=_("Navn"), max_length=120)
    email = forms.EmailField(label=_("E-mail på arbejdet"))
    role = forms.ChoiceField(label=_("Rolle"), choices=[("", _("Vælg …")), *Role.choices])
    from_on = DanishDateField(label=_("Fra og med"), near="future")

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["from_on"] = today

    @property
    def member(self) -> dict[str, Any]:
        """Return the member as `actions.add_member` takes it."""
        return {**self.cleaned_data, "role": Role(self.cleaned_data["role"])}


class ChangeRole(forms.Form):
    role = forms.ChoiceField(label=_("Ny rolle"), choices=Role.choices)
    from_on = DanishDateField(label=_("Fra og med"), near="future")

    @property
    def place(self) -> dict[str, Any]:
        """Return the place as `actions.change_role` takes it."""
        return {**self.cleaned_data, "role": Role(self.cleaned_data["role"])}


class EndMembership(forms.Form):
    last_on = DanishDateField(label=_("Sidste dag"), near="future")


class BreakGlass(forms.Form):
    reason = forms.CharField(
        label=_("Hvorfor har du brug for at se sagen nu?"),
        help_text=_("Din leder læser det, og borgeren kan få det at se."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class BreakGlassByCpr(BreakGlass):
    """Exact knowledge: the whole number. Nobody searches their way to somebody who is not theirs."""

    cpr = forms.CharField(
        label=_("Hele CPR-nummeret"), max_length=15, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    field_order = ["cpr", "reason"]

    def clean_cpr(self) -> str:
        digits = re.sub(r"\D", "", self.cleaned_data["cpr"])
        if len(digits) != 10:
            raise forms.ValidationError(_("Skriv alle ti cifre."))
        return digits


class JudgeLook(forms.Form):
    verdict = forms.ChoiceField(label=_("Vurdering"), choices=[])
    remark = forms.CharField(label=_("Bemærkning"), max_length=500, required=False)

    def __init__(self, *args: Any, verdicts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verdict"] = forms.ChoiceField(label=_("Vurdering"), choices=verdicts)


class FinishCheck(forms.Form):
    conclusion = forms.CharField(
        label=_("Konklusion"),
        help_text=_("Hvad viste kontrollen, og hvad gør I ved det?"),
        min_length=5,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
