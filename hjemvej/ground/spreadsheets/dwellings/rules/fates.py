"""What happens with each row? One fate, always with the reason: new, vacant, changed, known, in doubt, wrong … Pure.

A dwelling is known by its address, or by the landlord's own number. What may be two dwellings is a doubt. What we know
is not overwritten: an empty fact is filled, another is told and written only where a human has said so.
"""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjemvej.ground.spreadsheets.reading.rules.workbooks import Row

from .addresses import Address
from .records import Changed, Fate, Known, Line, Plan, Planned, Record, fold_number
from .words import day, difference, named, what_was_read

PARTS = ("heat", "water", "tv")
NUMBER_LEFT_OUT = gettext_lazy("Nummeret kommer ikke med: det er en anden boligs.")
OFFERED = 3  # candidates that are shown
EMPTY = (None, "")


def plan(lines: Sequence[Line], known: Known) -> Plan:
    """The fate of every row, in their order."""
    changed: dict[uuid.UUID, Changed] = {}
    of_several = _numbers_of_several(lines)
    return Plan([_settle(line, known, of_several, changed) for line in lines], list(changed.values()))


def above(rows: Sequence[Row]) -> list[Planned]:
    """Plan the titles over the header: they are rows too, each with its fate."""
    reasons = [_("Titel eller note") if any(row) else _("Tom række") for row in rows]
    return [
        Planned(number, row, Fate.SKIPPED, (reason,))
        for number, (row, reason) in enumerate(zip(rows, reasons, strict=True), start=1)
    ]


def _numbers_of_several(lines: Sequence[Line]) -> dict[str, list[int]]:
    """The numbers that stand at dwellings which cannot be the same, with their rows."""
    at: dict[str, list[tuple[int, Address]]] = defaultdict(list)
    for line in lines:
        said = line.understood
        if said.number and said.address and not (said.skipped or said.wrong or line.answer.is_skipped):
            at[fold_number(said.number)].append((line.number, said.address))
    return {
        number: [row for row, _address in found]
        for number, found in at.items()
        if any(not address.may_be(found[0][1]) for _row, address in found)
    }


def _settle(
    line: Line, known: Known, of_several: Mapping[str, Collection[int]], changed: dict[uuid.UUID, Changed]
) -> Planned:
    said, answer = line.understood, line.answer
    if said.skipped:
        return _planned(line, Fate.SKIPPED, said.skipped)
    if answer.is_skipped:
        return _planned(line, Fate.SKIPPED, _("Sprunget over"))
    if said.wrong:
        return _planned(line, Fate.WRONG, *said.wrong, *said.doubts)
    if said.doubts and not answer.as_it_is:
        return _doubt(line, "as_it_is", *said.doubts)
    found = _found(line, known, of_several)
    if isinstance(found, Planned):
        return found
    return _added(line, found, known, changed) if found else _made(line, known, changed)


def _planned(line: Line, fate: Fate, *reasons: str, facts: Mapping[str, Any] | None = None) -> Planned:
    said = line.understood
    is_in = fate not in (Fate.SKIPPED, Fate.WRONG, Fate.DOUBT)
    return Planned(
        line.number, line.cells, fate, tuple(reasons), said.address.text if said.address else said.number,
        read=() if fate is Fate.SKIPPED else what_was_read(said, facts or said.facts),
        unread=tuple(said.unread) if is_in else (), is_answered=line.is_answered,
    )  # fmt: skip


def _doubt(line: Line, asks: str, *reasons: str, candidates: Sequence[Record] = ()) -> Planned:
    return replace(_planned(line, Fate.DOUBT, *reasons), asks=asks, candidates=tuple(candidates[:OFFERED]))


# --- which dwelling is it? ------------------------------------------------------------------------------------------


def _found(line: Line, known: Known, of_several: Mapping[str, Collection[int]]) -> Record | Planned | None:
    """The dwelling that the row is about, none where it is new, or the doubt about it."""
    said, answer = line.understood, line.answer
    if pointed := known.by_id.get(answer.dwelling_id) if answer.dwelling_id else known.by_row.get(answer.row):
        return pointed
    number = fold_number(said.number)
    numbered = known.by_number.get(number) if number else None
    if said.address is None:
        words = _("Adressen mangler, og nummeret kender vi ikke.") if said.number else _("Adressen mangler.")
        return numbered or _planned(line, Fate.WRONG, words)
    at = known.at(said.address)
    if len(at) > 1 or (at and numbered and numbered is not at[0]):
        words = _("Adresse og nummer peger på hver sin bolig.") if numbered else _("Adressen kan være to boliger.")
        return _doubt(line, "one_of", words, candidates=[*at, *([numbered] if numbered and numbered not in at else [])])
    if at:
        return at[0]
    if numbered and said.address.may_be(numbered.address):
        return numbered
    if number in of_several and answer.which != "new":
        rows = ", ".join(str(row) for row in of_several[number])
        words = _("Nummer %(number)s står ved flere boliger: række %(rows)s.")
        return _doubt(line, "number", words % {"number": said.number, "rows": rows})
    if numbered and answer.which != "new":
        words = _("Nummer %(number)s er %(address)s hos os.") % {"number": said.number, "address": numbered.shown}
        return numbered if answer.which == "same" else _doubt(line, "whose", words, candidates=[numbered])
    maybe = known.maybe_at(said.address)
    if not maybe or answer.which == "new":
        return None
    if answer.which == "same" and len(maybe) == 1:
        return maybe[0]
    return _doubt(line, "which", _("Er det en bolig, vi kender, skrevet på en anden måde?"), candidates=maybe)


# --- a dwelling that we don't know ----------------------------------------------------------------------------------


def _made(line: Line, known: Known, changed: dict[uuid.UUID, Changed]) -> Planned:
    said = line.understood
    facts = {**said.facts, **_rent_of(line, {})}
    if not facts.get("form") and not said.form_else:
        return _planned(
            line, Fate.WRONG, _("Listen siger ikke, hvilken slags bolig det er. Vælg det under kolonnerne.")
        )
    facts = {"form": said.form_else, "floor": said.floor, **facts}
    if "rent" not in facts:
        return _planned(line, Fate.WRONG, _("Huslejen mangler."))
    if facts["rent"] <= 0:
        return _planned(
            line, Fate.WRONG, _("Varme, vand og tv er tilsammen lige så meget eller mere end huslejen i alt.")
        )
    if problem := _sum_problem(line, facts):
        return _doubt(line, "as_it_is", problem)
    address, told = said.address, list(said.told)
    if address is None:
        raise RuntimeError("A dwelling without an address is wrong, and never made.")
    if (others := known.elsewhere_at(address)) and not line.answer.as_it_is:
        words = _("%(landlord)s har en bolig på samme adresse hos os: %(address)s. Hvis er den?")
        return _doubt(line, "elsewhere", *(words % {"landlord": one.landlord, "address": one.shown} for one in others))
    is_free = bool(said.number) and fold_number(said.number) not in known.by_number and line.answer.which != "new"
    if said.number and not is_free:
        told.append(str(NUMBER_LEFT_OUT))
    vacancy = said.vacancy if line.answer.is_vacant is not False else None
    record = Record(
        uuid.uuid4(), address, address.text, said.number if is_free else "", dict(facts),
        open_since=vacancy.can_move_in_on if vacancy else None, row=line.number,
    )  # fmt: skip
    known.learn(record)
    known.by_row[line.number] = record
    changed[record.id] = Changed(record, is_new=True, facts=facts, vacancy=vacancy)
    if not vacancy:
        return _planned(line, Fate.NEW, _("Skrives ind."), *told, facts=facts)
    words = _("Skrives ind og meldes ledig fra %s.") % day(vacancy.can_move_in_on)
    return _planned(line, Fate.NEW_VACANT, words, *told, facts=facts)


def _rent_of(line: Line, ours: Mapping[str, Any]) -> dict[str, Decimal]:
    """The rent where only the sum of all is told, and the rest of the sum where no part of it is."""
    said = line.understood
    if said.total is None:
        return {}
    parts = sum((said.facts.get(name, ours.get(name)) or Decimal(0) for name in PARTS), Decimal(0))
    if "rent" not in said.facts:
        return {"rent": said.total - parts}
    rest = said.total - said.facts["rent"]
    if rest > 0 and not any(name in said.facts for name in PARTS) and not parts:
        words = _("Resten op til huslejen i alt er skrevet som varme.")
        if words not in said.told:
            said.told.append(words)
        return {"heat": rest}
    return {}


def _sum_problem(line: Line, facts: Mapping[str, Any]) -> str:
    total = line.understood.total
    reckoned = sum((facts.get(name) or Decimal(0) for name in ("rent", *PARTS)), Decimal(0))
    if total is None or abs(total - reckoned) <= 1 or line.answer.as_it_is:
        return ""
    words = _("Husleje, varme, vand og tv giver %(sum)s kr., men der står %(total)s kr. i alt.")
    return words % {"sum": f"{reckoned:.0f}", "total": f"{total:.0f}"}


# --- a dwelling that we know, or that a row before has told of ------------------------------------------------------


def _added(line: Line, record: Record, known: Known, changed: dict[uuid.UUID, Changed]) -> Planned:
    said, answer = line.understood, line.answer
    told = {**said.facts, **_rent_of(line, record.facts)}
    if problem := _sum_problem(line, {**record.facts, **told}):
        return _doubt(line, "as_it_is", problem)
    owner = known.by_number.get(fold_number(said.number)) if said.number else record
    news, notes = {} if owner else {"number": said.number}, list(said.told)
    if owner and owner is not record:
        notes.append(str(NUMBER_LEFT_OUT))
    ours = {**record.facts, "number": record.number}
    fills = {name: value for name, value in {**told, **news}.items() if ours.get(name) in EMPTY}
    differs = {name: value for name, value in {**told, **news}.items() if name not in fills and ours[name] != value}
    reasons = [_("Samme bolig som række %d.") % record.row] if record.row else []
    against = [difference(name, ours[name], value, record.row) for name, value in differs.items()]
    if against and record.row and not answer.takes_the_lists:
        return _doubt(line, "row", *reasons, *against)
    makes, words, is_asked = _vacancy_of(line, record)
    if is_asked:
        return _doubt(line, "vacant", words)
    written = {**fills, **(differs if answer.takes_the_lists else {})}
    if not record.row and said.address and not said.address.is_exactly(record.address):
        reasons.append(_("Hos os står den som %(address)s.") % {"address": record.shown})
    if fills:
        reasons.append(_("Tilføjer: %(what)s.") % {"what": named(fills)})
    if differs and answer.takes_the_lists:
        reasons.append(_("Rettes til det, listen siger: %(what)s.") % {"what": named(differs)})
    is_unsettled = bool(differs) and not answer.takes_the_lists
    known.by_row[line.number] = record
    if written or makes:
        one = changed.setdefault(record.id, Changed(record, is_new=False))
        one.write(written, said.vacancy if makes else None)
        known.by_number.update({fold_number(written["number"]): record} if "number" in written else {})
    fate = Fate.VACANT if makes else Fate.CHANGED if written else Fate.DIFFERS if is_unsettled else Fate.KNOWN
    shown = (*reasons, *([words] if words else []), *(against if is_unsettled else []), *notes)
    done = _planned(line, fate, *(shown or (_("Intet nyt"),)), facts={**record.facts, **told})
    return replace(done, differs=is_unsettled, name=done.name or record.shown)


def _vacancy_of(line: Line, record: Record) -> tuple[bool, str, bool]:
    """Does the row make the dwelling vacant, what is told of it, and must a human say?"""
    told, answer = line.understood.vacancy, line.answer
    if told is None or answer.is_vacant is False:
        return False, "", False
    if record.open_since:
        if not told.is_dated or told.can_move_in_on == record.open_since:
            return False, _("Står som ledig i forvejen."), False
        words = _("Står som ledig i forvejen, fra %(ours)s; listen siger %(theirs)s. Ret dagen på boligens side.")
        return False, words % {"ours": day(record.open_since), "theirs": day(told.can_move_in_on)}, False
    last = max(record.past, key=lambda one: one.last_on, default=None)
    if last and not answer.is_vacant and (not told.is_dated or told.can_move_in_on <= last.last_on):
        words = _("Den blev givet tilbage %s.") if last.was_given_back else _("Den blev lejet ud %s.")
        if told.is_dated:
            return False, words % day(last.ended_on), False
        asked = _("Er den ledig igen?")
        return False, f"{words % day(last.ended_on)} {asked}", True
    return True, _("Meldes ledig fra %s.") % day(told.can_move_in_on), False
