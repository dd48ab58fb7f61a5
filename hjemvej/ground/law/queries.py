"""What does the law say on a day, and when is a deadline due? Ask here; no limit, rate or deadline is a constant."""

import datetime
from collections.abc import Collection

from django.db.models import Q

from . import rules
from .models import Rule
from .rules import Deadline, RuleInForce


class NoRuleInForce(LookupError):
    """No row of this key holds on that day; the leader's page on the law can add one."""


def rule_on(key: str, on: datetime.date) -> RuleInForce:
    """The rule of this key as it stands on a day."""
    row = Rule.objects.filter(_in_force(on), key=key).first()
    if row is None:
        raise NoRuleInForce(f"{key} on {on}")
    return in_force(row)


def rules_on(on: datetime.date) -> dict[str, RuleInForce]:
    """Every rule that holds on a day, by key; one query for a page that needs several."""
    return {row.key: in_force(row) for row in Rule.objects.filter(_in_force(on)).order_by("paragraph", "key")}


def due_on(key: str, started_on: datetime.date) -> Deadline:
    """The day to act by when this rule's clock started on a day, explained in words."""
    return rules.deadline(rule_on(key, started_on), started_on)


def deadlines(clocks: Collection[tuple[str, datetime.date]]) -> dict[tuple[str, datetime.date], Deadline]:
    """Many clocks at once, each a key and its start; one query. Clocks no rule holds for are left out."""
    versions = [in_force(row) for row in Rule.objects.filter(key__in={key for key, _start in clocks})]
    return {
        (key, start): rules.deadline(rule, start)
        for key, start in clocks
        for rule in versions
        if rule.key == key and rule.holds_on(start)
    }


def _in_force(on: datetime.date) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gt=on))


def in_force(row: Rule) -> RuleInForce:
    return RuleInForce(
        key=row.key,
        title=row.title,
        paragraph=row.paragraph,
        text=row.text,
        value=row.value,
        unit=row.unit,
        certainty=row.certainty,
        is_certain=row.certainty in rules.SURE,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        counted_from=row.counted_from,
        binds=row.binds,
    )
