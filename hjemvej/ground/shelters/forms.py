"""What did they type about a house? Its facts, its week, its places, and when one is closed."""

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.people.rules import municipalities
from hjemvej.platform.ui.forms import AmountField, DanishDateField, DanishTimeField

from . import rules
from .actions import DayHours

if TYPE_CHECKING:
    from .models import OpeningHours


class DescribeHouse(forms.Form):
    """A house's facts."""

    name = forms.CharField(label=_("Navn"), max_length=120)
    kind = forms.ChoiceField(label=_("Slags"), choices=[("", _("Vælg …")), *rules.KINDS])
    paragraph = forms.ChoiceField(
        label=_("Efter hvilken paragraf bor man der?"),
        choices=[("", _("Som normalt for den slags sted")), *rules.PARAGRAPHS],
        required=False,
        help_text=_(
            "Kun ophold efter § 110 meldes til handlekommunen og tælles i døgn."
            " På et krisecenter (§ 109) tæller man ikke med hos VIVE."
        ),
    )
    organisation_id = forms.ChoiceField(label=_("Hvem driver stedet?"))
    municipality_code = forms.ChoiceField(label=_("Kommune"))
    phone = forms.CharField(label=_("Telefon, også om natten"), max_length=30, required=False)
    address = forms.CharField(label=_("Adresse"), max_length=200, required=False)
    address_is_secret = forms.BooleanField(label=_("Adressen er hemmelig"), required=False)
    note = forms.CharField(label=_("Værd at vide"), max_length=300, required=False)
    max_nights = forms.IntegerField(
        label=_("Højst så mange nætter i træk"), min_value=1, max_value=3650, required=False,
        widget=forms.NumberInput(attrs={"class": "is-short"}),
    )  # fmt: skip
    order = forms.IntegerField(
        label=_("Plads på tavlen"), min_value=0, max_value=999, initial=0,
        widget=forms.NumberInput(attrs={"class": "is-short"}), help_text=_("0 står øverst"),
    )  # fmt: skip
    is_active = forms.BooleanField(label=_("Stedet er i brug"), required=False, initial=True)

    def __init__(
        self,
        *args: Any,
        organisations: Sequence[tuple[str, str]],
        lies_in: tuple[str, str] | None = None,
        **options: Any,
    ) -> None:
        """`lies_in` is the municipality known so far, which may be none of the present ones."""
        super().__init__(*args, **options)
        if lies_in:
            del self.fields["paragraph"]  # changed on a page of its own, since the stays follow it
        own = settings.MUNICIPALITY_CODE, settings.MUNICIPALITY_NAME
        self.names = dict([*municipalities(own), *([lies_in] if lies_in else [])])
        self.fields["municipality_code"].choices = self.names.items()  # type: ignore[attr-defined]
        self.fields["organisation_id"].choices = [("", _("Vælg …")), *organisations]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        super().clean()
        said = self.cleaned_data
        return {**said, "municipality_name": self.names.get(said.get("municipality_code", ""), "")}


class ChangeParagraph(forms.Form):
    """Under which paragraph does one stay there, and since when?"""

    paragraph = forms.ChoiceField(
        label=_("Efter hvilken paragraf bor man der?"), choices=rules.PARAGRAPHS, widget=forms.RadioSelect,
        help_text=_(
            "Kun ophold efter § 110 meldes til handlekommunen og tælles i døgn."
            " På et krisecenter (§ 109) tæller man ikke med hos VIVE."
        ),
    )  # fmt: skip
    since = forms.ChoiceField(
        label=_("Siden hvornår?"), widget=forms.RadioSelect,
        choices=[("always", _("Det har været forkert hele tiden")), ("day", _("Det gælder fra en dag"))],
    )  # fmt: skip
    from_on = DanishDateField(label=_("Fra hvilken nat?"), near="past", required=False)

    def clean(self) -> dict[str, Any]:
        super().clean()
        said = self.cleaned_data
        if said.get("since") == "day" and not said.get("from_on") and "from_on" not in self.errors:
            self.add_error("from_on", _("Skriv den første nat, det gælder."))
        return said

    @property
    def from_night(self) -> datetime.date:
        chosen: datetime.date = self.cleaned_data["from_on"] if self.cleaned_data["since"] == "day" else rules.ALWAYS
        return chosen

    @property
    def choice(self) -> str:
        """What must be shown before it is saved."""
        return f"{self.cleaned_data['paragraph']} {self.from_night}"


class SetRate(forms.Form):
    """What does a day cost the municipality, from when, and how do we know?"""

    kroner = AmountField(
        label=_("Kroner for et døgn"), min_value=50, max_value=99999, decimal_places=2,
        widget=forms.TextInput(attrs={"class": "is-short", "inputmode": "decimal"}),
        help_text=_("F.eks. 1234 eller 1.234,50"),
    )  # fmt: skip
    valid_from = DanishDateField(label=_("Fra hvilken dag?"), near="past")
    paragraph = forms.CharField(label=_("Efter hvilken paragraf eller aftale?"), max_length=80)
    source = forms.CharField(label=_("Hvor står det?"), max_length=200, help_text=_("F.eks. takstbladet for 2026"))
    certainty = forms.ChoiceField(
        label=_("Hvor sikkert er det?"), widget=forms.RadioSelect, choices=rules.RATE_CERTAINTIES
    )


class SetHours(forms.Form):
    """Open all day and night, or a week of opening hours, in which an empty day is closed."""

    door = forms.ChoiceField(
        label=_("Hvornår er stedet åbent?"), widget=forms.RadioSelect,
        choices=[("always", _("Åbent hele døgnet")), ("week", _("Faste tider"))],
        error_messages={"required": _("Vælg, om stedet er åbent hele døgnet.")},
    )  # fmt: skip

    def __init__(self, *args: Any, hours: "Sequence[OpeningHours]", **options: Any) -> None:
        super().__init__(*args, **options)
        known = {row.weekday: row for row in hours}
        self.fields["door"].initial = "week" if known else "always"
        for day in range(7):
            row, name = known.get(day), str(WEEKDAYS[day]).capitalize()
            for field, label, value in (
                ("opens_at", _("%(day)s: åbner") % {"day": name}, row.opens_at if row else None),
                ("closes_at", _("%(day)s: lukker") % {"day": name}, row.closes_at if row else None),
                ("intake_until", _("%(day)s: tager ind til") % {"day": name}, row.intake_until if row else None),
            ):
                self.fields[f"{field}_{day}"] = DanishTimeField(
                    label=label, required=False, initial=value, help_text=""
                )

    def days(self) -> list[list[forms.BoundField]]:
        """For the page: each weekday's three fields."""
        return [[self[f"{name}_{day}"] for name in ("opens_at", "closes_at", "intake_until")] for day in range(7)]

    def clean(self) -> dict[str, Any]:
        super().clean()
        values = self.cleaned_data
        for day in range(7):
            opens, closes = values.get(f"opens_at_{day}"), values.get(f"closes_at_{day}")
            if (opens is None) != (closes is None) and f"opens_at_{day}" in values and f"closes_at_{day}" in values:
                self.add_error(f"closes_at_{day}", _("Skriv både hvornår stedet åbner, og hvornår det lukker."))
            if opens is None and values.get(f"intake_until_{day}") is not None:
                self.add_error(f"intake_until_{day}", _("Skriv også, hvornår stedet åbner og lukker."))
        typed = any(name != "door" and values.get(name) is not None for name in self.changed_data)
        if values.get("door") == "always" and typed:
            self.add_error("door", _("Du har skrevet tider. Vælg faste tider, eller slet dem."))
        if values.get("door") == "week" and not self.errors and not self.hours:
            self.add_error("opens_at_0", _("Skriv tiderne for mindst én dag, eller vælg åbent hele døgnet."))
        return values

    @property
    def closed_days(self) -> list[str]:
        """The weekdays on which nobody can come, which must be shown before they are saved."""
        is_open = {day.weekday for day in self.hours}
        return [str(WEEKDAYS[day]) for day in range(7) if day not in is_open] if is_open else []

    @property
    def hours(self) -> list[DayHours]:
        values = self.cleaned_data
        if values["door"] == "always":
            return []
        return [
            DayHours(day, values[f"opens_at_{day}"], values[f"closes_at_{day}"], values[f"intake_until_{day}"])
            for day in range(7)
            if values[f"opens_at_{day}"] is not None
        ]


class AddPlace(forms.Form):
    """A place, in which room, and whom it is for."""

    room_name = forms.CharField(label=_("Værelse eller sal"), max_length=60)
    label = forms.CharField(label=_("Plads"), max_length=60, help_text=_("F.eks. seng 1"))
    traits = forms.MultipleChoiceField(
        label=_("For hvem?"), choices=list(rules.TRAITS.items()), required=False, widget=forms.CheckboxSelectMultiple
    )

    @property
    def place(self) -> dict[str, Any]:
        """Return the place as `actions.add_place` takes it."""
        traits = {name: name in self.cleaned_data["traits"] for name in rules.TRAITS}
        return {"room_name": self.cleaned_data["room_name"], "label": self.cleaned_data["label"], "traits": traits}


class ChangePlace(forms.Form):
    """What the place is called, whom it is for, and whether it is in use."""

    label = forms.CharField(label=_("Plads"), max_length=60)
    traits = forms.MultipleChoiceField(
        label=_("For hvem?"), choices=list(rules.TRAITS.items()), required=False, widget=forms.CheckboxSelectMultiple
    )
    is_active = forms.BooleanField(label=_("Pladsen findes stadig"), required=False)

    @property
    def facts(self) -> dict[str, object]:
        traits = {name: name in self.cleaned_data["traits"] for name in rules.TRAITS}
        return {"label": self.cleaned_data["label"], "is_active": self.cleaned_data["is_active"], **traits}


class ClosePlace(forms.Form):
    """Nights a place can't be used."""

    from_night = DanishDateField(label=_("Første nat, den er lukket"), near="future")
    until_night = DanishDateField(
        label=_("Kan bruges igen fra"), near="future", required=False, help_text=_("Tomt: indtil du åbner den igen")
    )
    why = forms.CharField(label=_("Hvorfor?"), max_length=200)

    def clean(self) -> dict[str, Any]:
        super().clean()
        values = self.cleaned_data
        first, until = values.get("from_night"), values.get("until_night")
        if isinstance(first, datetime.date) and isinstance(until, datetime.date) and until <= first:
            self.add_error("until_night", _("Skriv en dag efter den første nat."))
        return values
