"""Which person is a row about? Gather each person's rows, and look for the person among those we know. Pure."""

import datetime
import difflib
from collections.abc import Hashable, Iterable, Sequence

from django.utils.translation import gettext as _

from hjemvej.ground.people.recognising.rules.folding import sounds_of
from hjemvej.ground.people.recognising.rules.judging import Called, Fit, Judgement, judge
from hjemvej.ground.people.recognising.rules.judging import Known as Recognisable
from hjemvej.ground.people.recognising.rules.said import said_names
from hjemvej.ground.people.rules import Born, born_text
from hjemvej.ground.spreadsheets.rules.facts import Facts

from .records import ALIKE_IS, Known, Line, Record, fold

ALIKE = 0.8


def groups(lines: Sequence[Line]) -> list[list[Line]]:
    """Rows of one and the same person: by number, or by name and birth day. A bare name joins nobody.

    Those who are told best come first, so that a row with the bare name is asked about against them.
    """
    groups: dict[Hashable, list[Line]] = {}
    born_keys: dict[tuple[str, datetime.date], Hashable] = {}
    for line in sorted(lines, key=lambda line: not line.cpr_hash):
        facts = line.understood.facts
        name = fold(facts.name)
        key: Hashable = ("row", line.number)
        if line.cpr_hash:
            key = ("cpr", line.cpr_hash)
        elif facts.answer != "new" and facts.born.on and not line.is_pointed:
            key = born_keys.get((name, facts.born.on), (name, facts.born.on))
        groups.setdefault(key, []).append(line)
        if facts.born.on and facts.answer != "new" and not line.is_pointed:
            born_keys.setdefault((name, facts.born.on), key)
    ordered = [sorted(group, key=lambda line: line.number) for group in groups.values()]
    return sorted(ordered, key=lambda group: (_told_how_badly(group), group[0].number))


def _told_how_badly(group: list[Line]) -> int:
    """By number, by day, by year, by name alone; last those of whom a human has said that they are another row's."""
    facts = group[0].understood.facts
    if any(line.same_row for line in group):
        return 4
    return 0 if group[0].cpr_hash else 1 if facts.born.on else 2 if facts.born.year else 3


def match(group: list[Line], known: Known) -> tuple[Record | None, list[Record]]:
    """The one it is, or those it might be: same name, else same birth and nearly the name, else a typing error away."""
    for line in group:
        if line.cpr_hash and line.cpr_hash in known.by_cpr:
            return known.by_cpr[line.cpr_hash], []
        if pointed := known.pointed(line):
            return pointed, []
    for line in group:  # a row about the same was imported, and this is whom it was about
        before = known.by_id.get(known.imported[line.who]) if line.who in known.imported else None
        if before is None or line.understood.facts.answer == "new" or (line.cpr_hash and before.cpr):
            continue
        if line.understood.facts.called.full or line.understood.facts.answer or before.id not in known.told_in_the_file:
            return before, []
    number = next((line.cpr_hash for line in group if line.cpr_hash), "")
    born = next((line.understood.facts.born for line in group if line.understood.facts.born.on), None)
    born = born or next((line.understood.facts.born for line in group if line.understood.facts.born.year), Born())
    facts = group[0].understood.facts
    same_name = _unique(one for name in _folded(group) for one in known.named(name, without_number=bool(number)))
    possible = [one for one in same_name if not (number and one.cpr) and _may_be_born(one.born, born)]
    sure = [one for one in possible if born.on and one.born.on == born.on and not one.is_of_the_file]
    if not facts.called.full and facts.answer != "new":  # all we have of somebody nameless is the description
        alone = [one for one in possible if one.id not in known.told_in_the_file]
        sure = sure or [one for one in alone if born in (Born(), one.born)]
    if len(sure) == 1:
        return sure[0], []
    known.work.take(ALIKE_IS * len(known.by_birth.get(born.on, ())))
    alike = [one for one in known.by_birth.get(born.on, ()) if _sounds_alike(facts, one)]
    # Another number is another person, unless all the rest is the same: then two figures may have changed places.
    alike = [one for one in alike if not (number and one.cpr) or _folded(group) & one.names]
    if not (possible or alike):
        alike = [one for one in _recognised(facts, born, known, number) if _may_be_born(one.born, born)]
    return None, _unique([*possible, *alike])


def _recognised(facts: Facts, born: Born, known: Known, number: str) -> list[Record]:
    """Those whom any other door would ask about, among those who sound alike or are a typing error away."""
    typed = known.spelled_like(facts.name, without_number=bool(number))
    if not facts.called.full:
        return [one for one in typed if not (number and one.cpr)]
    heard = (one for sound in sounds_of(facts.name) for one in known.by_sound.get(sound, ()))
    near = _unique(one for one in (*typed, *heard) if not (number and one.cpr))
    known.work.take(ALIKE_IS * len(near))
    said = said_names(facts.name, born=born)
    return [one for one in near if judge(said, _as_known(one)).fit >= Fit.LIKELY]


def judged(facts: Facts, record: Record) -> Judgement:
    """What speaks for its being this one and what against, in the words of every other door."""
    return judge(said_names(facts.name, born=facts.born, sex=facts.sex), _as_known(record))


def _as_known(record: Record) -> Recognisable:
    named = Called(record.name, "description" if record.description else "name")
    others = sorted(record.names - {fold(record.name)})
    called = (named, *(Called(name, "alias") for name in others))
    return Recognisable(record.id, called, record.born, record.sex)


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


def who_it_might_be(candidates: list[Record], on: datetime.date, *, has_number: bool = False) -> str:
    shown = []
    for candidate in candidates[:3]:
        born = born_text(
            born_on=candidate.born.on, born_year=candidate.born.year, is_guess=candidate.born.is_guess, on=on
        )
        told = [_("række %(row)d") % {"row": candidate.row}] if candidate.row else []
        told += [born] if born and not candidate.is_protected else []
        shown.append(f"{candidate.shown} ({', '.join(told)})" if told else str(candidate.shown))
    asked = _("Er det %(who)s?") % {"who": _(" eller ").join(shown)}
    if has_number and any(candidate.cpr for candidate in candidates[:3]):
        asked += " " + _("Vi har et andet CPR-nummer: se efter, om to cifre er byttet om.")
    return asked
