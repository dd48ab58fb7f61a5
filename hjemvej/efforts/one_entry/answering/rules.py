"""What may the asker be told, and by which right?"""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from hjemvej.ground.correspondence.rules import email_address_in
from hjemvej.platform.ui.reasons import Reason
from hjemvej.platform.ui.when import full_date

CONSENT, LAW = "samtykke-", "lov-"  # how a right's key begins
BEFORE_THE_LIST = "before"  # the basis of what was told before a right had to be named: closed to its recipient


@dataclass(frozen=True)
class Ground:
    """A right to tell the asker more: the citizen's consent, or a paragraph."""

    key: str  # as the form sends it: "samtykke-…" or "lov-…"
    label: str
    reason: Reason


@dataclass(frozen=True)
class MayTell:
    """Whether everything may be told, the rights by which more may be told, and why."""

    everything: bool
    grounds: Sequence[Ground]
    reasons: Sequence[Reason]


def what_may_be_told(asker_kind: str, grounds: Sequence[Ground] = ()) -> MayTell:
    """The citizen may know; others get one of three sentences, and more only by a consent or a paragraph."""
    if asker_kind == "self":
        return MayTell(True, (), [Reason("holds", _("Borgeren har selv spurgt"))])
    if grounds:
        return MayTell(False, grounds, [ground.reason for ground in grounds])
    words = _("Andre end borgeren må kun få et af de tre faste svar")
    return MayTell(
        False, (), [Reason("fails", words, "FVL § 27"), Reason("unknown", _("Borgerens samtykke ville ændre det"))]
    )


def consent_ground(
    consent_id: uuid.UUID, *, to: str, topics: str, details: str, last_on: datetime.date, is_the_asker: bool
) -> Ground:
    """The citizen has said yes to telling this recipient about these topics; the asker may be them, or surely is."""
    about = f"{topics} ({details})" if details else topics
    words = (
        _("Borgeren har sagt ja: til %(to)s om %(about)s, til og med %(day)s")
        if is_the_asker
        else _(
            "Kun hvis den, der spurgte, er %(to)s: borgeren har sagt ja til at fortælle om %(about)s,"
            " til og med %(day)s"
        )
    )
    label = words % {"to": to, "about": about, "day": full_date(last_on)}
    return Ground(f"{CONSENT}{consent_id}", label, Reason("holds" if is_the_asker else "unknown", label))


def law_ground(key: str, *, title: str, paragraph: str) -> Ground:
    """The law itself lets us tell this kind of recipient."""
    return Ground(f"{LAW}{key}", f"{title} ({paragraph})", Reason("holds", title, paragraph))


def address_for_mail(asker_contact: str, *, is_protected: bool) -> str:
    """Return the address to mail the answer to; empty for a protected citizen, about whom we mail nothing."""
    return "" if is_protected else email_address_in(asker_contact)


def subject_of_answer() -> str:
    """Write a subject without the citizen and their need for help: others may read it over a shoulder."""
    return _("Svar på din henvendelse")


Stage = Literal["new", "taken", "closed"]


def standard_answers() -> dict[Stage, str]:
    """The three sentences that anybody may be told, by how far the inquiry is."""
    return {
        "new": _("Vi har fået din henvendelse."),
        "taken": _("Vi har taget din henvendelse op."),
        "closed": _("Vi har afsluttet din henvendelse."),
    }
