"""What do we ask again, and what is to be thought over before it is written down where somebody sleeps?"""

import datetime
from collections.abc import Iterable

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjemvej.platform.ui.reasons import Reason
from hjemvej.platform.ui.when import full_date

from .stays import LEAVES_WITHIN, Certainty, Kind, Stay


class HeardFrom(TextChoices):
    """How do we know? The answer says how sure we are."""

    SEEN = "seen", gettext_lazy("Jeg har selv set det")
    PLACE = "place", gettext_lazy("Stedet siger det (herberg, natcafé, sygehus …)")
    CITIZEN = "citizen", gettext_lazy("Borgeren siger det")
    OTHERS = "others", gettext_lazy("Andre siger det (pårørende, nabo, anden myndighed …)")
    CPR = "cpr", gettext_lazy("CPR-adressen")
    ASSUMED = "assumed", gettext_lazy("Vi går ud fra det")


CERTAINTY_OF: dict[str, str] = {
    HeardFrom.SEEN: Certainty.SEEN,
    HeardFrom.PLACE: Certainty.SEEN,
    HeardFrom.CITIZEN: Certainty.TOLD,
    HeardFrom.OTHERS: Certainty.HEARD,
    HeardFrom.CPR: Certainty.ASSUMED,
    HeardFrom.ASSUMED: Certainty.ASSUMED,
}
ONE_MONTH = datetime.timedelta(days=31)
ONE_YEAR = datetime.timedelta(days=365)
LATELY = datetime.timedelta(days=7)


def asked_from(stay: Stay) -> datetime.date | None:
    """The day from which we ask whether it is still so: the day it was to end, or VIVE's month; none: we don't."""
    if stay.until_on is not None:
        return None
    if stay.expected_until is None and stay.kind in LEAVES_WITHIN:
        return stay.from_on + ONE_MONTH + datetime.timedelta(days=1)
    return stay.expected_until


def question(stay: Stay, on: datetime.date) -> str:
    """What we ask of a stay that was to be over by now; empty: nothing. It changes nothing by itself."""
    day = asked_from(stay)
    if day is None or day > on:
        return ""
    if stay.expected_until is None:
        return _("Der er gået mere end en måned. Er borgeren ikke løsladt eller udskrevet nu?")
    return _("Det skulle slutte %(day)s. Hvor sover borgeren nu?") % {"day": full_date(day)}


def doubts(
    new: Stay, *, heard_from: str, known: Iterable[Stay], on: datetime.date, died_on: datetime.date | None = None
) -> list[Reason]:
    """What to think over before this is written down: ✗ speaks against it, ? would make it better. Never a refusal."""
    known = list(known)
    checks = [
        _cpr_proves_nothing(heard_from),
        _released_by_now(new, on),
        _leaves_soon(new, on),
        _lies_ahead(new, on),
        _long_ago(new, on),
        _after_death(new, died_on),
        _was_seen_otherwise(new, known, on),
        _replaces_what_came_later(new, known),
        _which_house(new),
        _counted_elsewhere(new),
    ]
    return [reason for reason in checks if reason]


def _cpr_proves_nothing(heard_from: str) -> Reason | None:
    if heard_from != HeardFrom.CPR:
        return None
    text = _(
        "En CPR-adresse er ikke bevis. Man kan sove ude og have en c/o-adresse, og den, der er truet, kan stå uden."
    )
    return Reason("fails", text, law="CPR-loven § 6")


def _released_by_now(new: Stay, on: datetime.date) -> Reason | None:
    asks = question(new, on)
    return Reason("fails", asks) if asks else None


def _lies_ahead(new: Stay, on: datetime.date) -> Reason | None:
    return Reason("fails", _("Det ligger ude i fremtiden.")) if new.from_on > on else None


def _long_ago(new: Stay, on: datetime.date) -> Reason | None:
    if on - new.from_on <= ONE_YEAR:
        return None
    return Reason("fails", _("Det er mere end et år siden. Er årstallet rigtigt?"))


def _after_death(new: Stay, died_on: datetime.date | None) -> Reason | None:
    is_alive = died_on is None or (new.until_on is not None and new.until_on <= died_on) or new.kind == Kind.DEAD
    return None if is_alive else Reason("fails", _("Borgeren er registreret som død før det."))


def _was_seen_otherwise(new: Stay, known: Iterable[Stay], on: datetime.date) -> Reason | None:
    if new.certainty == Certainty.SEEN or on - new.from_on > LATELY:
        return None
    for stay in known:
        if stay.certainty == Certainty.SEEN and stay.kind != new.kind and stay.from_on == new.from_on:
            said = {"kind": Kind(stay.kind).label, "source": stay.source}
            return Reason("fails", _("For samme nat er det set anderledes: %(kind)s (%(source)s).") % said)
    return None


def _replaces_what_came_later(new: Stay, known: Iterable[Stay]) -> Reason | None:
    later = [stay for stay in known if stay.from_on > new.from_on and stay.kind != Kind.UNKNOWN]
    if new.until_on is not None or not later:
        return None
    said = {"day": full_date(min(stay.from_on for stay in later))}
    return Reason(
        "fails", _("Det, vi ved fra %(day)s og frem, bliver også rettet. Skriv, hvornår det hørte op.") % said
    )


def _which_house(new: Stay) -> Reason | None:
    if new.kind not in {Kind.SHELTER, Kind.NIGHT_CAFE} or new.house_id:
        return None
    return Reason("unknown", _("Hvilket sted? Uden stedet kan nætter og frister ikke regnes."))


def _counted_elsewhere(new: Stay) -> Reason | None:
    law, text = {
        Kind.CRISIS_CENTRE: ("SEL § 109", _("Krisecenter tæller ikke med i VIVE's optælling af hjemløshed.")),
        Kind.FUNCTIONAL: (
            "SEL § 110",
            _(
                "Borgeren har en bolig og tæller derfor ikke med hos VIVE. Bor borgeren på forsorgshjem imens, så vælg"
                " forsorgshjem, og sæt kryds ved den egne bolig: så tæller opholdet efter § 110, og ikke hos VIVE."
            ),
        ),
        Kind.RESIDENTIAL: ("SEL §§ 107, 108", _("Den, der bor på et botilbud, tæller ikke med hos VIVE.")),
        Kind.UNHOUSED: (
            "SEL § 80",
            _("Husvild er ikke en af VIVE's ni situationer. Bor borgeren på hotel imens, så vælg hotel: det er."),
        ),
    }.get(Kind(new.kind), ("", ""))
    return Reason("unknown", text, law=law) if text else None


def _leaves_soon(new: Stay, on: datetime.date) -> Reason | None:
    """Prison or hospital with an end in sight: without a home it is one of VIVE's nine."""
    soon = {Kind.PRISON: Kind.PRISON_RELEASE, Kind.HOSPITAL: Kind.DISCHARGE}.get(Kind(new.kind))
    if soon is None or new.expected_until is None or not on < new.expected_until <= on + ONE_MONTH:
        return None
    said = {"kind": soon.label}
    return Reason("fails", _("Det er inden for en måned. Har borgeren ingen bolig, så vælg ”%(kind)s”.") % said)
