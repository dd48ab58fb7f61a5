"""What did they type about a payment plan: its terms, what was paid, how it ends, and by which consent it is given?"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.ui.forms import AmountField, DanishDateField, NearDayField, say_when_needed
from hjemvej.platform.ui.typed_dates import DateNotUnderstood, read_date

from .actions import ENDS
from .rules import Due, MadeBy, SaidBy, monthly, wrong_with

LONGEST = 2000
LINE = re.compile(r"(?P<day>.+?)\s*[:;=\t]\s*(?P<kroner>[^:;=\t]+)")
YES_NO = [("yes", _("Ja")), ("no", _("Nej"))]
LOOKED_AT = ("debt", "a_month", "first_on", "instalments", "rent")  # enough to see the instalments


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _kroner(label: Any, **options: Any) -> AmountField:
    widget = forms.TextInput(attrs={"class": "is-short", "inputmode": "decimal"})
    limits = {"min_value": Decimal("0.01"), "max_value": 999_999, "decimal_places": 2}
    wrong = {
        "min_value": _("Skriv et beløb over 0 kr."),
        "max_value": _("Beløbet er for stort. Er der et nul for meget?"),
    }
    return AmountField(label=label, widget=widget, error_messages=wrong, **{**limits, **options})


class MakePaymentPlan(forms.Form):
    """With whom, how much, in which instalments, who has said yes, and what happens when one is missed?"""

    landlord_id = forms.ChoiceField(label=_("Udlejer"), required=False)
    landlord_name = forms.CharField(label=_("Udlejerens navn"), required=False, max_length=120)
    debt = _kroner(_("Gælden i kroner"))
    debt_on = DanishDateField(label=_("Hvilken dag er den gjort op?"), near="past")
    a_month = _kroner(_("Kroner om måneden"), required=False)
    first_on = NearDayField(label=_("Fra hvilken dag?"), near="future", required=False)
    instalments = forms.CharField(
        label=_("Eller hvert afdrag for sig"), required=False, max_length=LONGEST, widget=_text(3),
        help_text=_("En linje for hvert: 1. februar 2027: 1.500"),
    )  # fmt: skip
    rent = _kroner(
        _("Huslejen om måneden"), required=False, min_value=0, help_text=_("Med det hele, så vi kan regne på det")
    )
    is_rent_beside = forms.ChoiceField(
        label=_("Bliver huslejen betalt ved siden af?"), choices=YES_NO, widget=forms.RadioSelect
    )
    made_by = forms.ChoiceField(label=_("Hvordan er den aftalt?"), choices=MadeBy.choices, widget=forms.RadioSelect)
    agreed_on = DanishDateField(label=_("Hvilken dag?"), near="past")
    citizen_agreed = forms.BooleanField(label=_("Borgeren har sagt ja"), required=False)
    landlord_agreed_by = forms.CharField(label=_("Hvem hos udlejeren har sagt ja?"), required=False, max_length=120)
    if_missed = forms.CharField(
        label=_("Hvad sker der, hvis et afdrag ikke bliver betalt?"), max_length=LONGEST, widget=_text(2),
        help_text=_("Det kommer med på papiret til borgeren og udlejeren."),
        error_messages={"required": _("Skriv, hvad der er aftalt, hvis et afdrag ikke bliver betalt.")},
    )  # fmt: skip
    own_words = forms.CharField(
        label=_("Hvad siger borgeren om det?"), required=False, max_length=LONGEST, widget=_text(2)
    )

    def __init__(
        self, *args: Any, landlords: Sequence[tuple[str, str]], is_looked_at: bool = False, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.dues: list[Due] = []
        self.fields["landlord_id"].choices = [("", _("En anden, skriv navnet")), *landlords]  # type: ignore[attr-defined]
        self.is_looked_at = is_looked_at
        say_when_needed(self, {
            "landlord_id": "", "landlord_name": _("når udlejeren ikke er på listen"), "a_month": "", "first_on": "",
            "citizen_agreed": "", "landlord_agreed_by": _("behøves ikke, når fogedretten har lavet den"),
        })  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self.is_looked_at:
            for name in set(self.errors) - set(LOOKED_AT):
                del self.errors[name]
        has_month, lines = said.get("a_month") is not None or said.get("first_on") is not None, said.get("instalments")
        if any(self.has_error(name) for name in LOOKED_AT):
            return said
        if lines and has_month:
            self.add_error("instalments", _now("Skriv enten et beløb om måneden eller hvert afdrag for sig."))
        elif lines:
            self.dues = self._typed(lines)
        elif said.get("a_month") and said.get("first_on"):
            self.dues = monthly(said["debt"], said["a_month"], said["first_on"])
        else:
            missing = "first_on" if said.get("a_month") else "a_month"
            self.add_error(
                missing, _now("Skriv, hvor meget om måneden og fra hvilken dag, eller hvert afdrag for sig.")
            )
        if self.dues and (wrong := wrong_with(said["debt"], self.dues)):
            self.add_error("instalments" if lines else "a_month", wrong)
        return said

    def _typed(self, lines: str) -> list[Due]:
        """Read an instalment a line; tell which line is not understood."""
        found, today = [], timezone.localdate()
        for number, line in enumerate(filter(str.strip, lines.splitlines()), 1):
            parts = LINE.fullmatch(line.strip())
            try:
                if parts is None:
                    raise ValidationError(_now("skriv dagen, et kolon og beløbet, f.eks. 1. februar 2027: 1.500"))
                day = read_date(parts["day"], today=today, near="future")
                found.append(Due(_kroner("").clean(parts["kroner"]), day))
            except (DateNotUnderstood, ValidationError) as problem:
                why = " ".join(problem.messages) if isinstance(problem, ValidationError) else str(problem)
                said = {"n": number, "why": why}
                self.add_error("instalments", _now("Linje %(n)d: %(why)s") % said)
        return found

    @property
    def said(self) -> dict[str, Any]:
        """What was typed, as the fields of `Terms`."""
        typed = {**self.cleaned_data, "dues": self.dues, "landlord_id": self.cleaned_data.get("landlord_id") or None}
        typed["is_rent_beside"] = typed["is_rent_beside"] == "yes"
        for name in ("a_month", "first_on", "instalments", "why"):
            typed.pop(name, None)
        return typed


class ChangePlan(MakePaymentPlan):
    """The same of what is agreed instead, with the same landlord, and why."""

    why = forms.CharField(
        label=_("Hvorfor ændres aftalen?"), max_length=LONGEST, widget=_text(2),
        error_messages={"required": _("Skriv kort, hvorfor aftalen ændres.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, landlords=(), **options)
        del self.fields["landlord_id"], self.fields["landlord_name"]


class ReportInstalment(forms.Form):
    """Which instalment, was it paid, when, and who says so?"""

    ALL, SOME, NOT = "all", "some", "not"
    number = forms.TypedChoiceField(
        label=_("Hvilket afdrag?"), coerce=int,
        error_messages={"invalid_choice": _("Det afdrag er allerede skrevet som betalt.")},
    )  # fmt: skip
    what = forms.ChoiceField(
        label=_("Er det betalt?"), widget=forms.RadioSelect,
        choices=[(ALL, _("Ja, det hele")), (SOME, _("Et andet beløb")), (NOT, _("Nej"))],
    )  # fmt: skip
    kroner = _kroner(_("Hvor mange kroner?"), required=False)
    is_more = forms.BooleanField(label=_("Det, der er mere end afdraget, går til de næste"), required=False)
    paid_on = DanishDateField(label=_("Hvilken dag blev der betalt?"), near="past", required=False)
    said_by = forms.ChoiceField(label=_("Hvem siger det?"), choices=SaidBy.choices, widget=forms.RadioSelect)
    words = forms.CharField(label=_("Hvad blev der sagt?"), required=False, max_length=300)

    def __init__(self, *args: Any, unpaid: Sequence[tuple[int, str]], left: Mapping[int, Decimal], **more: Any) -> None:
        super().__init__(*args, **more)
        self.left = left
        self.fields["number"].choices = list(unpaid)  # type: ignore[attr-defined]
        say_when_needed(self, {
            "kroner": _("når det er et andet beløb"), "paid_on": _("når noget er betalt"), "is_more": "",
        })  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        what = said.get("what")
        if what == self.SOME and said.get("kroner") is None and not self.has_error("kroner"):
            self.add_error("kroner", _now("Skriv, hvor meget der blev betalt."))
        if what in (self.ALL, self.SOME) and said.get("paid_on") is None and not self.has_error("paid_on"):
            self.add_error("paid_on", _now("Skriv den dag, der blev betalt, f.eks. i går."))
        return said

    @property
    def is_missed(self) -> bool:
        return bool(self.cleaned_data["what"] == self.NOT)

    @property
    def said(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        typed = {name: self.cleaned_data[name] for name in ("number", "said_by", "words")}
        if self.is_missed:
            return typed
        is_all = self.cleaned_data["what"] == self.ALL
        kroner = self.left.get(typed["number"], Decimal(0)) if is_all else self.cleaned_data["kroner"]
        more = self.cleaned_data["is_more"] and not is_all
        return {**typed, "kroner": kroner, "paid_on": self.cleaned_data["paid_on"], "is_more": more}


class EndPlan(forms.Form):
    """Is it broken or cancelled, and why?"""

    state = forms.ChoiceField(
        label=_("Hvad skete der?"), widget=forms.RadioSelect, choices=[(each.value, each.label) for each in ENDS],
        error_messages={"required": _("Vælg, om aftalen er brudt eller ophævet.")},
    )  # fmt: skip
    why = forms.CharField(
        label=_("Hvorfor?"), max_length=LONGEST, widget=_text(2),
        error_messages={"required": _("Skriv kort hvorfor, så borgeren og kolleger kan forstå det.")},
    )  # fmt: skip


class GiveLandlord(forms.Form):
    """By which of the citizen's consents does the landlord get its copy?"""

    consent = forms.ChoiceField(label=_("Hvilket ja fra borgeren?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, consents: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["consent"].choices = list(consents)  # type: ignore[attr-defined]
