"""How is a merge undone? What the merge moved moves back; what came since stays.

The merge's event holds the moved rows, and the change log the filled fields, so nothing is guessed.
"""

import datetime

from django.db import IntegrityError, connection, models, transaction
from django.utils.translation import gettext as _

from hjemvej.ground.people.merging.queries import Merge
from hjemvej.ground.people.models import NUMBER, Person, PersonName
from hjemvej.platform.access.actions import return_needs
from hjemvej.platform.access.queries import is_known_to
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.audit.models import Change
from hjemvej.platform.rooms import MergeRule, derive_again
from hjemvej.platform.ui.refusals import Refused

from .merging import moving, tell_anew, what

NEVER_IN_THE_LOG = {*NUMBER, "search_text"}  # masked there


class CannotUndoMerge(Refused):
    """These two can't be parted as they stand; the message says why."""


def undo_merge(*, merge: Merge, why: str, by: Viewer, at: datetime.datetime) -> Person:
    """Undo the merge: give rows, fields, number and needs back to the person they came from."""
    try:
        with transaction.atomic():
            if not _part(merge):
                raise CannotUndoMerge(_("De er skilt ad i mellemtiden, eller lagt sammen med en tredje."))
            _return_needs(merge, by=by, at=at)
            kept, merged = Person.objects.get(pk=merge.kept_id), Person.objects.get(pk=merge.merged_id)
            for rule in moving():
                _return_rows(rule, merge, at=at)
            for rule in moving():
                if rule.follows:
                    _send_after(rule, merge)
            _return_fields(kept, merged, merge)
            derive_again([kept.pk, merged.pk], from_on=None, by=by, at=at)
            for person_id in (kept.pk, merged.pk):
                details: dict[str, object] = {"kept": str(kept.pk), "parted": str(merged.pk)}
                record("people.merge_undone", by=by, at=at, person_id=person_id, why=why, details=details)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what waits for the end of the page is asked here
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as problem:
        raise CannotUndoMerge(
            _(
                "Det, der er skrevet siden, hænger sammen med det, der skulle flyttes tilbage: hvor borgeren har sovet."
                " Ret det først. Intet er ændret."
            )
        ) from problem
    return merged


def _part(merge: Merge) -> bool:
    """Hold both and let the merged one be one again, so that rows may name them; whether they were merged still."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_write_parted(%s, %s)", [merge.kept_id, merge.merged_id])
        return bool(cursor.fetchone()[0])


def _return_needs(merge: Merge, *, by: Viewer, at: datetime.datetime) -> None:
    """Give needs to know back to the merged person, first of all: without our own we cannot see that person."""
    moved = [
        int(change.row_id)
        for change in _changes(merge, "access_needtoknow", "update")
        if (change.before or {}).get("person_id") == str(merge.merged_id)
    ]
    return_needs(moved, merged_id=merge.merged_id, kept_id=merge.kept_id, merged_at=merge.at)
    if not is_known_to(merge.merged_id, organisation_id=by.team_id, at=at):
        raise CannotUndoMerge(_("I kendte ikke dem begge, før de blev lagt sammen. Bed nogen, der gjorde."))


def _return_rows(rule: MergeRule, merge: Merge, *, at: datetime.datetime) -> None:
    """The rows that were moved and are still where they were moved to; what was known then is known again."""
    model, field = rule.model, rule.field
    keys = merge.rows.get(f"{model._meta.db_table}.{field}", [])
    if not keys:
        return
    rows = model._default_manager.filter(pk__in=keys)
    knows_two_times = "superseded_at" in {one.attname for one in model._meta.concrete_fields}
    if knows_two_times and (stayed := rows.filter(**{field: merge.merged_id}).first()):
        _tell_apart(model, field, merge, told_at=stayed.superseded_at, at=at)  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            rows.filter(**{field: merge.kept_id}).update(**{field: merge.merged_id})
    except IntegrityError as problem:
        words = _("De kan ikke skilles ad, som de står (%(what)s). Intet er ændret.") % {"what": what(rule)}
        raise CannotUndoMerge(words) from problem
    if knows_two_times:
        for row in rows.filter(**{field: merge.merged_id, "superseded_at__gte": merge.at}):
            tell_anew(row, recorded_at=at)


def _send_after(rule: MergeRule, merge: Merge) -> None:
    """What was written since about a row that has moved back goes with it, and takes along what belongs to it."""
    rows = rule.model._default_manager.filter(
        **{rule.field: merge.kept_id, f"{rule.follows}__person_id": merge.merged_id}
    )
    keys = list(rows.values_list("pk", flat=True))
    for name in rule.brings:
        brought = rule.model._default_manager.filter(pk__in=keys).values_list(f"{name}_id", flat=True)
        model = rule.model._meta.get_field(name).related_model
        model._default_manager.filter(pk__in=list(brought), person_id=merge.kept_id).update(person_id=merge.merged_id)  # type: ignore[union-attr]
    rule.model._default_manager.filter(pk__in=keys).update(**{rule.field: merge.merged_id})


def _tell_apart(
    model: type[models.Model], field: str, merge: Merge, *, told_at: datetime.datetime, at: datetime.datetime
) -> None:
    """End the joint history of the kept person, unless it has been written on since."""
    rows = model._default_manager.filter(**{field: merge.kept_id})
    told = rows.filter(recorded_at=told_at)
    if told.exclude(superseded_at=None).exists() or rows.filter(recorded_at__gt=told_at).exists():
        return
    told.update(superseded_at=at)
    for row in rows.filter(superseded_at=told_at):
        tell_anew(row, recorded_at=at)


def _return_fields(kept: Person, merged: Person, merge: Merge) -> None:
    """Give each field that the merge filled, and the number, its old value, unless it has changed since."""
    for change in _changes(merge, "people_person", "update"):  # the kept person's own row
        before, after = change.before or {}, change.after or {}
        for field in Person._meta.concrete_fields:
            name = field.attname
            told = name in before and name not in NEVER_IN_THE_LOG
            if told and getattr(kept, name) == field.to_python(after[name]):
                setattr(kept, name, field.to_python(before[name]))
        if not after.keys().isdisjoint(NUMBER) and not merge.number_changed_since:
            for name, empty in zip(NUMBER, ("", None, ""), strict=True):
                setattr(merged, name, getattr(kept, name))
                setattr(kept, name, empty)
    kept.save()
    merged.save(update_fields=NUMBER)
    added = [change.row_id for change in _changes(merge, "people_personname", "insert")]
    PersonName.objects.filter(pk__in=added, person=kept).delete()


def _changes(merge: Merge, table: str, operation: str) -> list[Change]:
    """List what the merge wrote about the kept person in a table."""
    return list(
        Change.objects.filter(
            transaction=merge.transaction, person_id=merge.kept_id, table_name=table, operation=operation
        ).order_by("id")
    )
