"""What did the house's people type about a guest? Who came, and a no with its reason."""

import datetime
import re
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.people.recognising.rules.said import Said, said_in

Choices = Sequence[tuple[str, str]]


WHO = ("given_names", "surname", "description")
YEAR = re.compile("(19|20)[0-9]{2}")
NOT_OF_THE_GUEST = {"key", "place", "is_new", "waited"}


class TakeIn(forms.Form):
    """A guest at the door; may have no name."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=80)
    given_names = forms.CharField(label=_("Fornavn"), max_length=120, required=False)
    surname = forms.CharField(label=_("Efternavn"), max_length=120, required=False)
    description = forms.CharField(
        label=_("Eller beskriv gæsten"), max_length=200, required=False, help_text=_("F.eks. ung mand med grøn jakke")
    )
    sex = forms.ChoiceField(
        label=_("Køn"), choices=[("unknown", _("Ikke oplyst")), ("woman", _("Kvinde")), ("man", _("Mand"))],
        required=False,
    )  # fmt: skip
    born_year = forms.IntegerField(
        label=_("Cirka fødselsår"), min_value=1900, max_value=2100, required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "is-short"}),
    )  # fmt: skip
    animals = forms.CharField(label=_("Dyr"), max_length=200, required=False)
    note = forms.CharField(label=_("Noget, natholdet skal vide"), max_length=300, required=False)
    place = forms.ChoiceField(label=_("Plads"))
    is_new = forms.BooleanField(widget=forms.HiddenInput, required=False)  # none of those who were here lately
    waited = forms.BooleanField(widget=forms.HiddenInput, required=False)  # sent later, when nobody can answer any more

    def __init__(self, *args: object, house_id: uuid.UUID, places: Choices, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.house_id = house_id
        self.fields["place"].choices = list(places)  # type: ignore[attr-defined]

    def clean_born_year(self) -> int | None:
        year: int | None = self.cleaned_data["born_year"]
        if year is not None and year > timezone.localdate().year:
            raise ValidationError(_("Se efter, om året er rigtigt."))
        return year

    def clean(self) -> dict[str, object]:
        values: dict[str, object] = super().clean() or {}
        if not any(values.get(name) for name in ("given_names", "surname", "description")):
            self.add_error("description", _("Skriv et navn, eller beskriv gæsten, så natholdet ved, hvem det er."))
        values["sex"] = values.get("sex") or "unknown"
        return values

    @property
    def may_be_known(self) -> bool:
        """Ask whether it is a guest of the last days, unless that is answered or nobody is there to answer."""
        return not (self.cleaned_data["is_new"] or self.cleaned_data["waited"])

    @property
    def guest(self) -> dict[str, Any]:
        """Return the guest as `walking_in.take_in` takes them; the key as id makes a tap sent twice a single guest."""
        facts = {name: value for name, value in self.cleaned_data.items() if name not in NOT_OF_THE_GUEST}
        key = uuid.uuid5(uuid.NAMESPACE_URL, f"hjemvej:{self.house_id}:{self.cleaned_data['key']}")
        return {"key": key, "place_id": uuid.UUID(self.cleaned_data["place"]), **facts}


def is_typed(typed: Mapping[str, str]) -> bool:
    return any(typed.get(name, "").strip() for name in WHO)


def said_of(typed: Mapping[str, str], on: datetime.date) -> Said:
    """What the house has typed of a guest so far: a name or a description, and a year of birth that is a guess."""
    words, year = " ".join(typed.get(name, "") for name in WHO), typed.get("born_year", "")
    return said_in(f"{words} ca. {on.year - int(year)} år" if YEAR.fullmatch(year) else words, on)


class TurnAway(forms.Form):
    """Why the house cannot take this guest."""

    words = forms.CharField(label=_("Hvorfor kan I ikke tage imod?"), max_length=300)


class ClosePlace(forms.Form):
    """A place that can't be used tonight."""

    why = forms.CharField(label=_("Hvorfor kan pladsen ikke bruges i nat?"), max_length=200)


class ChoosePlace(forms.Form):
    """One of the house's places."""

    place = forms.UUIDField()


class ExtendStay(forms.Form):
    """The first night not used, as the page showed it: pressed twice, the guest has one more night, not two."""

    until = forms.DateField()
