"""What was typed on a round? Validates, never saves."""

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.ui.forms import ComingDayField, DanishTimeField, NearDayField
from hjemvej.platform.ui.when import moment_in_words

from .actions import Said
from .rules import Coarseness, Outcome

YES, NO = "yes", "no"
LONGEST = 4000
DROPPED = ("known_as", "own_words", "handed_out", "danger", "wants_bed", "promised", "by_on")  # when they say no


class BeginRound(forms.Form):
    """Who goes along?"""

    others = forms.CharField(
        label=_("Hvem går med?"), required=False, max_length=120, help_text=_("F.eks. Jens fra Kirkens Korshær")
    )


class AddPlace(forms.Form):
    """A place to go to, no more exactly than is needed."""

    name = forms.CharField(label=_("Hvad kalder I stedet?"), max_length=80, help_text=_("F.eks. parken ved åen"))
    coarseness = forms.ChoiceField(
        label=_("Hvor nøjagtigt er det?"), choices=Coarseness.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvor nøjagtigt det er.")},
    )  # fmt: skip
    where = forms.CharField(
        label=_("Hvordan finder man det?"), required=False, max_length=200,
        help_text=_("F.eks. ad stien bag hallen. Skriv ikke, hvem der bor der."),
    )  # fmt: skip


class WriteMeeting(forms.Form):
    """What somebody said in their own words, what was handed out and promised; their yes or no is the button."""

    known_as = forms.CharField(
        label=_("Hvad kalder personen sig?"), required=False, max_length=60,
        help_text=_("Et fornavn eller kaldenavn. Tomt: så gemmer vi kun et tal."),
    )  # fmt: skip
    people = forms.IntegerField(
        label=_("Hvor mange var de?"), min_value=1, max_value=500, required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}), help_text=_("Kun når du gemmer et tal"),
    )  # fmt: skip
    own_words = forms.CharField(
        label=_("Med personens egne ord"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )
    handed_out = forms.CharField(
        label=_("Hvad fik personen?"), required=False, max_length=200, help_text=_("F.eks. sovepose og kaffe")
    )
    danger = forms.CharField(
        label=_("Er der fare i nat?"), required=False, max_length=200,
        help_text=_("F.eks. våd og forfrossen. Er der fare for livet, så ring 112 først."),
    )  # fmt: skip
    wants_bed = forms.BooleanField(label=_("Vil gerne have et sted at sove i nat"), required=False)
    promised = forms.CharField(
        label=_("Hvad lovede du?"), required=False, max_length=200, help_text=_("F.eks. at komme med tørre strømper")
    )
    by_on = ComingDayField(label=_("Til hvornår?"), required=False)
    place = forms.ChoiceField(label=_("Hvor?"), required=False)
    day = NearDayField(label=_("Dag"), near="past", error_messages={"required": _("Skriv dagen, f.eks. i dag.")})
    clock = DanishTimeField(label=_("Klokken"), error_messages={"required": _("Skriv klokkeslættet, f.eks. 21.30.")})
    agreed = forms.ChoiceField(choices=[(YES, YES), (NO, NO)], required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, places: Sequence[tuple[uuid.UUID, str]] | None = None, is_known: bool = False, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        if is_known:
            del self.fields["known_as"], self.fields["people"]
        if places is None:
            del self.fields["place"]
        else:
            nowhere = ("", _("Et andet sted"))
            self.fields["place"].choices = [nowhere, *((str(pk), name) for pk, name in places)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if not typed.get("agreed"):
            raise ValidationError(_("Spørg, om du må skrive det, og tryk på ja eller nej."))
        if typed["agreed"] == NO:
            for name in DROPPED:  # what is not kept need not be right
                self.errors.pop(name, None)
        if self.is_count:
            if typed["agreed"] == YES and self._has_words:
                self.add_error(
                    "known_as", _("Skriv, hvad personen kalder sig, eller tryk på nej: så gemmes kun et tal.")
                )
            return typed
        if typed.get("promised") and not typed.get("by_on") and "by_on" not in self.errors:
            self.add_error("by_on", _("Skriv, hvornår du lovede det til, f.eks. i morgen."))
        if typed.get("by_on") and not typed.get("promised"):
            self.add_error("promised", _("Skriv, hvad du lovede, eller slet dagen."))
        return typed

    @property
    def is_count(self) -> bool:
        """Nothing is kept but a number: they said no, or nobody knows what they are called."""
        nameless = "known_as" in self.fields and not self.cleaned_data.get("known_as", "").strip()
        return self.cleaned_data.get("agreed") == NO or nameless

    @property
    def _has_words(self) -> bool:
        return any(self.cleaned_data.get(one) for one in ("own_words", "handed_out", "danger", "wants_bed", "promised"))

    @property
    def people_counted(self) -> int:
        return self.cleaned_data.get("people") or 1

    @property
    def place_id(self) -> uuid.UUID | None:
        return uuid.UUID(self.cleaned_data["place"]) if self.cleaned_data.get("place") else None

    @property
    def happened_at(self) -> datetime.datetime:
        return make_aware(datetime.datetime.combine(self.cleaned_data["day"], self.cleaned_data["clock"]))

    @property
    def said(self) -> Said:
        typed = self.cleaned_data
        names = ("own_words", "handed_out", "danger", "wants_bed", "promised", "by_on")
        return Said(self.happened_at, **{name: typed[name] for name in names})

    @property
    def moment(self) -> str:
        """When it was, as the form begins: "i dag kl. 21.34"."""
        day, time = self.initial.get("day"), self.initial.get("clock")
        if isinstance(day, datetime.date) and isinstance(time, datetime.time):
            return moment_in_words(make_aware(datetime.datetime.combine(day, time)), timezone.now())
        return ""

    @property
    def is_about_when(self) -> bool:
        """Something is wrong with the moment: its fold is open."""
        return bool(self.errors.get("day") or self.errors.get("clock"))


def beginning(at: datetime.datetime, place_id: uuid.UUID | None = None) -> dict[str, Any]:
    """What is likeliest: it was now, where the round is."""
    here = localtime(at)
    return {"day": here.date(), "clock": here.time(), "place": str(place_id or "")}


class ClosePromise(forms.Form):
    """A button: what became of it."""

    outcome = forms.ChoiceField(choices=Outcome.choices)
