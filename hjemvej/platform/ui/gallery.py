"""What does the gallery page show? Every component in every state, with invented content."""

import datetime
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .figures import Figure, bars_per_day, lines
from .forms import DanishDateField, DanishTimeField
from .nights import Kind, row_of_nights
from .reasons import Reason


@dataclass(frozen=True)
class Happened:
    at: datetime.date
    title: str
    text: str = ""
    kind: str = "done"
    quote: str = ""
    by: str = ""


class InventedName(str):
    """A name like those that the room of people makes."""

    is_masked = False


class MaskedName(InventedName):
    is_masked = True


def last_nights(today: datetime.date) -> dict[datetime.date, tuple[Kind, str]]:
    """Four nights, of each kind one."""
    back = [today - datetime.timedelta(days=number) for number in (1, 2, 3, 4)]
    return {
        back[0]: ("safe", "sov et trygt sted"), back[1]: ("chair", "sad i en natcafé"),
        back[2]: ("unsafe", "havde ikke et trygt sted"), back[3]: ("missing", "vides ikke hvor"),
    }  # fmt: skip


@dataclass(frozen=True)
class Invented:
    name: InventedName


class Example(forms.Form):
    name = forms.CharField(label=_("Navn"), help_text=_("Det navn, borgeren selv bruger"))
    on = DanishDateField(label=_("Hvilken dag?"))
    clock = DanishTimeField(label=_("Hvad var klokken?"), required=False)
    where = forms.ChoiceField(label=_("Hvor?"), choices=[("", _("Vælg")), ("station", _("Ved stationen"))])
    tonight = forms.ChoiceField(
        label=_("Har borgeren et sted i nat?"),
        choices=[("yes", _("Ja")), ("no", _("Nej")), ("unknown", _("Det vides ikke"))],
        widget=forms.RadioSelect,
    )
    needs = forms.MultipleChoiceField(
        label=_("Hvad skal der være plads til?"),
        choices=[("dog", _("Hund")), ("wheelchair", _("Kørestol"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(label=_("Hvad er der sket?"), widget=forms.Textarea(attrs={"rows": 4}), required=False)
    agreed = forms.BooleanField(label=_("Borgeren ved, at vi skriver dette ned"))


def everything() -> dict[str, Any]:
    now = timezone.now()
    today = timezone.localdate()
    wrong = Example({"wrong-name": "", "wrong-on": "31/4", "wrong-clock": "25", "wrong-agreed": "on"}, prefix="wrong")
    wrong.is_valid()
    return {
        "fresh_at": now - datetime.timedelta(minutes=12),
        "stale_at": now - datetime.timedelta(hours=5),
        "never": None,
        "reasons": [
            Reason("holds", "hunde tilladt"),
            Reason("fails", "husleje 5.240 kr.: 610 kr. over det, der er råd til"),
            Reason("unknown", "tæt på datterens skole: ikke oplyst"),
        ],
        "nights": row_of_nights(last_nights(today), today - datetime.timedelta(days=1), 7, otherwise="ikke vurderet"),
        "entries": [
            Happened(today, "Besøg på Eksempelhjemmet", "40 min.", by="Støtte Prøvesen"),
            Happened(today - datetime.timedelta(days=6), "Sagde nej til Prøvevej 3", "", "choice", "for tæt på"),
            Happened(today - datetime.timedelta(days=74), "Kom ikke", "pladsen blev givet videre", "late"),
        ],
        "bars": _nights(today),
        "curve": _curve(today),
        "form": Example(prefix="right"),
        "wrong": wrong,
        "page": Paginator(range(480), 50).page(2),
        "known": Invented(InventedName("Eksempel Fiktiv")),
        "protected": Invented(MaskedName(gettext("Beskyttet borger"))),
    }


def _nights(today: datetime.date) -> Figure:
    days = [(today - datetime.timedelta(days=30 - n), (n * 7 % 11) % 4) for n in range(30)]
    return bars_per_day(
        days,
        title=gettext("Flest nætter uden et trygt sted midt i måneden"),
        description=gettext("Søjler for 30 nætter. Fra ingen til tre borgere uden et trygt sted pr. nat."),
        head=(gettext("Nat"), gettext("Borgere")),
        method=gettext("Opdigtede tal. Hver nat gøres op kl. 04.00."),
        on=today,
        kind="late",
    )


def _curve(today: datetime.date) -> Figure:
    months = [today.replace(day=1) - datetime.timedelta(days=30 * n) for n in range(12, -1, -1)]
    return lines(
        {
            "i alt": [(month, 52 - n % 5 - n / 2) for n, month in enumerate(months)],
            "på gaden": [(month, 6 + n % 3) for n, month in enumerate(months)],
        },
        title=gettext("Færre borgere i hjemløshed end for et år siden"),
        description=gettext("To kurver over tolv måneder. I alt falder fra 52 til 44; på gaden er der omkring syv."),
        head=gettext("Måned"),
        method=gettext("Opdigtede tal, talt den første i måneden."),
        on=today,
    )
