"""May this signal be received? Kind, sender, agreement, consent and fields, each with the reason. Pure."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjemvej.ground.people import cpr
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.sealing.cpr_numbers import CPR_WITH_A_DATE, cover_cpr
from hjemvej.platform.ui.when import full_date

from ..models import Received, Sender, Signal, SignalKind

Kind = Organisation.Kind
SENDERS: dict[str, Sender] = {  # what a partner's organisation is to a signal; no other kind of partner sends any
    Kind.LANDLORD: Sender.LANDLORD,
    Kind.PRISON: Sender.PRISON,
    Kind.HEALTH: Sender.HEALTH,
    Kind.SHELTER: Sender.SHELTER,
    Kind.NIGHT_CAFE: Sender.SHELTER,
    Kind.MUNICIPALITY: Sender.UNIT,
}
FROM_PARTNERS = frozenset({Signal.Channel.PORTAL, Signal.Channel.FILE})
MOST = Decimal("9999999.99")  # kroner: more is a slip of the finger
LOOKS_BACK = datetime.timedelta(days=730)
DEBT_LOOKS_BACK = datetime.timedelta(days=3653)  # a debt may be old
LOOKS_AHEAD = datetime.timedelta(days=1100)  # a long sentence is told of at imprisonment
NO_CPR_HERE = gettext_lazy("Her må ikke stå et CPR-nummer. Slet det. Er der et felt til det, så skriv det dér.")
LONGEST = {  # characters of what is typed in one line
    "name": 200, "address": 200, "phone": 30, "contact": 160, "sender_name": 160, "consent_words": 200,
}  # fmt: skip
SAYS_NOTHING = {Received.CHILDREN: Signal.Children.UNKNOWN, Received.HAS_HOME: Signal.HasHome.UNKNOWN}


def says_something(field: Received, value: object) -> bool:
    """Is something told in a field of a signal? "Vides ikke" tells nothing."""
    return value not in ("", None, False, SAYS_NOTHING.get(field))


@dataclass(frozen=True)
class Sent:
    """A signal as it was typed or sent, before a word of it is kept."""

    kind: str
    name: str
    sender_kind: str = ""  # of a partner it follows from its organisation
    sender_name: str = ""
    received_at: datetime.datetime | None = None  # when it reached the municipality; nothing: now
    arose_on: datetime.date | None = None
    sent_on: datetime.date | None = None
    consent_on: datetime.date | None = None
    consent_words: str = ""
    address: str = ""
    phone: str = ""
    born_on: datetime.date | None = None
    cpr: str = ""
    amount: Decimal | None = None
    demand_reached_on: datetime.date | None = None
    began_on: datetime.date | None = None
    happens_on: datetime.date | None = None
    has_home: str = Signal.HasHome.UNKNOWN
    contact: str = ""
    children: str = Signal.Children.UNKNOWN
    is_crisis: bool = False
    is_warm: bool = False
    words: str = ""

    def brings(self) -> list[Received]:
        """List the fields that say something beside the name."""
        return [one for one in Received if says_something(one, getattr(self, one))]

    def trimmed(self) -> "Sent":
        """Return it without space around its words."""
        texts = {one.name: getattr(self, one.name) for one in fields(self) if one.type in ("str", str)}
        stripped: dict[str, Any] = {name: text.strip() for name, text in texts.items()}
        return replace(self, **stripped)


@dataclass(frozen=True)
class Against:
    """Why a signal is not received, in words that its sender can act on, and the field it is about."""

    words: str
    field: str | None = None


def without_numbers(text: str) -> str:
    """Cover what is a CPR number in words, as the table does; the same words where there is none."""
    return cover_cpr(text, CPR_WITH_A_DATE)


def why_not(
    sent: Sent, kind: SignalKind | None, *, received_on: datetime.date, on: datetime.date,
    consent_lasts_until: Callable[[datetime.date], datetime.date], no_agreement: str = "",
) -> Against | None:  # fmt: skip
    """Give the first reason against receiving it; nothing when it may be received.

    `no_agreement` is why the partner who sends it may not: empty when it may, or when staff type it in.
    """
    if received_on < on - LOOKS_BACK:  # before the kind: long ago there was none
        return Against(_("Dagen, det kom, ligger for langt tilbage. Er året rigtigt?"), "received_on")
    if kind is None:
        return Against(_("Den slags signal har vi ikke hjemmel til at tage imod."), "kind")
    if sent.sender_kind not in kind.senders:
        said = ", ".join(str(Sender(one).label).lower() for one in kind.senders)
        return Against(_("%(kind)s må kun komme fra: %(senders)s.") % {"kind": kind.title, "senders": said}, "kind")
    if no_agreement:
        words = _("Vi må ikke tage imod det, før der er en aftale om deling: %s. Ring til os.")
        return Against(words % no_agreement, "kind")
    against = _consent(sent, kind, received_on, consent_lasts_until) or _too_much(sent, kind)
    return against or _typed(sent, received_on, on)


def _consent(
    sent: Sent, kind: SignalKind, received_on: datetime.date, lasts_until: Callable[[datetime.date], datetime.date]
) -> Against | None:
    if sent.consent_on is None:
        if not kind.needs_consent:
            return None
        words = _("Uden lejerens samtykke må %s ikke sendes. Spørg lejeren først, og skriv dagen, lejeren sagde ja.")
        return Against(words % kind.title.lower(), "consent_on")
    if sent.consent_on > received_on:
        return Against(_("Samtykket er givet, efter at signalet kom. Skriv den dag, der blev sagt ja."), "consent_on")
    if sent.consent_on < received_on - LOOKS_BACK or lasts_until(sent.consent_on) <= received_on:
        words = _("Samtykket fra %s gælder ikke længere. Spørg borgeren igen.")
        return Against(words % full_date(sent.consent_on), "consent_on")
    return None


def _too_much(sent: Sent, kind: SignalKind) -> Against | None:
    """Least data: what the kind does not name is not taken, and the sender takes it out."""
    extra = [one for one in sent.brings() if one not in kind.fields]
    if not extra:
        return None
    words = _("%(kind)s må ikke fortælle mere end nødvendigt. Tag dette ud: %(fields)s.")
    named = ", ".join(str(one.label).lower() for one in extra)
    return Against(words % {"kind": kind.title, "fields": named}, extra[0].value)


def _typed(sent: Sent, received_on: datetime.date, on: datetime.date) -> Against | None:
    if not sent.name:
        return Against(_("Skriv, hvem det handler om."), "name")
    for field, longest in LONGEST.items():
        text = getattr(sent, field)
        if len(text) > longest:
            return Against(_("Det er for langt: højst %d tegn.") % longest, field)
        if without_numbers(text) != text:
            return Against(str(NO_CPR_HERE), field)
    if sent.amount is not None and not 0 < sent.amount <= MOST:
        return Against(_("Beløbet skal være mere end nul og kunne passe, f.eks. 14.250,00."), "amount")
    if sent.children not in Signal.Children.values:
        return Against(_("Skriv ja, nej eller vides ikke om børn i hjemmet."), "children")
    if sent.has_home not in Signal.HasHome.values:
        return Against(_("Skriv ja, nej eller vides ikke om et hjem på dagen."), "has_home")
    return _days(sent, received_on, on) or _number(sent, on)


def _days(sent: Sent, received_on: datetime.date, on: datetime.date) -> Against | None:
    if received_on > on:
        return Against(_("Signalet kan ikke være kommet i fremtiden."), "received_on")
    past = {"arose_on": sent.arose_on, "sent_on": sent.sent_on, "demand_reached_on": sent.demand_reached_on}
    for field, day in past.items():
        if day and day > received_on:
            return Against(_("Dagen ligger efter den dag, signalet kom. Er den rigtig?"), field)
        if day and day < received_on - (DEBT_LOOKS_BACK if field == "arose_on" else LOOKS_BACK):
            return Against(_("Dagen ligger for langt tilbage. Er året rigtigt?"), field)
    if sent.born_on and not on.replace(year=on.year - 120, day=1) <= sent.born_on <= on:
        return Against(_("Fødselsdagen kan ikke passe."), "born_on")
    if sent.began_on and not sent.happens_on and sent.began_on > received_on:
        return Against(_("Dagen ligger efter den dag, signalet kom. Er den rigtig?"), "began_on")
    if sent.began_on and sent.happens_on and sent.happens_on < sent.began_on:
        return Against(_("Dagen ligger før indsættelsen eller indlæggelsen. Er årene rigtige?"), "happens_on")
    if sent.happens_on and not received_on - LOOKS_BACK <= sent.happens_on <= received_on + LOOKS_AHEAD:
        return Against(_("Dagen ligger for langt væk. Er året rigtigt?"), "happens_on")
    return None


def _number(sent: Sent, on: datetime.date) -> Against | None:
    if not sent.cpr:
        return None
    try:
        cpr.parse(sent.cpr, on)
    except cpr.ImpossibleCpr as impossible:
        return Against(str(impossible), "cpr")
    return None


def basis_in_words(kind: SignalKind, agreement_basis: str = "") -> str:
    """Write the basis as the law has it today: the kind's paragraph, and the partner's agreement."""
    said = [f"{kind.title}, {kind.paragraph}"]
    if agreement_basis:
        said.append(_("aftalen: %s") % agreement_basis)
    return "; ".join(said)[:250]


def kinds_from(kinds: Iterable[SignalKind], sender: str) -> list[SignalKind]:
    """List the kinds that a sender may send."""
    return [one for one in kinds if sender in one.senders]
