"""What happens with each row? New, known, changed, in doubt, wrong or skipped, always with the reason. Pure.

Rows are first gathered into people within the file, then each of those is looked for among the people we know, and
among those whom rows before were about: by the same rule.
Nothing we know is overwritten: an empty field is filled, another name becomes an alias, a stay is added.
"""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from hjemvej.ground.people.rules import Born
from hjemvej.ground.spreadsheets.reading.rules.workbooks import Row
from hjemvej.ground.spreadsheets.rules.cells import mask_numbers
from hjemvej.ground.spreadsheets.rules.columns import label_of
from hjemvej.ground.spreadsheets.rules.facts import Facts
from hjemvej.platform.rooms import import_columns

from . import stays
from .matching import groups, match, may_be_called, who_it_might_be
from .records import Changed, Fate, Known, Line, Plan, Planned, Record, fold

FILLED = ("sex", "language", "citizenship", "animals")
COMES_IN = (Fate.NEW, Fate.CHANGED, Fate.KNOWN)
OFFERED = 3  # candidates that are named and shown


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
        seen.setdefault(line.mark, line)
    for line in lines:
        if (before := fates.get(line.number)) and before.person_id in known.by_id:
            known.note_told(line.number, known.by_id[before.person_id])
    people: dict[uuid.UUID, Changed] = {}
    for group in groups(waiting):
        _settle_group(group, known, fates, people, on)
    return Plan([fates[line.number] for line in lines], [one for one in people.values() if one.has_news])


def above(rows: Sequence[Row]) -> list[Planned]:
    """Plan the titles over the header: they are rows too, each with its fate."""
    reasons = [_("Titel eller note") if any(row) else _("Tom række") for row in rows]
    return [
        Planned(number, row, Fate.SKIPPED, (reason,))
        for number, (row, reason) in enumerate(zip(rows, reasons, strict=True), start=1)
    ]


def _settled(line: Line, known: Known, seen: Mapping[str, Line]) -> Planned | None:
    """Rows whose fate needs no look at who it is."""
    understood = line.understood
    if understood.skipped:
        return _planned(line, Fate.SKIPPED, understood.skipped)
    facts = understood.facts  # two nameless alike may be two, whatever came in before, until somebody answers
    is_one = bool(facts.called.full or facts.answer or line.mark not in seen)
    if line.mark in known.imported and is_one:
        return replace(
            _planned(line, Fate.KNOWN, _("Indlæst før, og rækken er uændret.")), person_id=known.imported[line.mark]
        )
    if understood.wrong:
        return _planned(line, Fate.WRONG, *understood.wrong, *understood.doubts)
    if understood.doubts:
        asks = "above" if understood.is_ditto else "one"
        return replace(_planned(line, Fate.DOUBT, *understood.doubts), asks=asks)
    if line.cpr_hash and line.cpr_hash in known.former:
        words = _(
            "I har ikke længere en sag med den borger: søg på CPR-nummeret, brug nødadgang, og skriv det nye der."
        )
        return _planned(line, Fate.DOUBT, words)
    if line.mark in seen and facts.called.full:
        return _planned(line, Fate.KNOWN, _("Står også i række %(row)d.") % {"row": seen[line.mark].number})
    return None


def _planned(line: Line, fate: Fate, *reasons: str) -> Planned:
    understood = line.understood
    name = understood.facts.name or mask_numbers(understood.who)
    unread = tuple(understood.unread) if fate in COMES_IN else ()
    kept = Planned(line.number, line.cells, fate, tuple(reasons), name, (line.mark, line.who))
    return replace(kept, unread=unread, facts=understood.facts, answered=line.is_answered)


def _settle_group(
    group: list[Line],
    known: Known,
    fates: dict[int, Planned],
    people: dict[uuid.UUID, Changed],
    on: datetime.date,
) -> None:
    """Find the person, or say who it might be; then let every row add what it knows."""
    known_record, candidates = match(group, known)
    answer = next((line.understood.facts.answer for line in group if line.understood.facts.answer), "")
    is_sure = known_record is not None and not any(line.is_pointed for line in group)
    if known_record is None and len(candidates) == 1 and answer == "same":
        known_record = candidates[0]
    if known_record is None and candidates and answer != "new":
        reason = who_it_might_be(candidates, on, has_number=any(line.cpr_hash for line in group))
        shown = tuple(candidates[:OFFERED])
        doubted = {line.number: _planned(line, Fate.DOUBT, reason) for line in group}
        fates |= {number: replace(row, candidates=shown, asks="who") for number, row in doubted.items()}
        return
    if reason := _why_ask_of_protection(group, known_record):
        fates |= {line.number: replace(_planned(line, Fate.DOUBT, reason), asks="protection") for line in group}
        return
    record = known_record or Record(id=uuid.uuid4(), row=group[0].number)
    changed = people.setdefault(record.id, Changed(record, known_record is None, stays_before=list(record.stays)))
    known_as = record.shown if known_record else ""
    first: Line | None = None
    for line in group:
        known.work.take(len(record.stays) + len(record.names))
        # “samme” of somebody who is sure means that the row is right; else it only says who it is
        is_right = line.is_right or (is_sure and line.understood.facts.answer == "same")
        contradiction = "" if is_right else _contradiction(line.understood.facts, record)
        if contradiction:
            fates[line.number] = replace(_planned(line, Fate.DOUBT, contradiction), candidates=(record,), asks="right")
        else:
            first = first or line
            fates[line.number] = _row_fate(line, first, changed, _add(changed, line, is_right=is_right), known_as)
            known.note_told(line.number, record)
    if known_record is None:
        known.learn(record)


def _why_ask_of_protection(group: list[Line], known_record: Record | None) -> str:
    """A row that says so elsewhere than in its own column is asked about, before any row of the citizen comes in."""
    line = next((line for line in group if line.understood.protected_by), None)
    if line is None or (known_record and known_record.is_protected):
        return ""
    said = {"column": line.understood.protected_by, "words": line.understood.protected_words[:60]}
    return _("Skal borgeren stå som beskyttet? Det siger kolonnen ”%(column)s”: ”%(words)s”.") % said


def _row_fate(line: Line, first: Line, changed: Changed, news: list[str], known_as: str) -> Planned:
    record, told = changed.record, list(line.understood.told)
    if line.understood.facts.cpr and record.cpr and record.cpr != line.cpr_hash:
        told.append(_("Vi har et andet CPR-nummer; rækkens er ikke kommet med."))
    if line is first and not known_as:
        return replace(_planned(line, Fate.NEW, *news, *told), person_id=record.id)
    who = []
    if line is not first:
        who.append(_("Samme borger som række %(row)d.") % {"row": first.number})
    elif known_as and fold(known_as) != fold(line.understood.facts.name):
        who.append(_("Vi kender borgeren som %(name)s.") % {"name": known_as})
    fate = Fate.CHANGED if news else Fate.KNOWN
    return replace(_planned(line, fate, *who, *news, *told), person_id=record.id)


def _contradiction(facts: Facts, record: Record) -> str:
    """Say what contradicts the row: the number's owner, or where the person slept."""
    if facts.cpr and not may_be_called(facts, record):
        whose = {"name": record.shown}
        return _("CPR-nummeret hører til %(name)s.") % whose
    return stays.contradiction(facts.stay, record.stays, says_from=facts.says_from) if facts.stay else ""


def _add(changed: Changed, line: Line, *, is_right: bool) -> list[str]:
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
    for key, value in facts.brought:
        known = record.brought.get(key)
        if not known or (import_columns()[key].has_many and value not in known):
            changed.brought[key] = value
            record.brought[key] = [*(known or ()), value] if import_columns()[key].has_many else value
            news.append(label_of(key).lower())
    if facts.protected_as and not record.is_protected:
        record.is_protected, changed.protected_as = True, facts.protected_as
        news.append(_("beskyttelse"))
    if facts.stay:
        record.stays, words = stays.added(facts.stay, record.stays, says_from=facts.says_from, is_right=is_right)
        news += [words] if words else []
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
