"""Why may this citizen have this home, or why not? Each condition in words, with what would change it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.platform.ui.number_words import number_word
from hjemvej.platform.ui.reasons import Reason

from . import municipal, wishes
from .condition import Condition
from .facts import Home, Seeker

# The order is the order of the bits of a mask.
CONDITIONS: tuple[Condition, ...] = (*municipal.CONDITIONS, *wishes.CONDITIONS)
BIT = {condition.key: bit for bit, condition in enumerate(CONDITIONS)}
Rules = Mapping[str, int]  # the rules in force, by the key of ground/law, each with its figure


@dataclass(frozen=True)
class Judged(Reason):
    """One condition of a citizen and a home, and the rule that puts it in force."""

    key: str = ""
    rule: str = ""
    gently: str = ""  # to the citizen


def why(seeker: Seeker, home: Home, rules: Rules) -> list[Judged]:
    """Judge every condition in force that says something: what fails first, then what nobody knows, then what holds."""
    found = [judged for condition in CONDITIONS if (judged := _judge(condition, seeker, home, rules))]
    return sorted(found, key=lambda judged: ("fails", "unknown", "holds").index(judged.mark))


def _judge(condition: Condition, seeker: Seeker, home: Home, rules: Rules) -> Judged | None:
    if condition.rule not in rules:
        return None
    read, offered, figure = condition.of_seeker(seeker), condition.of_home(home), rules[condition.rule]
    mark = condition.mark(read, offered, figure)
    if mark is None:
        return None
    text, change, said = condition.words(read, offered, mark, figure)
    return Judged(mark, text, change=change, key=condition.key, rule=condition.rule, gently=said)


def fits(judged: Collection[Judged]) -> bool:
    """Nothing fails; something may be unknown."""
    return all(one.mark != "fails" for one in judged)


def in_short(mask: int) -> list[str]:
    """Say in two words each which conditions keep out; `mask` has their bits."""
    return [str(condition.short) for bit, condition in enumerate(CONDITIONS) if mask >> bit & 1]


def to_ask(mask: int) -> list[str]:
    """Say in a word or two each what nobody has asked about; `mask` has the conditions' bits."""
    asked = dict.fromkeys(str(condition.ask) for bit, condition in enumerate(CONDITIONS) if mask >> bit & 1)
    return list(asked)


def short(key: str) -> str:
    return str(CONDITIONS[BIT[key]].short)


def answer(judged: Collection[Judged]) -> str:
    """The heading of the card: may the citizen have the home, and how much stands in the way?"""
    fails = sum(one.mark == "fails" for one in judged)
    unknown = sum(one.mark == "unknown" for one in judged)
    if fails:
        said = ngettext(
            "Kan ikke få den, som det er nu: %(n)s ting står i vejen",
            "Kan ikke få den, som det er nu: %(n)s ting står i vejen",
            fails,
        )  # fmt: skip
        parts = [said % {"n": number_word(fails)}]
        if unknown:
            parts.append(_("%(n)s ting ved vi ikke endnu") % {"n": number_word(unknown)})
        return "; ".join(parts) + "."
    if unknown:
        said = ngettext(
            "Kan måske få den: %(n)s ting ved vi ikke endnu.",
            "Kan måske få den: %(n)s ting ved vi ikke endnu.",
            unknown,
        )
        return said % {"n": number_word(unknown)}
    return _("Kan få den. Alt passer.")
