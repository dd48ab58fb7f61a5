"""What do we change in the law as we know it? A new version holds from a day, and ends the one before."""

import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused

from . import queries, rules
from .models import Provision


class NothingBeforeThatDay(Refused):
    """The day lies before the first version we know."""

    field = "valid_from"


class TooSoon(Refused):
    """More would be erased before anybody could see that it was a slip."""

    field = "valid_from"


def change_provision(
    *,
    key: str,
    valid_from: datetime.date,
    value: Decimal,
    paragraph: str,
    is_paragraph_checked: bool = True,
    text: str,
    certainty: str,
    source: str,
    by: Viewer,
    at: datetime.datetime,
) -> Provision:
    """From this day the rule says so. On the very day a version begins, that version is corrected instead."""
    words = {
        "value": value, "paragraph": paragraph, "is_paragraph_checked": is_paragraph_checked, "text": text,
        "certainty": certainty, "source": source,
    }  # fmt: skip
    with transaction.atomic():
        before = _version_on(key, valid_from)
        if value < before.value and queries.erases(key):
            _refuse_too_soon(valid_from, localdate(at))
        if before.valid_from == valid_from:
            for name, word in words.items():
                setattr(before, name, word)
            before.save(update_fields=list(words))
            queries.forget_law()
            record("law.rule_corrected", by=by, at=at, details={"rule": before.pk, "key": key})
            return before
        until = _ends(before, valid_from)
        if before.valid_to is None or before.valid_to > valid_from:
            before.valid_to = valid_from
            before.save(update_fields=["valid_to"])
        same = {name: getattr(before, name) for name in ("key", "title", "unit", "counted_from", "binds")}
        version = Provision.objects.create(**same, **words, valid_from=valid_from, valid_to=until)
        queries.forget_law()
        record("law.rule_changed", by=by, at=at, details={"rule": version.pk, "key": key})
        return version


def _version_on(key: str, day: datetime.date) -> Provision:
    list(Provision.objects.select_for_update().filter(key=key))  # of two colleagues who change a rule, the second waits
    version = Provision.objects.filter(key=key, valid_from__lte=day).order_by("-valid_from").first()
    if version is None:
        first = Provision.objects.filter(key=key).order_by("valid_from").first()
        begins = rules.day_text(first.valid_from, day) if first else ""
        raise NothingBeforeThatDay(_("Vi kender først reglen fra %s. Skriv en senere dag.") % begins)
    return version


def _ends(before: Provision, valid_from: datetime.date) -> datetime.date | None:
    """Return the first day on which a version from this day no longer holds.

    After a year's rate comes a year's rate: where the last one ran out with its year, so does the new one, and no
    amount is carried into a year that has none.
    """
    if before.valid_to is None or before.valid_to > valid_from:
        return before.valid_to
    ran_out_with_its_year = (before.valid_to.month, before.valid_to.day) == (1, 1)
    ends = [datetime.date(valid_from.year + 1, 1, 1)] if ran_out_with_its_year else []
    after = Provision.objects.filter(key=before.key, valid_from__gt=valid_from).order_by("valid_from").first()
    return min([*ends, *([after.valid_from] if after else [])], default=None)


def _refuse_too_soon(valid_from: datetime.date, today: datetime.date) -> None:
    earliest = queries.erasing_begins_at_earliest(today)
    if valid_from < earliest:
        said = _("Så slettes der mere, og det kan tidligst gælde fra %s. Indtil da kan I nå at fortryde.")
        raise TooSoon(said % rules.day_text(earliest, today))
