"""What does a partner tell when a home is at risk? Only the fields that the kind of signal may bring."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.efforts.prevention.rules.receiving import Sent
from hjemvej.efforts.prevention.sending.rules import Children, Happening, HasHome, Received
from hjemvej.ground.spreadsheets.forms import UploadFile
from hjemvej.platform.ui.forms import AmountField, DanishDateField

if TYPE_CHECKING:
    from hjemvej.efforts.prevention.models import SignalKind

THE_DAY = {
    Happening.BAILIFF: _("Fogeden kommer den"),
    Happening.RELEASE: _("Løslades den"),
    Happening.DISCHARGE: _("Udskrives den"),
    Happening.HOME_ENDS: _("Hjemmet ophører den"),
}
BEGAN = {Happening.RELEASE: _("Indsat den"), Happening.DISCHARGE: _("Indlagt eller indskrevet den")}
NOT_KNOWN = _("Kendes dagen ikke endnu, så lad feltet stå tomt.")


def _the_day(kind: "SignalKind") -> forms.Field:
    label = THE_DAY.get(Happening(kind.happening), Received.HAPPENS_ON.label)
    return DanishDateField(label=label, required=False, near="future", help_text=NOT_KNOWN)


def _past_day(label: Any, help_text: Any = "") -> Callable[["SignalKind"], forms.Field]:
    return lambda _kind: DanishDateField(label=label, required=False, near="past", help_text=help_text)


def _line(label: Any, length: int, help_text: Any = "") -> Callable[["SignalKind"], forms.Field]:
    return lambda _kind: forms.CharField(label=label, required=False, max_length=length, help_text=help_text)


FIELDS: dict[Received, Callable[["SignalKind"], forms.Field]] = {
    Received.ADDRESS: _line(_("Adresse"), 200, _("Ikke, hvis den er beskyttet.")),
    Received.PHONE: _line(_("Telefon"), 30),
    Received.BORN_ON: _past_day(_("Fødselsdag")),
    Received.CPR: _line(_("CPR-nummer"), 20, _("Gemmes forseglet.")),
    Received.AMOUNT: lambda _kind: AmountField(
        label=_("Hvor stor er gælden til udlejer? (kr.)"), required=False, help_text=_("F.eks. 14.250,00"),
        error_messages={"invalid": _("Skriv beløbet i kroner, f.eks. 14.250,00.")},
    ),
    Received.AROSE_ON: _past_day(_("Restancen begyndte den")),
    Received.DEMAND: _past_day(_("Påkravet nåede frem den")),
    Received.BEGAN_ON: lambda kind: DanishDateField(
        label=BEGAN.get(Happening(kind.happening), Received.BEGAN_ON.label), required=False, near="past",
        help_text=_("Fortæl det fra første dag, også selv om I ikke kender den sidste."),
    ),
    Received.HAPPENS_ON: _the_day,
    Received.HAS_HOME: lambda _kind: forms.ChoiceField(
        label=_("Er der et hjem at komme til på dagen?"), choices=HasHome, initial=HasHome.UNKNOWN,
        widget=forms.RadioSelect, required=False,
    ),
    Received.CONTACT: _line(_("Hvem kan vi ringe til hos jer?"), 160, _("Navn og telefon")),
    Received.CHILDREN: lambda _kind: forms.ChoiceField(
        label=_("Bor der børn i hjemmet?"), choices=Children, initial=Children.UNKNOWN,
        widget=forms.RadioSelect, required=False,
    ),
    Received.CRISIS: lambda _kind: forms.BooleanField(label=_("Borgeren er i krise lige nu"), required=False),
    Received.WORDS: lambda _kind: forms.CharField(
        label=_("Hvad skal vi vide for at hjælpe?"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Kun det, vi har brug for. Ikke CPR-nummer."),
    ),
}  # fmt: skip


class UploadSignals(UploadFile):
    """Which list, and of which kind are its rows?"""

    field_order = ("kind", "file")
    kind = forms.ChoiceField(
        label=_("Hvad handler listen om?"), error_messages={"required": _("Vælg, hvad listen handler om.")}
    )

    def __init__(self, *args: Any, kinds: Sequence["SignalKind"], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [(kind.key, kind.title) for kind in kinds]  # type: ignore[attr-defined]


class SendSignal(forms.Form):
    """A signal of one kind: whom it is about, the tenant's yes where it is needed, and what the kind may bring."""

    name = forms.CharField(
        label=_("Borgerens fulde navn"), max_length=200, error_messages={"required": _("Skriv, hvem det handler om.")}
    )

    def __init__(self, *args: Any, kind: "SignalKind", **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind = kind
        if kind.needs_consent:
            self.fields["consent_on"] = DanishDateField(
                label=_("Hvornår sagde borgeren ja til, at I skriver til os?"), required=False, near="past"
            )
            self.fields["consent_on"].needed = _("uden et ja må I ikke sende")  # type: ignore[attr-defined]
            self.fields["consent_words"] = forms.CharField(
                label=_("Hvordan blev der sagt ja?"), max_length=200, required=False,
                help_text=_("F.eks. i telefonen, eller i en sms"),
            )  # fmt: skip
        for one, field in FIELDS.items():
            if one in kind.fields:
                self.fields[one.value] = field(kind)
        self.fields["is_warm"] = forms.BooleanField(
            label=_("Vi har talt med kommunen om det sammen med borgeren"), required=False
        )

    def sent(self) -> Sent:
        """Return what was typed; also what the kind does not ask for, so that it is refused with the reason."""
        typed: dict[str, Any] = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        posted = {one.value: self.data.get(one.value, "").strip() for one in Received if one not in self.kind.fields}
        typed |= {name: value for name, value in posted.items() if value}
        return Sent(kind=self.kind.key, **typed)
