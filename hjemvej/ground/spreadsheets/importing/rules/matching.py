"""Which person is a row about? Gather each person's rows, and look for the person among those we know. Pure."""

import datetime
import difflib
import heapq
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

from django.utils.translation import gettext as _

from hjemvej.ground.people.rules import Born, born_text
from hjemvej.ground.spreadsheets.rules.facts import Facts

from .records import ALIKE_IS, Known, Line, Record, Work, fold

ALIKE = 0.8
ROWS_NAMED = 10


def groups(lines: Sequence[Line], listed: Sequence[Line], work: Work) -> tuple[list[list[Line]], dict[int, str]]:
    """Rows of one and the same person: by number, else name and birth, else a name that only one in the file has.

    Beside them the rows of which that can't be said, and why. `listed` are all the file's rows, the settled ones too.
    """
    doubts: dict[int, str] = {}
    groups: dict[Hashable, list[Line]] = {}
    by_name: dict[str, set[Hashable]] = defaultdict(set)
    births: dict[Hashable, Born] = {}
    answered_new: set[Hashable] = set()
    born_keys: dict[tuple[str, datetime.date], Hashable] = {}
    rest: list[Line] = []
    described = {fold(line.understood.facts.name): line.number for line in reversed(listed)}
    for line in sorted(lines, key=lambda line: not line.cpr_hash):
        facts = line.understood.facts
        name = fold(facts.name)
        key: Hashable | None = None
        if line.cpr_hash:
            key = ("cpr", line.cpr_hash)
        elif facts.answer == "new":
            key = ("row", line.number)
            answered_new.add(key)
        elif facts.born.on:
            key = born_keys.get((name, facts.born.on), (name, facts.born.on))
        if key is None:
            rest.append(line)
            continue
        groups.setdefault(key, []).append(line)
        births.setdefault(key, facts.born)
        by_name[name].add(key)
        if facts.born.on and facts.answer != "new":
            born_keys.setdefault((name, facts.born.on), key)
    for line in sorted(rest, key=lambda line: line.understood.facts.born.year is None):
        facts = line.understood.facts
        name = fold(facts.name)
        work.take(len(by_name[name]))
        keys = {key for key in by_name[name] if _may_be_born(births[key], facts.born)}
        if keys <= answered_new:  # nobody, or only people whom a human has told apart
            keys = {(name, facts.born.year)}
        only = next(iter(keys))
        if len(keys) > 1:
            rows = _some_of(groups[key][0].number for key in keys)
            doubts[line.number] = _(
                "Flere i filen hedder sådan (række %(rows)s). Skriv fødselsdag eller CPR-nummer."
            ) % {"rows": rows}
        elif not facts.called.full and facts.answer != "same" and described[name] != line.number:
            said = {"row": described[name]}
            doubts[line.number] = (
                _("Er det den samme som i række %(row)d? Skriv “samme” eller “ny”, eller beskriv dem hver for sig.")
                % said
            )
        else:
            by_name[name].add(only)
            births.setdefault(only, facts.born)
            groups.setdefault(only, []).append(line)
    ordered = [sorted(group, key=lambda line: line.number) for group in groups.values()]
    return sorted(ordered, key=lambda group: group[0].number), doubts


def _some_of(numbers: Iterable[int]) -> str:
    """Name the first rows: a reason on each of a thousand rows must not name a thousand."""
    first = heapq.nsmallest(ROWS_NAMED + 1, numbers)
    return ", ".join(map(str, first[:ROWS_NAMED])) + (" …" if len(first) > ROWS_NAMED else "")


def match(group: list[Line], known: Known) -> tuple[Record | None, list[Record]]:
    """The one it is, or those it might be: same name, else same birth and nearly the name, else a typing error away."""
    for line in group:
        if line.cpr_hash and line.cpr_hash in known.by_cpr:
            return known.by_cpr[line.cpr_hash], []
    for line in group:  # a row about the same was imported, and this is whom it was about
        before = known.by_id.get(known.imported[line.who]) if line.who in known.imported else None
        if before and line.understood.facts.answer != "new" and not (line.cpr_hash and before.cpr):
            return before, []
    number = next((line.cpr_hash for line in group if line.cpr_hash), "")
    born = next((line.understood.facts.born for line in group if line.understood.facts.born.on), None)
    born = born or next((line.understood.facts.born for line in group if line.understood.facts.born.year), Born())
    facts = group[0].understood.facts
    known.work.take(sum(len(known.by_name.get(name, ())) for name in _folded(group)))
    same_name = _unique(record for name in _folded(group) for record in known.by_name.get(name, ()))
    possible = [one for one in same_name if not (number and one.cpr) and _may_be_born(one.born, born)]
    sure = [one for one in possible if born.on and one.born.on == born.on]
    if not facts.called.full and facts.answer != "new":  # all we have of somebody nameless is the description
        sure = sure or [one for one in possible if born in (Born(), one.born)]
    if len(sure) == 1:
        return sure[0], []
    known.work.take(ALIKE_IS * len(known.by_birth.get(born.on, ())))
    alike = [one for one in known.by_birth.get(born.on, ()) if _sounds_alike(facts, one)]
    alike = [one for one in alike if not (number and one.cpr)]
    if not (possible or alike):
        alike = [one for one in known.spelled_like(facts.name, without_number=bool(number)) if not (number and one.cpr)]
        alike = [one for one in alike if _may_be_born(one.born, born)]
    return None, _unique([*possible, *alike])


def _folded(group: list[Line]) -> set[str]:
    return {fold(line.understood.facts.name) for line in group} - {""}


def _unique(records: Iterable[Record]) -> list[Record]:
    return list({record.id: record for record in records}.values())


def _may_be_born(one: Born, other: Born) -> bool:
    """Nothing speaks against it: a day against another day does, a year more than a guess away does."""
    if one.on and other.on:
        return one.on == other.on
    year, other_year = (one.on.year if one.on else one.year), (other.on.year if other.on else other.year)
    if year is None or other_year is None:
        return True
    return abs(year - other_year) <= (5 if one.is_guess or other.is_guess else 1)


def may_be_called(facts: Facts, record: Record) -> bool:
    """Under one and the same number: nearly the same name, or the first name at least."""
    if not facts.called.full or not record.names:
        return True
    first = difflib.SequenceMatcher(None, b=fold(facts.name).split(" ")[0])
    return _sounds_alike(facts, record) or any(_is_alike(first, name.split(" ")[0]) for name in record.names)


def _sounds_alike(facts: Facts, record: Record) -> bool:
    matcher = difflib.SequenceMatcher(None, b=fold(facts.name))
    return any(_is_alike(matcher, name) for name in record.names)


def _is_alike(matcher: difflib.SequenceMatcher[str], name: str) -> bool:
    """The two quick ratios are never lower than the ratio itself, and settle nearly all."""
    matcher.set_seq1(name)
    return all(ratio() >= ALIKE for ratio in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio))


def who_it_might_be(candidates: list[Record], on: datetime.date) -> str:
    shown = []
    for candidate in candidates[:3]:
        born = born_text(
            born_on=candidate.born.on, born_year=candidate.born.year, is_guess=candidate.born.is_guess, on=on
        )
        shown.append(f"{candidate.shown} ({born})" if born and not candidate.is_protected else str(candidate.shown))
    said = {"who": _(" eller ").join(shown)}
    if len(candidates) > 1:
        return _("Er det %(who)s? Skriv fødselsdag eller CPR-nummer, eller “ny” i kolonnen “Hjemvej: svar”.") % said
    return _("Er det %(who)s? Skriv “samme” eller “ny” i kolonnen “Hjemvej: svar”.") % said
