"""How is a citizen erased? In one transaction: handed to the archive, left as an unlinked spell, every row gone.

It is done whole or not at all, so that a job that is killed goes on where it was.
"""

import datetime
import uuid
from collections.abc import Sequence
from functools import partial

from django.db import DatabaseError, connection, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.casework.models import Draft
from hjemvej.ground.law.queries import provision_on
from hjemvej.ground.people.models import Person
from hjemvej.ground.retention import rules
from hjemvej.ground.retention.models import ErasedMark, Spell
from hjemvej.ground.retention.queries.due import case_of, due
from hjemvej.ground.retention.queries.old import old_rows
from hjemvej.ground.retention.queries.rows import Rows, emptied_links, rows_that_go
from hjemvej.platform.access.again import do_again
from hjemvej.platform.access.viewer import Viewer, looking_as, system
from hjemvej.platform.audit.actions import Actor, record
from hjemvej.platform.rooms import Kept, Leaving, kept_rows, leave
from hjemvej.platform.sealing.seals import UnknownKey
from hjemvej.platform.ui.refusals import Refused

from .archiving import archive_rows
from .remembering import is_remembering, mark_of, marks_in_file, remember_erased

A_RUN = 200  # citizens; the next run goes on
AT_ONCE = 500  # old rows in a transaction
ARCHIVE_FIRST = "archive_before_erasing"
LOG = "keep_log"
JOBS = "keep_job"
FORGET_JOBS = """
DELETE FROM procrastinate_jobs WHERE status IN ('succeeded', 'failed', 'cancelled', 'aborted')
AND coalesce((SELECT max(at) FROM procrastinate_events event WHERE event.job_id = procrastinate_jobs.id), now()) < %s"""
FORGET_JOBS_OF = """
DELETE FROM procrastinate_jobs
WHERE status <> 'doing' AND EXISTS (SELECT FROM jsonb_each_text(args) given WHERE given.value = ANY (%s))"""


class CaseIsAlive(Refused):
    """Something of the case is open; the message says what."""


def erase_person(
    person_id: uuid.UUID, *, by: Actor, at: datetime.datetime, because: str, is_archived: bool = True
) -> None:
    """Erase a citizen, and the records merged into theirs, before their time. `because` names nobody: the log keeps it.

    CaseIsAlive while something is open. A citizen who is gone already is left so. What was never a case is not handed
    to the archive.
    """
    _erase(person_id, by=by, at=at, because=because, is_asked_for=True, is_archived=is_archived)


def erase_due(*, by: Viewer, at: datetime.datetime, limit: int = A_RUN) -> int:
    """Erase the citizens who are due, each in a transaction, and the old rows; return how many citizens."""
    remember_erased()
    erase_those_brought_back(by=by, at=at)
    with looking_as(by):
        waiting = due(on=localdate(at), viewer=by)[:limit]
    failed: list[Exception] = []
    for person_id in waiting:
        try:
            with looking_as(by):
                do_again(partial(_erase, person_id, by=by, at=at, because=""))
        except (DatabaseError, UnknownKey) as problem:  # one who cannot go does not keep the others
            failed.append(problem)
    with looking_as(by):
        for kept in kept_rows():
            _erase_old(kept, by=by, at=at)
        _forget_log(at)
        _forget_jobs(at)
    remember_erased()
    if failed:
        raise failed[0]
    return len(waiting)


def erase_those_brought_back(*, by: Viewer, at: datetime.datetime) -> int:
    """Erase again the citizens whom an older backup has brought back; return how many records."""
    with looking_as(by):
        gone = marks_in_file() if by.rows_of(Spell).exists() or is_remembering() else set()
        back = [person_id for person_id in _everybody(by) if mark_of(person_id) in gone] if gone else []
        for person_id in back:
            _erase(person_id, by=by, at=at, because=_("Var slettet, da en ældre kopi blev lagt ind"), is_again=True)
    return len(back)


def _everybody(by: Viewer) -> list[uuid.UUID]:
    return list(by.rows_of(Person).order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _erase(
    person_id: uuid.UUID,
    *,
    by: Actor,
    at: datetime.datetime,
    because: str,
    is_asked_for: bool = False,
    is_again: bool = False,
    is_archived: bool = True,
) -> None:
    looking = system("Sletter en borger")
    with looking_as(looking):
        people, on = _begin(person_id), localdate(at)
        case = case_of(person_id, on=on, viewer=looking)
        if not people or case is None:
            return
        if is_asked_for and case.is_open_by:
            words = _("Borgeren kan ikke slettes endnu: %(what)s. Afslut det først.")
            raise CaseIsAlive(words % {"what": ", ".join(case.is_open_by)})
        if not (is_asked_for or is_again or case.is_due(on)):
            return  # something was written since the job asked
        going = rows_that_go({Person: set(people)}, viewer=looking)
        if is_archived and not is_again and provision_on(ARCHIVE_FIRST, on).value:
            archive_rows(going, name=mark_of(person_id), viewer=looking)
        leave(Leaving(person_id=person_id, spell_id=_spell_of(person_id).pk, at=at, viewer=looking))
        _remove(going, people)
        marks = sorted(mark_of(one) for one in people)
        ErasedMark.objects.bulk_create((ErasedMark(mark=mark, erased_on=on) for mark in marks), ignore_conflicts=True)
        record("retention.person_erased", by=by, at=at, why=because, details=_counts(going))
    transaction.on_commit(remember_erased, robust=True)


def _begin(person_id: uuid.UUID) -> list[uuid.UUID]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_write_erasing(%s)", [person_id])
        return list(cursor.fetchone()[0])


def _spell_of(person_id: uuid.UUID) -> Spell:
    person = Person.objects.get(pk=person_id)
    return Spell.objects.create(born_decade=rules.decade(person.born_on, person.born_year), sex=person.sex)


def _erase_old(kept: Kept, *, by: Viewer, at: datetime.datetime) -> None:
    """Remove old rows with a rule of their own, some at a time, each some in a transaction."""
    archives = kept.is_archived and provision_on(ARCHIVE_FIRST, localdate(at)).value
    while True:
        with transaction.atomic():
            keys = old_rows(kept, on=localdate(at), viewer=by, limit=AT_ONCE)
            if not keys:
                return
            going = rows_that_go({kept.model: set(keys)}, viewer=by)
            if archives:
                archive_rows(going, name=f"{kept.model._meta.db_table}-{min(map(str, keys))}", viewer=by)
            _remove(going, [])
            record("retention.rows_removed", by=by, at=at, details={"rule": kept.key, **_counts(going)})


def _remove(going: Rows, people: Sequence[uuid.UUID]) -> None:
    """Remove the rows, whatever still points to them or mentions them by id, and every word of them in the log."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for model in sorted(going, key=lambda model: model is not Person):
            key = model._meta.pk
            cursor.execute(f"DELETE FROM {model._meta.db_table} WHERE {key.column} = ANY (%s)", [list(going[model])])
        for model, field, keys in emptied_links(going):
            emptied = f"UPDATE {model._meta.db_table} SET {field.column} = NULL WHERE {field.column} = ANY (%s)"
            cursor.execute(emptied, [list(keys)])
        ids = [str(key) for keys in going.values() for key in keys if isinstance(key, uuid.UUID)]
        cursor.execute(f"DELETE FROM {Draft._meta.db_table} WHERE right(key, 36) = ANY (%s)", [ids])
        cursor.execute(FORGET_JOBS_OF, [ids])
        rows = [(model._meta.db_table, str(key)) for model, keys in going.items() for key in keys]
        tables, keys_of_rows = [table for table, _key in rows], [key for _table, key in rows]
        cursor.execute("SELECT retention_write_unlinked(%s, %s, %s)", [list(people), tables, keys_of_rows])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a row that still points to one of them is found here
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _forget_log(at: datetime.datetime) -> None:
    before = _before(LOG, at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT retention_write_forgotten(%s, %s)", [before, A_RUN * AT_ONCE])


def _forget_jobs(at: datetime.datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(FORGET_JOBS, [_before(JOBS, at)])


def _before(key: str, at: datetime.datetime) -> datetime.datetime:
    rule = provision_on(key, localdate(at))
    return at - rules.length(rule.value, rule.unit)


def _counts(going: Rows) -> dict[str, object]:
    return {model._meta.db_table: len(keys) for model, keys in sorted(going.items(), key=lambda one: str(one[0]))}
