"""What does a row's stay do to the stays we know? It adds, it ends what has ended, or it contradicts. Pure."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from hjemvej.ground.situations.rules import Certainty, Kind, Stay, replacement, unknown


def contradiction(new: Stay, known: Sequence[Stay], *, says_from: bool) -> str:
    """What we know that cannot be so if the row is right; nothing where both can."""
    return (
        _against_a_death(new, known)
        or _against_a_house(new, known)
        or _against_the_same_stay(new, known, says_from=says_from)
        or _against_another_stay(new, known)
    )


def _against_a_death(new: Stay, known: Sequence[Stay]) -> str:
    died_on = min((one.from_on for one in known if one.kind == Kind.DEAD), default=None)
    if new.kind == Kind.DEAD:
        if died_on and died_on != new.from_on:
            return _("Vi har en anden dødsdag: %(day)s.") % _day(died_on)
        after = [one for one in known if one.kind not in (Kind.UNKNOWN, Kind.DEAD) and _is_told_after(one, new.from_on)]
        if after:
            return _("Rækken siger død, men vi ved noget om borgeren efter den dag: %(what)s.") % {
                "what": _in_words(after[-1])
            }
    elif died_on and (new.from_on >= died_on or (new.until_on and new.until_on > died_on)):
        return _("Borgeren står som død %(day)s.") % _day(died_on)
    return ""


def _against_a_house(new: Stay, known: Sequence[Stay]) -> str:
    """A guest whom a house has seen and not seen off sleeps there, whatever a list says."""
    for one in known:
        is_there = one.from_on < new.from_on and (one.until_on is None or one.until_on > new.from_on)
        is_guest = one.house_id is not None and one.certainty == Certainty.SEEN
        if is_guest and is_there and not _is_the_same_place(one, new) and new.kind != Kind.UNKNOWN:
            said = {"kind": Kind(one.kind).label, "day": f"{one.from_on:%d.%m.%Y}", "source": one.source}
            return _("Borgeren er gæst fra %(day)s og står ikke som rejst: %(kind)s (%(source)s).") % said
    return ""


def _is_told_after(stay: Stay, day: datetime.date) -> bool:
    return stay.from_on > day or (stay.until_on is not None and stay.until_on > day)


def _against_the_same_stay(new: Stay, known: Sequence[Stay], *, says_from: bool) -> str:
    """Another first day, or another last one, of what is plainly one stay."""
    for one in known:
        if not _is_the_same_place(one, new) or not one.touches(new):
            continue
        words = _("Vi har opholdet fra %(from)s til %(until)s.")
        said = {
            "from": f"{one.from_on:%d.%m.%Y}",
            "until": f"{one.until_on:%d.%m.%Y}" if one.until_on else _("nu"),
        }
        if says_from and one.from_on < new.from_on:
            return words % said
        is_shorter = one.until_on is not None and new.until_on is not None and new.until_on < one.until_on
        is_open_again = says_from and one.until_on is not None and new.until_on is None
        if is_shorter or is_open_again:
            return words % said
    return ""


def _against_another_stay(new: Stay, known: Sequence[Stay]) -> str:
    for one in known:
        if one.kind not in (Kind.UNKNOWN, new.kind) and _would_overwrite(new, one):
            said = {"day": f"{one.from_on:%d.%m.%Y}", "kind": Kind(one.kind).label, "source": one.source}
            return _("Vi ved noget andet om natten %(day)s: %(kind)s (%(source)s).") % said
    return ""


def _would_overwrite(new: Stay, known: Stay) -> bool:
    """Does the new stay take a first night from the known? Later nights only add detail to it."""
    begins_inside = new.until_on is not None and new.from_on < known.from_on < new.until_on
    return known.from_on == new.from_on or begins_inside


def _is_the_same_place(one: Stay, other: Stay) -> bool:
    return (one.kind, one.house_id) == (other.kind, other.house_id)


def added(new: Stay, known: Sequence[Stay], *, says_from: bool, is_right: bool) -> tuple[list[Stay], str]:
    """What is known with the row's stay in it, and the news in words; no words where it changes nothing.

    `is_right`: a human has said that the row is right where we knew otherwise.
    """
    stays, ended = _ended(new, known, is_right=is_right and says_from)
    if ended:
        return stays, _("%(kind)s slutter %(day)s") % {"kind": Kind(new.kind).label, "day": f"{new.until_on:%d.%m.%Y}"}
    there = (one for one in stays if _is_the_same_place(one, new) and one.from_on <= new.from_on)
    if new.until_on is None and not says_from and any(_is_told_after_or_open(one, new.from_on) for one in there):
        return stays, ""
    later = [one.from_on for one in stays if one.from_on > new.from_on and one.kind != Kind.UNKNOWN]
    if new.until_on is None and later and new.kind != Kind.DEAD:
        new = replace(new, until_on=min(later))
    words = _("%(kind)s fra %(day)s") % {"kind": Kind(new.kind).label, "day": f"{new.from_on:%d.%m.%Y}"}
    if any(one.covers(new) and _is_the_same_place(one, new) for one in stays):
        return stays, words if stays != list(known) else ""
    return _with(new, stays), words


def _is_told_after_or_open(stay: Stay, day: datetime.date) -> bool:
    return stay.until_on is None or stay.until_on > day


def _ended(new: Stay, known: Sequence[Stay], *, is_right: bool) -> tuple[list[Stay], bool]:
    """The known stays with those mended that the row says began later or ended, and whether one has ended."""
    stays, has_ended = list(known), False
    for one in known:
        if not _is_the_same_place(one, new) or not one.touches(new):
            continue
        begins = max(one.from_on, new.from_on) if is_right else one.from_on
        ends = one.until_on
        if (new.until_on is not None and (ends is None or ends > new.until_on)) or is_right:
            ends = new.until_on
        if (begins, ends) == (one.from_on, one.until_on) or (ends and ends <= begins):
            continue
        others = [other for other in stays if other != one]
        if begins > one.from_on and any(other.from_on < one.from_on for other in others):
            others.append(unknown(one.from_on, begins))
        stays = _with(replace(one, from_on=begins, until_on=ends), others)
        has_ended = has_ended or (ends is not None and ends != one.until_on)
    is_told = any(one.covers(new) and _is_the_same_place(one, new) for one in stays)
    return stays, has_ended and is_told


def _with(new: Stay, known: Iterable[Stay]) -> list[Stay]:
    known = list(known)
    wrong, right = replacement(known, new)
    return sorted([one for one in known if one not in wrong] + right, key=lambda one: one.from_on)


def _day(day: datetime.date) -> dict[str, str]:
    return {"day": f"{day:%d.%m.%Y}"}


def _in_words(stay: Stay) -> str:
    return f"{Kind(stay.kind).label} {stay.from_on:%d.%m.%Y}"
