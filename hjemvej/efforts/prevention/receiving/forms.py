"""What did they type about a signal that came by letter, phone or face to face? Validates, never saves."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hjemvej.efforts.prevention.rules.choices import TYPED_IN, Children, Happening, HasHome, Received, Sender
from hjemvej.efforts.prevention.rules.receiving import Sent, says_something
from hjemvej.platform.ui.forms import AmountField, DanishDateField

if TYPE_CHECKING:
    from hjemvej.efforts.prevention.models import SignalKind

Builder = Callable[["SignalKind"], forms.Field]
NOON = datetime.time(12)
CARRIED = "carried_"  # before the name of what was typed, and the kind on the page does not ask for
BEGAN = {Happening.RELEASE: _("Indsat den"), Happening.DISCHARGE: _("Indlagt eller indskrevet den")}


def _day(label: Any, **options: Any) -> Builder:
    return lambda _kind: DanishDateField(label=label, near="past", help_text="", **{"required": False, **options})


def _line(label: Any, length: int, **options: Any) -> Builder:
    return lambda _kind: forms.CharField(label=label, max_length=length, **{"required": False, **options})


def _tick(label: Any) -> Builder:
    return lambda _kind: forms.BooleanField(label=label, required=False)


def _one_of(label: Any, choices: Any, **options: Any) -> Builder:
    return lambda _kind: forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **options)


def _is_own(kind: "SignalKind") -> bool:
    """Is it the citizen's own word, so that nobody else has sent it?"""
    return kind.senders == [Sender.CITIZEN]


WHOM: dict[str, Builder] = {
    "consent_on": _day(
        _("Hvornår sagde borgeren ja til, at vi får det at vide?"),
        required=True,
        error_messages={"required": _("Uden borgerens ja må vi ikke skrive det ned. Skriv dagen, der blev sagt ja.")},
    ),
    "consent_words": _line(_("Hvordan blev der sagt ja?"), 200, help_text=_("F.eks. i telefonen, eller i en sms")),
    "name": _line(
        _("Borgerens fulde navn"), 200, required=True, error_messages={"required": _("Skriv, hvem det handler om.")}
    ),
    Received.BORN_ON: _day(_("Fødselsdag")),
    Received.CPR: _line(_("CPR-nummer"), 20),
    Received.ADDRESS: _line(_("Adresse"), 200),
    Received.PHONE: _line(_("Telefon"), 30),
}
TOLD: dict[str, Builder] = {
    Received.BEGAN_ON: lambda kind: _day(BEGAN.get(Happening(kind.happening), Received.BEGAN_ON.label))(kind),
    Received.HAPPENS_ON: lambda kind: DanishDateField(
        label=Happening(kind.happening).label, required=False,
        help_text=_("Kendes den ikke endnu, så lad feltet stå tomt."),
    ),
    Received.HAS_HOME: _one_of(
        _("Er der et hjem at komme til på dagen?"), HasHome.choices, initial=HasHome.UNKNOWN, required=False
    ),
    Received.AMOUNT: lambda _kind: AmountField(
        label=_("Gæld til udlejer (kr.)"), required=False, help_text=_("F.eks. 14.250"),
        error_messages={"invalid": _("Skriv beløbet i kroner, f.eks. 14.250.")},
    ),
    Received.AROSE_ON: _day(_("Lejen skulle være betalt")),
    Received.DEMAND: _day(_("Påkravet nåede frem")),
    Received.CHILDREN: _one_of(
        _("Er der børn i hjemmet?"), Children.choices, initial=Children.UNKNOWN, required=False
    ),
    Received.CRISIS: _tick(_("Borgeren er i krise nu")),
    Received.WORDS: lambda kind: forms.CharField(
        label=_("Borgerens egne ord") if _is_own(kind) else _("Afsenderens ord"), required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    ),
}  # fmt: skip
CAME: dict[str, Builder] = {
    "channel": _one_of(
        _("Hvordan kom det?"), [(one.value, one.label) for one in TYPED_IN],
        error_messages={"required": _("Vælg, hvordan det kom.")},
    ),
    "received_on": _day(
        _("Hvilken dag kom det?"), required=True, initial=_("i dag"),
        error_messages={"required": _("Skriv den dag, det kom.")},
    ),
    "sender_kind": lambda kind: forms.ChoiceField(
        label=_("Hvem kommer det fra?"), choices=[(one, Sender(one).label) for one in kind.senders],
        widget=forms.RadioSelect, error_messages={"required": _("Vælg, hvem det kommer fra.")},
    ),
    "sender_name": _line(_("Afsenderens navn"), 160),
    Received.CONTACT: _line(_("Hvem kan vi ringe til hos afsenderen?"), 160, help_text=_("Navn og telefon")),
    "is_warm": _tick(_("Afsenderen og borgeren talte med os sammen")),
}  # fmt: skip
PARTS = ((_("Borgeren"), WHOM), (_("Det, der fortælles"), TOLD), (_("Sådan kom det"), CAME))
BUILDERS: dict[str, Builder] = WHOM | TOLD | CAME
FOLLOWS = "sender_kind"  # from the kind, where only one may send it


def _is_asked(name: str, kind: "SignalKind") -> bool:
    """Does a signal of this kind bring the field?"""
    if name in Received:
        return name in kind.fields
    if name in ("consent_on", "consent_words"):
        return kind.needs_consent
    if name == FOLLOWS:
        return len(kind.senders) > 1
    return name not in ("sender_name", "is_warm") or not _is_own(kind)


@dataclass(frozen=True)
class Carried:
    """What was typed for another kind: the page carries it, so that it is there again; nobody stores it."""

    name: str
    label: str
    value: str


def typed_so_far(posted: Mapping[str, str]) -> dict[str, str]:
    """Return all that was typed of a signal, of whatever kind it was."""
    typed = {name: posted.get(name) or posted.get(CARRIED + name) or "" for name in BUILDERS}
    return {name: value for name, value in typed.items() if _says_something(name, value.strip())}


def _says_something(name: str, value: str) -> bool:
    return says_something(Received(name), value) if name in Received else bool(value)


def carried(typed: Mapping[str, str], kind: "SignalKind") -> list[Carried]:
    """List what was typed that the kind does not ask for."""
    beside = [name for name in typed if name != FOLLOWS and not _is_asked(name, kind)]
    return [Carried(CARRIED + name, str(BUILDERS[name](kind).label), typed[name]) for name in beside]


class ReceiveSignal(forms.Form):
    """A letter, a call or a talk of one kind, as it came: about whom, what it tells, how it came; no more is asked."""

    def __init__(self, *args: Any, kind: "SignalKind", **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind = kind
        self.fields |= {str(name): build(kind) for name, build in BUILDERS.items() if _is_asked(name, kind)}

    def parts(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields under their headings, in the order in which one asks."""
        shown = [(title, [self[name] for name in part if name in self.fields]) for title, part in PARTS]
        return [(title, fields) for title, fields in shown if fields]

    def sent(self, now: datetime.datetime) -> Sent:
        """Return what was typed as a signal; one of another day than today came at noon.

        With what the kind does not ask for, where a page sends it nevertheless: it is refused with the reason.
        """
        said = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        on = said.pop("received_on")
        del said["channel"]
        more = {one.value: self.data.get(one, "").strip() for one in Received if one not in self.kind.fields}
        said |= {name: text for name, text in more.items() if text}
        said.setdefault(FOLLOWS, self.kind.senders[0])
        noon = timezone.make_aware(datetime.datetime.combine(on, NOON))
        return Sent(kind=self.kind.key, **said, received_at=now if on == timezone.localdate(now) else noon)
