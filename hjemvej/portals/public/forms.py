"""What did they write on the public page? Few questions, one at a time, in their own words; nothing typed is lost."""

import datetime
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from . import rules

DANGER = [
    ("yes", _("Ja")),
    ("no", _("Nej")),
    ("unknown", _("Det ved jeg ikke")),
]
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
# The fields of each question, what is dangerous first.
QUESTIONS = (
    ("is_threatened",), ("asker_kind",), ("tonight",), ("concerns", "text"), ("where",), ("children",),
    ("asker_name", "asker_contact"),
)  # fmt: skip


@dataclass(frozen=True)
class Question:
    """One question of the page, at `#q3`: the fields that answer it, and which comes before and after."""

    number: int
    fields: list[forms.BoundField]

    @property
    def before(self) -> int:
        return self.number - 1

    @property
    def after(self) -> int:
        return self.number + 1 if self.number < len(QUESTIONS) else 0

    @property
    def may_be_left(self) -> bool:
        return not any(field.field.required for field in self.fields)

    @property
    def answers(self) -> list[tuple[str, str]]:
        """Return each field's label, and what was answered in the words of the page."""
        return [(str(field.label), _in_words(field)) for field in self.fields]


def _in_words(field: forms.BoundField) -> str:
    value = field.value() or ""
    labels = {key: str(label) for key, label in getattr(field.field, "choices", ())}
    said = value if isinstance(value, list) else [value]
    return ", ".join(labels.get(one, "" if labels else str(one)) for one in said)


class GetHelp(forms.Form):
    """The questions of the public page, and the two traps for robots."""

    is_threatened = forms.ChoiceField(
        label=_("Er nogen truet eller i fare?"), choices=DANGER, widget=forms.RadioSelect, required=False
    )
    asker_kind = forms.ChoiceField(
        label=_("Hvem drejer det sig om?"), choices=WHO, widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvem det drejer sig om.")},
    )  # fmt: skip
    tonight = forms.ChoiceField(
        label=_("Er der et sikkert sted at sove i nat?"), choices=TONIGHT, widget=forms.RadioSelect, required=False
    )
    concerns = forms.MultipleChoiceField(
        label=_("Hvad er der galt?"), choices=CONCERNS, widget=forms.CheckboxSelectMultiple, required=False
    )
    text = forms.CharField(
        label=_("Fortæl kort, hvad der sker"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}), required=False
    )
    where = forms.CharField(
        label=_("Hvor er det?"), max_length=300, required=False, help_text=_("For eksempel: bænken bag stationen")
    )
    children = forms.IntegerField(
        label=_("Er der børn med? Skriv hvor mange"), min_value=0, max_value=30, required=False
    )
    asker_name = forms.CharField(label=_("Dit navn"), max_length=120, required=False)
    asker_contact = forms.CharField(
        label=_("Hvordan kan vi få fat i dig?"), max_length=200, required=False,
        help_text=_("Telefon, e-mail eller et sted, du kommer. Du må gerne være anonym."),
    )  # fmt: skip
    website = forms.CharField(required=False, max_length=200)  # hidden from people; only robots fill it
    stamp = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if not any(said.get(name) or name in self.errors for name in ("text", "where", "asker_contact")):
            self.add_error("text", _("Skriv et par ord her, hvor det er, eller hvordan vi får fat i dig."))
        return said

    @property
    def questions(self) -> list[Question]:
        return [Question(number, [self[name] for name in names]) for number, names in enumerate(QUESTIONS, start=1)]

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
