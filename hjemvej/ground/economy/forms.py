"""What did they type about an economy?"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.ui.forms import AmountField, NearDayField, say_when_needed

from .actions import Said
from .queries import Row
from .rules import Economy, Item, Kind, Rates, SaidBy
from .rules.kinds import DEBTS, EXPENSES, INCOMES, LOW_BENEFITS, MOST, RATE_OF, rate_of
from .rules.limits import in_words

INCOME_ROWS = 4
GROUPS = (
    (_("Kontanthjælp"), ("cash_raised", "cash_basic", "cash_minimum", "cash_single", "cash_1_parent", "cash_children")),
    (_("Pension"), ("disability", "disability_old", "pension_single", "pension_couple")),
    (_("SU og dagpenge"), ("study_grant", "unemployment", "sick_pay")),
    (_("Arbejde og andet"), ("wage", "other_taxed", "child_benefit", "other_free", "partner", "no_income")),
)
LAST = ("support_told", "rent_told", "said_by", "said_by_name", "said_on", "words")
PAID_OUT, BEFORE_TAX = "paid_out", "before_tax"


def amount_field(label: Any, **more: Any) -> AmountField:
    """Make a field for kroner a month that may be left empty."""
    options = {"required": False, "min_value": 0, "max_value": MOST, "max_digits": 8, "decimal_places": 2, **more}
    return AmountField(label=label, **options)


class WriteSheet(forms.Form):
    """What comes in, what goes out, who said it and when? Incomes by their kind, all amounts a month."""

    said_on = NearDayField(label=_("Hvornår blev det fortalt?"), near="past")
    said_by = forms.ChoiceField(label=_("Hvem har fortalt det?"), choices=SaidBy.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvem der har fortalt det.")},
    )  # fmt: skip
    said_by_name = forms.CharField(
        label=_("Hvem er den anden?"), max_length=120, help_text=_("F.eks. gældsrådgiveren"),
        error_messages={"required": _("Skriv, hvem det er.")},
    )  # fmt: skip
    rent_told = amount_field(
        _("Har nogen sagt, hvad borgeren højst kan betale i husleje?"),
        help_text=_("Med varme og vand. Så bruger vi det beløb og regner ikke selv."),
    )
    support_told = amount_field(
        _("Boligstøtte om måneden"), help_text=_("Som Udbetaling Danmark har sagt. Tomt: vi laver et overslag.")
    )
    words = forms.CharField(label=_("Borgerens egne ord om pengene"), required=False, max_length=300)

    def __init__(self, *args: Any, rates: Rates, year: int, last: Row | None = None, **options: Any) -> None:
        begun = {"said_on": _("i dag"), **(_of_sheet(last) if last else {})}
        super().__init__(*args, **{**options, "initial": begun})
        self.rates, self.year = rates, year
        choices = _choices(rates)
        for number in range(1, INCOME_ROWS + 1):
            self.fields[f"income_{number}"] = forms.ChoiceField(
                label=gettext("%s. indkomst") % number, required=False, choices=choices
            )
            self.fields[f"amount_{number}"] = amount_field(_("Kroner om måneden"))
            self.fields[f"tax_{number}"] = forms.ChoiceField(
                label=_("Beløbet er"), required=False, initial=PAID_OUT,
                choices=[(PAID_OUT, _("udbetalt, efter skat")), (BEFORE_TAX, _("før skat"))],
            )  # fmt: skip
        for kind in (*EXPENSES, *DEBTS):
            self.fields[f"out_{kind}"] = amount_field(kind.label)
        self.fields[f"out_{Kind.HEAT}"].help_text = _("Tomt: et skøn")
        self.order_fields([name for name in self.fields if name not in LAST] + list(LAST))  # as they stand on the page
        say_when_needed(self, {"said_by_name": _("når det er en anden")})
        self.fields["said_by_name"].required = self.data.get("said_by") == SaidBy.OTHER
        for name in self.fields:
            if name.startswith(("income_", "amount_", "tax_", "out_")) or name in ("rent_told", "support_told"):
                self.fields[name].needed = ""  # type: ignore[attr-defined]  # the part's own words say it

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        for number in range(1, INCOME_ROWS + 1):
            self._check_income(number, typed)
        if typed.get("said_by") not in (None, "", SaidBy.OTHER) and typed.get("said_by_name"):
            self.add_error("said_by_name", _("Vælg ”En anden” ovenfor, eller lad feltet stå tomt."))
        told = typed.get("rent_told") is not None or any(typed.get(f"income_{n}") for n in range(1, INCOME_ROWS + 1))
        if not told and not self.errors:
            self.add_error("income_1", _("Vælg mindst én indkomst, eller skriv, hvad borgeren højst kan betale."))
        return typed

    def _check_income(self, number: int, typed: dict[str, Any]) -> None:
        name = f"amount_{number}"
        kind, amount = typed.get(f"income_{number}"), typed.get(name)
        if name in self.errors:
            return
        if not kind:
            if amount is not None and f"income_{number}" not in self.errors:
                self.add_error(f"income_{number}", _("Vælg, hvad beløbet er."))
            return
        if kind == Kind.NO_INCOME:
            if amount:
                self.add_error(name, _("Her skal ikke stå et beløb, når der ingen indkomst er."))
            return
        if kind == Kind.PARTNER and typed.get(f"tax_{number}") == BEFORE_TAX:
            self.add_error(f"tax_{number}", _("Skriv det, partneren får udbetalt."))
        if amount is None and kind not in LOW_BENEFITS and rate_of(Kind(kind), self.rates) is None:
            words = gettext("Satsen for %(year)s kender vi ikke. Skriv det beløb, borgeren får.") % {"year": self.year}
            self.add_error(name, words if Kind(kind) in RATE_OF else _("Skriv beløbet."))

    @property
    def income_rows(self) -> Iterator[tuple[Any, Any, Any]]:
        """The fields of each income, for the page."""
        for number in range(1, INCOME_ROWS + 1):
            yield self[f"income_{number}"], self[f"amount_{number}"], self[f"tax_{number}"]

    @property
    def more_rows_are_used(self) -> bool:
        """Is anything in the incomes that are folded away?"""
        return any(self[f"income_{n}"].value() or self[f"amount_{n}"].value() for n in range(3, INCOME_ROWS + 1))

    @property
    def expenses(self) -> list[Any]:
        return [self[f"out_{kind}"] for kind in EXPENSES]

    @property
    def debts(self) -> list[Any]:
        return [self[f"out_{kind}"] for kind in DEBTS]

    @property
    def said(self) -> Said:
        typed = self.cleaned_data
        kept = ("said_on", "said_by", "said_by_name", "rent_told", "support_told", "words")
        return Said(items=tuple(self._items()), **{name: typed[name] for name in kept})

    def _items(self) -> Iterator[Item]:
        typed = self.cleaned_data
        for number in range(1, INCOME_ROWS + 1):
            if typed[f"income_{number}"]:
                amount = typed[f"amount_{number}"]
                is_before_tax = amount is not None and typed[f"tax_{number}"] == BEFORE_TAX
                yield Item(Kind(typed[f"income_{number}"]), amount, is_before_tax)
        for kind in (*EXPENSES, *DEBTS):
            amount = typed[f"out_{kind}"]
            if amount is not None:
                yield Item(kind, amount)


class WhatIf(forms.Form):
    """Another rent, or another income, beside what is."""

    rent = amount_field(_("Husleje med varme og vand"))
    income = amount_field(_("Borgerens indkomst, udbetalt om måneden"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.needed = ""  # type: ignore[attr-defined]  # either will do

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if not self.errors and typed.get("rent") is None and typed.get("income") is None:
            self.add_error("rent", _("Skriv en husleje eller en indkomst."))
        return typed


def _choices(rates: Rates) -> list[Any]:
    """Offer the kinds of income, each with its rate where the year has one."""
    groups = [(name, [(kind, _with_rate(Kind(kind), rates)) for kind in kinds]) for name, kinds in GROUPS]
    return [("", _("Vælg …")), *groups]


def _with_rate(kind: Kind, rates: Rates) -> str:
    rate = rate_of(kind, rates)
    if rate is None:
        return str(kind.label)
    return gettext("%(kind)s: %(amount)s før skat") % {"kind": kind.label, "amount": in_words(rate.value)}


def _of_sheet(row: Row) -> dict[str, Any]:
    """Begin with what was told last, but not with who told it and when."""
    economy: Economy = row.economy
    begun: dict[str, Any] = {
        name: _plain(value)
        for name, value in (("rent_told", economy.rent_told), ("support_told", economy.support_told))
        if value is not None
    }
    incomes = [item for item in economy.items if item.kind in INCOMES]
    for number, item in enumerate(incomes[:INCOME_ROWS], 1):
        begun[f"income_{number}"] = item.kind.value
        begun[f"amount_{number}"] = _plain(item.amount)
        begun[f"tax_{number}"] = BEFORE_TAX if item.is_before_tax else PAID_OUT
    for item in economy.of((*EXPENSES, *DEBTS)):
        begun[f"out_{item.kind}"] = _plain(item.amount)
    return begun


def _plain(amount: Decimal | None) -> Decimal | None:
    """Drop the hundredths where there are none: 4000, not 4000,00."""
    return amount.quantize(Decimal(1)) if amount is not None and amount == amount.to_integral() else amount
