"""What does the law say on a day, and when is a deadline due? Ask here; no limit, rate or deadline is a constant."""

import datetime
from collections.abc import Collection
from contextvars import ContextVar
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.models import Change
from hjemvej.platform.identity.queries import names_of_users
from hjemvej.platform.rooms import erasing_rules
from hjemvej.platform.spans.queries import lasting_on
from hjemvej.platform.ui.refusals import Refused
from hjemvej.platform.ui.when import full_date

from . import rules
from .models import DecisionBasis, LegalBasis, MethodCriterion, Provision
from .rules import Deadline, ProvisionInForce

LABELS = {
    "value": _("Tal"),
    "paragraph": _("Paragraf"),
    "is_paragraph_checked": _("Paragraffen er kontrolleret"),
    "text": _("Forklaring"),
    "certainty": _("Sikkerhed"),
    "source": _("Kilde"),
    "valid_from": _("Gælder fra"),
    "valid_to": _("Gælder til og med"),
}


class NoProvisionInForce(Refused, LookupError):
    """No row of this key holds on that day: a year was mistyped, or the leader's page on the law must get one."""


# The law as this request has read it; none outside requests, where it is read each time.
Law = dict[str, list[ProvisionInForce]]
_READ: ContextVar[Law | None] = ContextVar("the law as this request has read it", default=None)


def begin_request(**_signal: object) -> None:
    """Read the law once in the request that begins: each step of a page asks it."""
    _READ.set({})


def end_request(**_signal: object) -> None:
    _READ.set(None)


def _law() -> Law:
    """Return every version of every rule by the rule's key, the latest of a rule first."""
    read = _READ.get()
    if read:
        return read
    law: Law = {}
    for row in Provision.objects.order_by("key", "-valid_from"):
        law.setdefault(row.key, []).append(in_force(row))
    if read is not None:
        read.update(law)
    return law


def forget_law() -> None:
    """Read the law anew from here on: a rule was changed in this very request."""
    if _READ.get() is not None:
        _READ.set({})


def provision_on(key: str, on: datetime.date) -> ProvisionInForce:
    """The rule of this key as it stands on a day."""
    found = next((rule for rule in versions(key) if rule.holds_on(on)), None)
    if found is None:
        words = gettext(
            "Vi kender ikke reglen, som den var %(day)s (%(rule)s). Er året rigtigt? Så kan lederen skrive den ind."
        )
        raise NoProvisionInForce(words % {"day": full_date(on), "rule": key})
    return found


def provision_then(key: str, on: datetime.date) -> ProvisionInForce:
    """The rule of ours as it stood on a day; before its first version, that one."""
    known = versions(key)
    return next((rule for rule in known if rule.holds_on(on)), known[-1])


def provisions_on(on: datetime.date) -> dict[str, ProvisionInForce]:
    """Every rule that holds on a day, by key; one query for a page that needs several."""
    holds = [rule for known in _law().values() for rule in known if rule.holds_on(on)]
    return {rule.key: rule for rule in sorted(holds, key=attrgetter("paragraph", "key"))}


def due_on(key: str, started_on: datetime.date, *, told_on: datetime.date | None = None) -> Deadline:
    """The day to act by when this rule's clock started on a day, explained in words to who reads it on another."""
    return rules.deadline(provision_on(key, started_on), started_on, told_on=told_on)


def rules_of(keys_and_days: Collection[tuple[str, datetime.date]]) -> dict[tuple[str, datetime.date], ProvisionInForce]:
    """Many rules at once, each a key and its day; one query. Where no rule holds there is none."""
    known = _law() if keys_and_days else {}
    return {(key, on): rule for key, on in keys_and_days for rule in known.get(key, ()) if rule.holds_on(on)}


def deadlines(
    clocks: Collection[tuple[str, datetime.date]], *, told_on: datetime.date | None = None
) -> dict[tuple[str, datetime.date], Deadline]:
    """Many clocks at once, each a key and its start; one query. Clocks no rule holds for are left out."""
    return {
        (key, start): rules.deadline(rule, start, told_on=told_on) for (key, start), rule in rules_of(clocks).items()
    }


ERASING_NOTICE = "erasing_notice"


def erases(key: str) -> bool:
    """Is something erased by this rule, or does it say how long such a change waits?"""
    return key == ERASING_NOTICE or any(key in erasing.names() for erasing in erasing_rules())


def would_go(key: str, value: Decimal, from_on: datetime.date, *, on: datetime.date) -> list[str]:
    """Say what more is erased from a day by a lesser value of this rule; nothing for a rule that erases nothing."""
    return [
        said
        for erasing in erasing_rules()
        if key in erasing.names()
        for said in erasing.would_go(key, value, from_on, on)
    ]


def erasing_begins_at_earliest(today: datetime.date) -> datetime.date:
    """Return the first day from which a rule may erase more."""
    return today + datetime.timedelta(days=int(provision_on(ERASING_NOTICE, today).value))


def versions(key: str) -> list[ProvisionInForce]:
    """Every version of a rule, the latest first."""
    return list(_law().get(key, ()))


def versions_after(on: datetime.date, keys: Collection[str]) -> list[ProvisionInForce]:
    """Versions of these rules that begin after a day, the first first."""
    known = _law()
    later = [rule for key in set(keys) for rule in known.get(key, ()) if rule.valid_from > on]
    return sorted(later, key=attrgetter("valid_from", "key"))


@dataclass(frozen=True)
class Changed:
    """One change of a rule, as the change log has it: who, when, and each field before and after."""

    at: datetime.datetime
    by: str
    operation: str
    fields: list[tuple[str, str, str]]


def history(key: str, *, viewer: Viewer) -> list[Changed]:
    """Who changed this rule, the latest first; nobody's name means that it came with Hjemvej itself."""
    ids = [str(pk) for pk in Provision.objects.filter(key=key).values_list("pk", flat=True)]
    rows = list(viewer.rows_of(Change).filter(table_name="law_rule", row_id__in=ids).order_by("-at", "-id"))
    names = names_of_users({row.user_id for row in rows if row.user_id})
    return [
        Changed(row.at, names.get(row.user_id, "") if row.user_id else "", row.operation, _differences(row))
        for row in rows
    ]


def _differences(row: Change) -> list[tuple[str, str, str]]:
    before, after = row.before or {}, row.after or {}
    return [
        (str(label), _shown(name, before.get(name)), _shown(name, after.get(name)))
        for name, label in LABELS.items()
        if name in after and (row.operation == "update" or after[name] not in ("", None))
    ]


def _shown(name: str, value: object) -> str:
    """A field as the log keeps it, in words."""
    if value in (None, ""):
        return ""
    match name:
        case "value":
            return f"{Decimal(str(value)).normalize():f}".replace(".", ",")
        case "is_paragraph_checked":
            return gettext("ja") if value else gettext("nej")
        case "certainty":
            return str(rules.Certainty(str(value)).label)
        case "valid_from":
            return full_date(datetime.date.fromisoformat(str(value)))
        case "valid_to":  # the first day on which it no longer holds
            return full_date(datetime.date.fromisoformat(str(value)) - datetime.timedelta(days=1))
    return str(value)


def bases_on(on: datetime.date, *, use: str = "", partner_kind: str = "") -> list[LegalBasis]:
    """The bases by which something may be told on a day, to a kind of partner when one is given."""
    rows = LegalBasis.objects.filter(_in_force(on)).order_by("use", "key")
    rows = rows.filter(use=use) if use else rows
    return list(rows.filter(partners__contains=[partner_kind]) if partner_kind else rows)


def decision_bases_on(on: datetime.date, *, use: str = "") -> list[DecisionBasis]:
    """List the paragraphs by which we may decide on a day, or answer requests."""
    rows = DecisionBasis.objects.filter(_in_force(on)).order_by("use", "title", "key")
    return list(rows.filter(use=use) if use else rows)


def decision_basis_on(key: str, on: datetime.date) -> DecisionBasis | None:
    """Return the paragraph of this key as it stands on a day."""
    return DecisionBasis.objects.filter(_in_force(on), key=key).first()


def method_criteria_on(on: datetime.date) -> list[MethodCriterion]:
    """List what the methods of support ask for on a day."""
    return list(MethodCriterion.objects.filter(_in_force(on)).order_by("key"))


def complaint_guidance(basis: DecisionBasis, on: datetime.date) -> str:
    """Write the complaint guidance of a paragraph, with the limit as it stands on a day (FVL § 25)."""
    limit = provision_on("complaint", on)
    return basis.complaint_text.replace("{limit}", limit.value_text)


def _in_force(on: datetime.date) -> Q:
    return lasting_on(on, begins="valid_from", until="valid_to")


def in_force(row: Provision) -> ProvisionInForce:
    return ProvisionInForce(
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
        source=row.source,
        is_paragraph_checked=row.is_paragraph_checked,
    )
