"""What happens with each row? New, known, changed, in doubt, wrong or skipped, always with the reason. Pure.

Rows are first gathered into people within the file, then each of those is looked for among the people we know.
Nothing we know is overwritten: an empty field is filled, another name becomes an alias, a stay is added.
"""

import datetime
import difflib
import uuid
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from hjemvej.ground.people.rules import Born, born_text
from hjemvej.ground.situations.rules import Kind, Stay, replacement

from .facts import Facts
from .files import Row
from .records import Changed, Fate, Known, Line, Plan, Planned, Record, fold

ALIKE = 0.8
FILLED = ("sex", "language", "citizenship", "animals")


def plan(lines: Sequence[Line], known: Known, on: datetime.date) -> Plan:
    """The fate of every row; as many as there are lines, in their order."""
    fates: dict[int, Planned] = {}
    waiting: list[Line] = []
    seen: dict[str, Line] = {}
    for line in lines:
        done = _settled(line, known, seen)
        if done:
            fates[line.number] = done
        else:
            waiting.append(line)
            seen[line.mark] = line
    people: dict[uuid.UUID, Changed] = {}
    for group in _groups(waiting, fates):
        _settle_group(group, known, fates, people, on)
    return Plan([fates[line.number] for line in lines], [one for one in people.values() if one.has_news])


def above(rows: Sequence[Row]) -> list[Planned]:
    """The titles and the header are rows too, and are told of as the others."""
    reasons = [_("Titel eller overskrift") if any(row) else _("Tom række") for row in rows]
    return [
        Planned(number, row, Fate.SKIPPED, (reason,))
        for number, (row, reason) in enumerate(zip(rows, reasons, strict=True), start=1)
    ]


def _settled(line: Line, known: Known, seen: Mapping[str, Line]) -> Planned | None:
    """Rows whose fate needs no look at who it is."""
    understood = line.understood
    if understood.skipped:
        return _planned(line, Fate.SKIPPED, understood.skipped)
    if line.mark in known.imported:
        return replace(
            _planned(line, Fate.KNOWN, _("Indlæst før, og rækken er uændret.")), person_id=known.imported[line.mark]
        )
    if understood.wrong:
        return _planned(line, Fate.WRONG, *understood.wrong, *understood.doubts)
    if understood.doubts:
        return _planned(line, Fate.DOUBT, *understood.doubts)
    if line.mark in seen:
        return _planned(line, Fate.KNOWN, _("Står også i række %(row)d.") % {"row": seen[line.mark].number})
    return None


def _planned(line: Line, fate: Fate, *reasons: str) -> Planned:
    return Planned(line.number, line.cells, fate, tuple(reasons), line.understood.facts.name, (line.mark, line.who))


def _groups(lines: Sequence[Line], fates: dict[int, Planned]) -> list[list[Line]]:
    """Rows of one and the same person: by number, else name and birth, else a name that only one in the file has."""
    groups: dict[Hashable, list[Line]] = {}
    by_name: dict[str, set[Hashable]] = defaultdict(set)
    born_keys: dict[tuple[str, datetime.date], Hashable] = {}
    rest: list[Line] = []
    for line in sorted(lines, key=lambda line: not line.cpr_hash):
        facts = line.understood.facts
        name = fold(facts.name)
        key: Hashable | None = None
        if facts.answer == "new":
            key = ("row", line.number)
        elif line.cpr_hash:
            key = ("cpr", line.cpr_hash)
        elif facts.born.on and name:
            key = born_keys.get((name, facts.born.on), (name, facts.born.on))
        if key is None:
            rest.append(line)
            continue
        groups.setdefault(key, []).append(line)
        by_name[name].add(key)
        if facts.born.on and facts.answer != "new":
            born_keys.setdefault((name, facts.born.on), key)
    for line in rest:
        name = fold(line.understood.facts.name)
        keys = by_name[name] or {("name", name)}
        if len(keys) > 1:
            rows = ", ".join(str(groups[key][0].number) for key in keys)
            said = {"rows": rows}
            fates[line.number] = _planned(line, Fate.DOUBT, _("Flere i filen hedder sådan (række %(rows)s).") % said)
            continue
        only = next(iter(keys))
        by_name[name].add(only)
        groups.setdefault(only, []).append(line)
    ordered = [sorted(group, key=lambda line: line.number) for group in groups.values()]
    return sorted(ordered, key=lambda group: group[0].number)


def _settle_group(
    group: list[Line],
    known: Known,
    fates: dict[int, Planned],
    people: dict[uuid.UUID, Changed],
    on: datetime.date,
) -> None:
    """Find the person, or say who it might be; then let every row add what it knows."""
    match, candidates = _match(group, known)
    answer = group[0].understood.facts.answer
    if match is None and len(candidates) == 1 and answer == "same":
        match = candidates[0]
    if match is None and candidates and answer != "new":
        reason = _who_it_might_be(candidates, on)
        fates |= {line.number: _planned(line, Fate.DOUBT, reason) for line in group}
        return
    record = match or Record(id=uuid.uuid4())
    changed = people.setdefault(record.id, Changed(record, match is None, stays_before=list(record.stays)))
    first = group[0]
    for line in group:
        contradiction = _contradiction(line.understood.facts, record, is_new=changed.is_new)
        if contradiction:
            fates[line.number] = _planned(line, Fate.DOUBT, contradiction)
        else:
            news = _add(changed, line)
            fates[line.number] = _row_fate(line, first, changed, news)


def _row_fate(line: Line, first: Line, changed: Changed, news: list[str]) -> Planned:
    if changed.is_new and line is first:
        planned = _planned(line, Fate.NEW, *news)
    else:
        same = [] if line is first else [_("Samme borger som række %(row)d.") % {"row": first.number}]
        if not changed.record.is_ours:
            same.append(_("Kendt i huset på CPR-nummeret. Jeres team får adgang, og det bliver skrevet ned."))
        fate = Fate.CHANGED if news or not changed.record.is_ours else Fate.KNOWN
        planned = _planned(line, fate, *same, *news)
    return replace(planned, person_id=changed.record.id, is_stranger=not changed.record.is_ours)


def _match(group: list[Line], known: Known) -> tuple[Record | None, list[Record]]:
    """The one it is, or those it might be."""
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
    same_name = _unique(record for name in _folded(group) for record in known.by_name.get(name, ()))
    possible = [one for one in same_name if not (number and one.cpr) and _may_be_born(one.born, born)]
    sure = [one for one in possible if born.on and one.born.on == born.on]
    if not facts.called.full:
        sure = sure or possible  # all we have of somebody nameless is the description
    if len(sure) == 1:
        return sure[0], []
    alike = [one for one in known.by_birth.get(born.on, ()) if _sounds_alike(facts, one)] if born.on else []
    alike = [one for one in alike if not (number and one.cpr)]
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


def _sounds_alike(facts: Facts, record: Record) -> bool:
    matcher = difflib.SequenceMatcher(None, b=fold(facts.name))
    return any(_is_alike(matcher, name) for name in record.names)


def _is_alike(matcher: difflib.SequenceMatcher[str], name: str) -> bool:
    """The two quick ratios are never lower than the ratio itself, and settle nearly all."""
    matcher.set_seq1(name)
    return all(ratio() >= ALIKE for ratio in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio))


def _who_it_might_be(candidates: list[Record], on: datetime.date) -> str:
    shown = []
    for one in candidates[:3]:
        born = born_text(born_on=one.born.on, born_year=one.born.year, is_guess=one.born.is_guess, on=on)
        masked = _("en beskyttet borger")
        shown.append(masked if one.is_protected else f"{one.name} ({born})" if born else one.name)
    return _("Er det %(who)s? Skriv “samme” eller “ny” i kolonnen “Hjemvej: svar”.") % {"who": _(" eller ").join(shown)}


def _contradiction(facts: Facts, record: Record, *, is_new: bool) -> str:
    """Something known of the very same first night that the row tells otherwise."""
    stay = facts.stay
    if stay is None or is_new:
        return ""
    for one in record.stays:
        same_night = one.from_on == stay.from_on and one.kind not in (Kind.UNKNOWN, stay.kind)
        if same_night and one.source != stay.source:
            said = {"day": f"{one.from_on:%d.%m.%Y}", "kind": Kind(one.kind).label, "source": one.source}
            return _("Vi ved noget andet om natten %(day)s: %(kind)s (%(source)s). Ret det på borgerens side.") % said
    return ""


def _add(changed: Changed, line: Line) -> list[str]:
    """Let the row add what we did not know; what it added, in words."""
    record, facts, news = changed.record, line.understood.facts, []
    news += _add_name(changed, facts)
    if facts.cpr and not record.cpr:
        record.cpr, changed.cpr = line.cpr_hash, facts.cpr
        news.append(_("CPR-nummer"))
    if (facts.born.on and not record.born.on) or (facts.born.year and record.born == Born()):
        record.born = facts.born
        changed.fields.add("born")
        news.append(_("fødselsdag"))
    for name in FILLED:
        value = getattr(facts, name)
        if value and value != "unknown" and getattr(record, name) in ("", "unknown"):
            setattr(record, name, value)
            changed.fields.add(name)
            news.append({"sex": _("køn"), "language": _("sprog"), "animals": _("dyr")}.get(name, _("statsborgerskab")))
    for way in facts.ways:
        if way not in record.ways:
            record.ways.add(way)
            changed.ways.append(way)
            news.append(way[1])
    if facts.stay and _add_stay(record, facts.stay):
        said = {"kind": Kind(facts.stay.kind).label, "day": f"{facts.stay.from_on:%d.%m.%Y}"}
        news.append(_("%(kind)s fra %(day)s") % said)
    return [_("Tilføjer: %(what)s") % {"what": ", ".join(news)}] if news else []


def _add_name(changed: Changed, facts: Facts) -> list[str]:
    record, called, news = changed.record, facts.called, []
    if changed.is_new and not record.name:
        record.given_names, record.surname, record.description = called.given_names, called.surname, called.description
        record.names.add(fold(facts.name))
    elif called.full and not (record.given_names or record.surname):
        changed.was_called, changed.learned_name = record.description, True
        record.given_names, record.surname, record.description = called.given_names, called.surname, ""
        record.names.add(fold(facts.name))
        news.append(_("navnet"))
    for name in (*facts.aliases, facts.name):
        if name and fold(name) not in record.names:
            record.names.add(fold(name))
            changed.aliases.append(name[:200])
            news.append(_("kaldes også %(name)s") % {"name": name})
    return news


def _add_stay(record: Record, stay: Stay) -> bool:
    """Add a stay unless we know it; one that goes on ends where something later is known."""
    later = [one.from_on for one in record.stays if one.from_on > stay.from_on and one.kind != Kind.UNKNOWN]
    if stay.until_on is None and later:
        stay = replace(stay, until_on=min(later))
    if any(one.covers(stay) and (one.kind, one.house_id) == (stay.kind, stay.house_id) for one in record.stays):
        return False
    wrong, right = replacement(record.stays, stay)
    record.stays = sorted([one for one in record.stays if one not in wrong] + right, key=lambda one: one.from_on)
    return True
