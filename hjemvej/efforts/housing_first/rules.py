"""How does the offer of Housing First stand for a citizen, and what comes next? Pure, with reasons in words."""

import datetime
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.ground.law.rules import ProvisionInForce, due_day
from hjemvej.platform.ui.number_words import number_word
from hjemvej.platform.ui.quoting import quoted
from hjemvej.platform.ui.when import full_date

from .models import HousingFirstOffer

OFFERED, ASKED_AGAIN, ANSWERED = "housing_first_offered", "housing_first_asked_again", "housing_first_answered"
WISHES_ASKED_AGAIN = "wishes_asked_again"
How, Answer, OtherForm = HousingFirstOffer.How, HousingFirstOffer.Answer, HousingFirstOffer.OtherForm
Kind = Literal["yes", "unanswered", "asked_later", "ask_again", "put_off", "look_again", "not_offered"]
NOT_OFFERED: frozenset[Kind] = frozenset({"put_off", "look_again", "not_offered"})


@dataclass(frozen=True)
class Offered:
    """The latest offer: when, by whom, and what the citizen said."""

    on: datetime.date
    by: str = ""
    answer: str = ""
    words: str = ""
    answered_on: datetime.date | None = None
    ask_again_on: datetime.date | None = None
    other_form: str = ""
    id: uuid.UUID | None = None


@dataclass(frozen=True)
class PutOff:
    """Why it was not offered yet, and until when."""

    why: str
    waits_for: str
    said_on: datetime.date
    look_again_on: datetime.date


@dataclass(frozen=True)
class Facts:
    """What we know of one citizen; `since`: in homelessness since that day, None with a home."""

    since: datetime.date | None
    offered: Offered | None = None
    put_off: PutOff | None = None


@dataclass(frozen=True)
class State:
    """How it stands, and by when we do the next thing."""

    kind: Kind
    facts: Facts
    due_on: datetime.date | None

    @property
    def is_not_offered(self) -> bool:
        return self.kind in NOT_OFFERED

    @property
    def waiting(self) -> Offered | None:
        """The offer that the citizen is thinking over."""
        return self.facts.offered if self.kind == "unanswered" else None

    def is_due(self, on: datetime.date) -> bool:
        return self.due_on is not None and self.due_on <= on

    def days_homeless(self, on: datetime.date) -> int:
        return (on - self.facts.since).days if self.facts.since else 0


def state(
    facts: Facts, on: datetime.date, *, offered_within: ProvisionInForce, answered_within: ProvisionInForce
) -> State | None:
    """Say how it stands; None for a citizen with a home who was never asked.

    A no is a choice: nothing follows from it but the day on which we ask again. What was said before this homelessness
    began was about another one.
    """
    offered, put_off = facts.offered, facts.put_off
    if facts.since:
        offered = offered if offered and offered.on >= facts.since else None
        put_off = put_off if put_off and put_off.said_on >= facts.since else None
    facts = Facts(facts.since, offered, put_off)
    if offered:
        if not offered.answer:
            return State("unanswered", facts, due_day(answered_within, offered.on))
        if offered.ask_again_on is None:
            return State("yes", facts, None)
        is_due = offered.ask_again_on <= on
        return State("ask_again" if is_due else "asked_later", facts, offered.ask_again_on)
    if facts.since is None:
        return None
    if put_off:
        return State("look_again" if put_off.look_again_on <= on else "put_off", facts, put_off.look_again_on)
    return State("not_offered", facts, due_day(offered_within, facts.since))


def late_from(offered_within: ProvisionInForce, on: datetime.date) -> datetime.date:
    """The last day on which homelessness began that should have led to an offer by now."""
    day = on
    while due_day(offered_within, day) > on:
        day -= datetime.timedelta(days=1)
    return day


def place(found: State) -> tuple[datetime.date, datetime.date]:
    """The order of every list: by the day of the next thing, then by how long; never by what was answered before."""
    return found.due_on or datetime.date.max, found.facts.since or datetime.date.max


def waits_since(found: State) -> datetime.date | None:
    """Since when a citizen in homelessness who said yes waits for a home."""
    offered = found.facts.offered
    return offered.answered_on if found.kind == "yes" and found.facts.since and offered else None


def in_words(found: State, on: datetime.date) -> str:
    """The answer to *Housing First tilbudt?* in a sentence or two."""
    offered, put_off = found.facts.offered, found.facts.put_off
    if offered:
        return " ".join([_asked(offered, on), _answered(offered), _asked_again(found, on)]).strip()
    if put_off and found.due_on:
        said = {"what": put_off.waits_for, "day": day_and_month(found.due_on, on)}
        if found.kind == "look_again":
            return _("Ikke tilbudt endnu: ventede på %(what)s. Skulle ses på igen %(day)s.") % said
        return _("Ikke tilbudt endnu: venter på %(what)s. Ses på igen %(day)s.") % said
    return " ".join([_("Ikke tilbudt."), since_when(found, on)])


def in_a_list(found: State, on: datetime.date) -> str:
    """The same where the days in homelessness stand beside it."""
    return _("Ingen har skrevet, hvad vi venter på.") if found.kind == "not_offered" else in_words(found, on)


def day_and_month(day: datetime.date, on: datetime.date) -> str:
    """3. november; with the year when it is another one."""
    words = full_date(day)
    return words.removesuffix(f" {day.year}") if day.year == on.year else words


def since_when(found: State, on: datetime.date) -> str:
    days = found.days_homeless(on)
    if days < 1:
        return _("Borgeren er i hjemløshed fra i dag.")
    words = ngettext("Borgeren har været i hjemløshed i %d dag.", "Borgeren har været i hjemløshed i %d dage.", days)
    return words % days


def _asked(offered: Offered, on: datetime.date) -> str:
    said = {"day": day_and_month(offered.on, on), "who": offered.by}
    return (_("Tilbudt %(day)s af %(who)s.") if offered.by else _("Tilbudt %(day)s.")) % said


def _answered(offered: Offered) -> str:
    if not offered.answer:
        return _("Borgeren tænker over det.")
    says = form_in_words(offered.other_form) if offered.other_form else str(Answer(offered.answer).label)
    return f"{says}: {quoted(offered.words)}"


def form_in_words(form: str) -> str:
    label = str(OtherForm(form).label)
    return _("Vil først have: %s") % f"{label[0].lower()}{label[1:]}"


def _asked_again(found: State, on: datetime.date) -> str:
    if found.due_on is None:
        return ""
    words = {
        "unanswered": _("Hør om et svar %s."),
        "asked_later": _("Spørges igen %s."),
        "ask_again": _("Skulle spørges igen %s."),
    }
    return words[found.kind] % day_and_month(found.due_on, on)


def headline(now: int, later: int = 0) -> str:
    """How many are to be offered it now, in the same words on the day's page and on the team's; `later`: not yet."""
    if not now and not later:
        return _("Alle borgere i hjemløshed, I har en sag med, er blevet tilbudt Housing First.")
    if not now:
        return _("Ingen borgere i hjemløshed skal have Housing First tilbudt i dag.")
    words = ngettext(
        "%(n)s borger i hjemløshed skal have Housing First tilbudt nu.",
        "%(n)s borgere i hjemløshed skal have Housing First tilbudt nu.",
        now,
    )
    return capfirst(words % {"n": number_word(now)})


def not_now(found: Collection[State], on: datetime.date) -> str:
    """Say who is not offered it and not in the headline: put off until a day, or the deadline has not come."""
    later = [one for one in found if not one.is_due(on)]
    put_off = sum(one.kind == "put_off" for one in later)
    within = len(later) - put_off
    said = []
    if put_off:
        said.append(_("%(n)s udsat til en aftalt dag med en grund") % {"n": number_word(put_off)})
    if within:
        said.append(_("%(n)s inden for vores egen frist") % {"n": number_word(within)})
    return _("Ikke med i tallet: %s.") % _(" og ").join(said) if said else ""


def ask_for_wishes(number: int) -> str:
    words = ngettext(
        "%(n)s borger, der venter på et hjem, skal spørges om ønsker",
        "%(n)s borgere, der venter på et hjem, skal spørges om ønsker",
        number,
    )
    return capfirst(words % {"n": number_word(number)})


def ready_for_a_home(number: int) -> str:
    words = ngettext(
        "%(n)s borger er klar til et tilbud om en bolig", "%(n)s borgere er klar til et tilbud om en bolig", number
    )
    return capfirst(words % {"n": number_word(number)})


LISTED_UNDER: dict[Kind, str] = {
    "not_offered": "ikke_tilbudt", "look_again": "ikke_tilbudt", "put_off": "udsat", "unanswered": "uden_svar",
    "ask_again": "spoerges_igen", "asked_later": "spoerges_igen", "yes": "ja",
}  # fmt: skip


def listed_under(found: State) -> str:
    """The answer of the register's filter that lists this citizen."""
    return LISTED_UNDER[found.kind]


def in_short(found: State, on: datetime.date) -> tuple[str, str]:
    """For a cell: the answer, and a quieter line."""
    offered, put_off = found.facts.offered, found.facts.put_off
    if offered:
        answer = str(Answer(offered.answer).label) if offered.answer else _("Tænker over det")
        return answer, _("tilbudt %s") % day_and_month(offered.on, on)
    days = found.days_homeless(on)
    since = ngettext("%d dag i hjemløshed", "%d dage i hjemløshed", days) % days
    return _("Ikke tilbudt"), _("venter på %s") % put_off.waits_for if put_off else since


# Those who were asked, on the team's page: under which name, and which states.
ASKED: dict[str, frozenset[Kind]] = {
    "again": frozenset({"ask_again"}),
    "unanswered": frozenset({"unanswered"}),
    "yes": frozenset({"yes"}),
    "later": frozenset({"asked_later"}),
}


def asked_heading(name: str, number: int) -> str:
    words = {
        "again": _("Spørg igen nu (%d)"),
        "unanswered": _("Tænker over det (%d)"),
        "ready": _("Klar til et tilbud om en bolig (%d)"),
        "yes": _("Har sagt ja, men noget mangler, eller en bolig er tilbudt (%d)"),
        "later": _("Spørges igen en aftalt dag (%d)"),
    }
    return words[name] % number
