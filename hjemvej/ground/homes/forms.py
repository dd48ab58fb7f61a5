"""What did they type about a home? Its facts, the days of a vacancy, and why it stands empty."""

import datetime
import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.outside.address_register.looking_up import Address
from hjemvej.platform.ui.forms import AmountField, DanishDateField, NearDayField

from . import rules

SHORT = {"class": "is-short"}
SAID = {"": None, "yes": True, "no": False}
PARTS_OF_RENT = ("heat", "water", "tv")


def _said(label: Any) -> forms.TypedChoiceField:
    """Yes, no, or nobody has said."""
    choices = [("", _("Ved ikke")), ("yes", _("Ja")), ("no", _("Nej"))]
    return forms.TypedChoiceField(label=label, choices=choices, coerce=SAID.get, empty_value=None, required=False)


def _kroner(label: Any, *, least: int = 0, **options: Any) -> AmountField:
    widget = forms.TextInput(attrs={**SHORT, "inputmode": "decimal"})
    return AmountField(label=label, min_value=least, max_value=99999, decimal_places=2, widget=widget, **options)


def _whole(label: Any, most: int, *, least: int = 0, **options: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs=SHORT)
    return forms.IntegerField(label=label, min_value=least, max_value=most, required=False, widget=widget, **options)


class DescribeDwelling(forms.Form):
    """A dwelling's facts: the first few are asked for, the others are for whom it is known."""

    address = forms.CharField(label=_("Adresse"), max_length=200, help_text=_("Med etage og dør"))
    form = forms.ChoiceField(label=_("Slags bolig"), choices=[("", _("Vælg …")), *rules.FORMS])
    rent = _kroner(
        _("Husleje om måneden"), least=1, help_text=_("Kroner, uden varme og vand"),
        error_messages={"min_value": _("En bolig koster noget. Skriv huslejen for en måned i hele kroner.")},
    )  # fmt: skip
    heat = _kroner(_("Varme om måneden"), required=False)
    water = _kroner(_("Vand om måneden"), required=False)
    tv = _kroner(_("Tv og antenne om måneden"), required=False)
    deposit = _kroner(_("Indskud"), required=False)
    rooms = _whole(
        _("Værelser"), 20, least=1,
        error_messages={"min_value": _("En bolig har mindst ét værelse. Lad feltet stå tomt, hvis I ikke ved det.")},
    )  # fmt: skip
    size = _whole(_("Kvadratmeter"), 500)
    floor = _whole(_("Etage"), 60, help_text=_("0 er stuen"))
    has_lift = _said(_("Elevator?"))
    is_step_free = _said(_("Uden trin, fra gaden og ind?"))
    takes_pets = _said(_("Må man have husdyr?"))
    is_quiet = _said(_("Er der roligt i opgangen?"))
    has_bath = _said(_("Eget bad?"))
    has_kitchen = _said(_("Eget køkken?"))
    has_balcony = _said(_("Altan eller have?"))
    neighbourhood = forms.CharField(label=_("Kvarter"), max_length=80, required=False)
    near = forms.CharField(
        label=_("Hvad er tæt på?"), max_length=200, required=False, help_text=_("F.eks. bus, indkøb, grønt område")
    )
    lease_form = forms.ChoiceField(label=_("Lejekontrakt"), choices=rules.LEASE_FORMS, initial="unlimited")
    lease_ends_on = DanishDateField(label=_("Kontrakten slutter"), near="future", required=False)
    number = forms.CharField(label=_("Boligorganisationens nummer"), max_length=40, required=False)

    def clean(self) -> dict[str, Any]:
        super().clean()
        return {**self.cleaned_data, **{name: self.cleaned_data.get(name) or Decimal(0) for name in PARTS_OF_RENT}}

    def clean_lease_ends_on(self) -> datetime.date | None:
        """A contract that one writes in today has not ended; one that was written in keeps its day."""
        typed: datetime.date | None = self.cleaned_data["lease_ends_on"]
        if typed and typed < timezone.localdate() and "lease_ends_on" in self.changed_data:
            raise ValidationError(_("Den dag er passeret. Skriv en dag, der kommer, eller lad feltet stå tomt."))
        return typed

    def asked_first(self) -> list[forms.BoundField]:
        return [
            self[name] for name in ("landlord_id", "address", "form", "rent", *PARTS_OF_RENT) if name in self.fields
        ]

    def asked_of_the_vacancy(self) -> list[forms.BoundField]:
        return [self[name] for name in ("can_move_in_on", "notified_on") if name in self.fields]

    def asked_last(self) -> list[forms.BoundField]:
        before = {field.name for field in (*self.asked_first(), *self.asked_of_the_vacancy())}
        return [field for field in self if field.name not in before]


class RegisterVacantDwelling(DescribeDwelling):
    """A dwelling that a landlord reports vacant."""

    landlord_id = forms.ChoiceField(label=_("Boligorganisation"))
    can_move_in_on = NearDayField(label=_("Hvornår kan man flytte ind?"), near="future")
    notified_on = NearDayField(label=_("Hvornår blev den meldt ledig?"), near="past")

    def __init__(self, *args: Any, landlords: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["landlord_id"].choices = [("", _("Vælg …")), *landlords]  # type: ignore[attr-defined]


class ChooseLandlord(forms.Form):
    """Whose homes does one want to see?"""

    udlejer = forms.ChoiceField(label=_("Boligorganisation"), required=False)

    def __init__(self, *args: Any, landlords: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["udlejer"].choices = [("", _("Alle")), *landlords]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> uuid.UUID | None:
        found = self.cleaned_data.get("udlejer") if self.is_valid() else ""
        return uuid.UUID(found) if found else None


class FindAddress(forms.Form):
    """Which address of the national register?"""

    q = forms.CharField(label=_("Adresse"), max_length=200, help_text=_("Vej, nummer, etage og by"))


GONE = _("Registret viser ikke den adresse. Vælg en af dem, der står her, eller søg igen.")


class ChooseAddress(forms.Form):
    """An address of the register, as the register writes it now: what was posted says only which."""

    dar_id = forms.UUIDField(error_messages={"invalid": GONE, "required": GONE})
    address = forms.CharField(max_length=200, required=False)  # where a refusal of the address is shown

    def __init__(self, *args: Any, hits: Sequence[Address], **options: Any) -> None:
        super().__init__(*args, **options)
        self.hits = {hit.dar_id: hit.text for hit in hits}

    def clean_dar_id(self) -> uuid.UUID:
        chosen: uuid.UUID = self.cleaned_data["dar_id"]
        if chosen not in self.hits:
            raise ValidationError(GONE)
        return chosen

    @property
    def facts(self) -> dict[str, Any]:
        chosen = self.cleaned_data["dar_id"]
        return {"dar_id": chosen, "address": self.hits[chosen]}


class NotifyVacancy(forms.Form):
    """A dwelling that we know stands vacant again."""

    can_move_in_on = NearDayField(label=_("Hvornår kan man flytte ind?"), near="future")
    notified_on = NearDayField(label=_("Hvornår blev den meldt ledig?"), near="past")


class ChangeVacancy(forms.Form):
    """The days of a vacancy, where something else is agreed."""

    can_move_in_on = NearDayField(label=_("Hvornår kan man flytte ind?"))
    liable_from = NearDayField(
        label=_("Fra hvornår betaler kommunen lejen?"), required=False, help_text=_("Tomt: kommunen betaler den ikke")
    )
    answer_by_on = NearDayField(
        label=_("Hvornår skal vi senest svare?"), required=False, help_text=_("Tomt: der er ingen frist")
    )


class NameCause(forms.Form):
    """Why does the home stand empty, and whose turn is it?"""

    cause = forms.ChoiceField(label=_("Hvorfor står boligen tom?"), choices=rules.CAUSES, widget=forms.RadioSelect)
    owner = forms.ChoiceField(
        label=_("Hvis tur er det?"), choices=[("", _("Som det plejer for den grund")), *rules.OWNERS], required=False
    )
    from_on = NearDayField(label=_("Fra hvilken dag?"), near="past")


class GiveBack(forms.Form):
    """From which day is the home the landlord's own to let?"""

    on = DanishDateField(label=_("Fra hvilken dag?"), near="past")


class EndTenancy(forms.Form):
    """From which day do they live there no longer, and how did it end?"""

    until_on = DanishDateField(label=_("Hvornår flyttede borgeren?"), near="past")
    ended = forms.ChoiceField(label=_("Hvordan endte det?"), choices=rules.ENDED, widget=forms.RadioSelect)


class CountVacant(forms.Form):
    """How many of a landlord's family dwellings fell vacant in a period, whoever got them?"""

    landlord_id = forms.ChoiceField(label=_("Boligorganisation"))
    from_on = DanishDateField(label=_("Fra og med"), near="past")
    last_on = DanishDateField(label=_("Til og med"), near="past")
    vacant = forms.IntegerField(
        label=_("Så mange familieboliger blev ledige"), min_value=0, max_value=9999,
        widget=forms.NumberInput(attrs=SHORT), help_text=_("Alle, også dem boligorganisationen selv lejede ud"),
    )  # fmt: skip

    def __init__(self, *args: Any, landlords: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["landlord_id"].choices = [("", _("Vælg …")), *landlords]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        super().clean()
        said = self.cleaned_data
        if said.get("from_on") and said.get("last_on") and said["last_on"] < said["from_on"]:
            self.add_error("last_on", _("Skriv en dag efter den første."))
        return said
