"""How are two records of the same person merged? A human confirms; every row follows; undoing.py undoes it.

Rooms above keep rows about people that this room can't know: each names them in its room.py. What can't be true
of one person at once is refused with words.
"""

import datetime
import uuid
from copy import copy
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from hjemvej.ground.people.merging import rules
from hjemvej.ground.people.models import NUMBER, Person, PersonName
from hjemvej.platform.access.actions import move_needs
from hjemvej.platform.access.queries import is_known_to
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.rooms import MergeRule, derive_again, merge_rules
from hjemvej.platform.ui.refusals import Refused

FILLED_FROM_THE_OTHER = (
    "born_on", "born_year", "citizenship", "language", "accessibility_needs",
    "animals", "died_on", "digital_post_exempt_until",
)  # fmt: skip
UNKNOWN_GIVES_WAY = ("sex", "channel_of_service")


class CannotMerge(Refused):
    """These two can't become one record as they stand; the message says what to mend first."""


def merge_people(*, keep: Person, merge: Person, by: Viewer, at: datetime.datetime, why: str = "") -> Person:
    """Let `merge` become part of `keep`. Its number, names and rows follow; the record itself stays, empty-handed."""
    with transaction.atomic():
        locked = {person.pk: person for person in lock_both(keep.pk, merge.pk)}
        keep, merge = locked[keep.pk], locked[merge.pk]
        problems = rules.reasons_against_merging(
            same=keep.pk == merge.pk,
            both_have_cpr=bool(keep.number_mark and merge.number_mark) and keep.number_mark != merge.number_mark,
            one_is_merged=bool(keep.merged_into_id or merge.merged_into_id),
            both_are_ours=all(is_known_to(person.pk, organisation_id=by.team_id, at=at) for person in (keep, merge)),
        )
        if problems:
            raise CannotMerge(" ".join(problems))
        called = merge.full_name
        moved = _move_rows(keep, merge, at=at)
        derive_again([keep.pk, merge.pk], from_on=None, by=by, at=at)  # before the merged may no longer be written of
        _take_over(keep, merge)
        move_needs(merged_id=merge.pk, kept_id=keep.pk, at=at)  # last: we then lose sight of the merged
        if called != keep.full_name and not keep.names.filter(name__iexact=called).exists():
            kind = PersonName.Kind.DESCRIPTION if merge.is_nameless else PersonName.Kind.ALIAS
            PersonName.objects.create(person=keep, kind=kind, name=called[:200], known_from=merge.created_at)
        details: dict[str, object] = {"merged": str(merge.pk), "rows": moved}
        record("people.people_merged", by=by, at=at, person_id=keep.pk, why=why, details=details)
        record("people.person_merged_away", by=by, at=at, person_id=merge.pk, why=why, details={"into": str(keep.pk)})
    return keep


def lock_both(keep: uuid.UUID, merge: uuid.UUID) -> list[Person]:
    return list(Person.objects.select_for_update().filter(pk__in=[keep, merge]).order_by("pk"))


def _move_rows(keep: Person, merge: Person, *, at: datetime.datetime) -> dict[str, list[str]]:
    """Let every room's rows of the merged person name the kept person; return which rows moved."""
    moved: dict[str, list[str]] = {}
    for rule in moving():
        model, field = rule.model, rule.field
        rows = model._default_manager.filter(**{field: merge.pk})
        keys = [str(key) for key in rows.values_list("pk", flat=True)]
        if not keys:
            continue
        try:
            with transaction.atomic():
                rows.update(**{field: keep.pk})
        except IntegrityError:
            keys = _move_one_by_one(rule, keep.pk, merge.pk, at=at)
        if keys:
            moved[f"{model._meta.db_table}.{field}"] = keys
    return moved


def moving() -> list[MergeRule]:
    """List every column of every room whose rows move; platform/rooms/missing.py finds a column that no room brings."""
    return [rule for rule in merge_rules() if not (rule.stays or rule.moved_apart)]


def _move_one_by_one(rule: MergeRule, keep: uuid.UUID, merge: uuid.UUID, *, at: datetime.datetime) -> list[str]:
    """Move rows of a table in which two rows may exclude each other; join rows in two times into a single history.

    A row that gives way to the kept person's own stays where it is; any other clash is refused.
    """
    model, field = rule.model, rule.field
    names = {one.attname for one in model._meta.concrete_fields}
    rows = model._default_manager.filter(**{field: merge})
    if "superseded_at" in names:
        return _tell_as_one(model, field, keep, merge, at=at)
    moved, kept = [], list(model._default_manager.filter(**{field: keep}))
    for row in list(rows):
        try:
            with transaction.atomic():
                model._default_manager.filter(pk=row.pk).update(**{field: keep})
        except IntegrityError as problem:
            gives_way_to = getattr(row, "gives_way_to", None)
            if gives_way_to and any(map(gives_way_to, kept)):
                continue
            raise CannotMerge(
                _(
                    "De to har begge noget, som én borger ikke kan have på samme tid (%(what)s). Ret eller luk det på"
                    " den ene først, og læg dem så sammen. Intet er ændret."
                )
                % {"what": what(rule)}
            ) from problem
        moved.append(str(row.pk))
    return moved


def _tell_as_one(
    model: type[models.Model], field: str, keep: uuid.UUID, merge: uuid.UUID, *, at: datetime.datetime
) -> list[str]:
    """Give the kept person the nights of both from now on; what was known at the time stays on record."""
    current = model._default_manager.filter(superseded_at=None)
    kept: list[Any] = list(current.filter(**{field: keep}))
    merged: list[Any] = list(current.filter(**{field: merge}))
    moment = max([at, *(row.recorded_at for row in [*kept, *merged])])
    periods: list[Any] = rules.merge_periods([*kept, *merged])
    as_before = {row.pk for row, *span in periods if row in kept and span == [row.from_on, row.until_on]}
    current.filter(pk__in=[row.pk for row in [*kept, *merged] if row.pk not in as_before]).update(superseded_at=moment)
    for row, from_on, until_on in periods:
        if row.pk not in as_before:
            tell_anew(row, recorded_at=moment, **{field: keep, "from_on": from_on, "until_on": until_on})
    return [str(row.pk) for row in merged]


def tell_anew(row: Any, **changes: object) -> None:
    """Write the same facts in a new row, known from now on."""
    anew = copy(row)
    anew.pk, anew.superseded_at = None, None
    for name, value in changes.items():
        setattr(anew, name, value)
    anew.save(force_insert=True)


def what(rule: MergeRule) -> str:
    return str(rule.clash or rule.model._meta.label)


def _take_over(keep: Person, merge: Person) -> None:
    """Fill the kept record where it is empty, and move the number; the merged record keeps only its name."""
    number = merge.cpr_encrypted, merge.cpr_lookup, merge.cpr_waiting
    merge.merged_into = keep
    merge.cpr_encrypted, merge.cpr_lookup, merge.cpr_waiting = "", None, ""
    merge.save(update_fields=["merged_into", *NUMBER])
    if number[0] and not keep.cpr_lookup:
        keep.cpr_encrypted, keep.cpr_lookup, keep.cpr_waiting = number
    if keep.is_nameless and not merge.is_nameless:
        PersonName.objects.create(
            person=keep, kind=PersonName.Kind.DESCRIPTION, name=keep.description, known_from=keep.created_at
        )
        keep.description, keep.given_names, keep.surname = "", merge.given_names, merge.surname
    knew_year = keep.born_year
    for name in FILLED_FROM_THE_OTHER:
        if not getattr(keep, name):
            setattr(keep, name, getattr(merge, name))
    for name in UNKNOWN_GIVES_WAY:
        if getattr(keep, name) == "unknown":
            setattr(keep, name, getattr(merge, name))
            if name == "channel_of_service":
                keep.channel_since_on = merge.channel_since_on
    if keep.born_on:
        keep.born_year, keep.born_year_is_guess = None, False
    elif not knew_year:
        keep.born_year_is_guess = merge.born_year_is_guess
    if keep.protection == Person.Protection.NONE:
        keep.protection, keep.protection_last_on = merge.protection, merge.protection_last_on
    keep.needs_interpreter = keep.needs_interpreter or merge.needs_interpreter
    keep.has_no_permanent_stay = keep.has_no_permanent_stay or merge.has_no_permanent_stay
    keep.save()
