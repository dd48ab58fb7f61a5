"""What happens when the rows are imported? All that may come in does, in one transaction; the rest is handed back."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.people import actions as people
from hjemvej.ground.people import cpr
from hjemvej.ground.people.models import ContactWay, Person, PersonName
from hjemvej.ground.people.queries import ids_of_cprs
from hjemvej.ground.situations.actions import KnownOtherwiseMeanwhile, confirm_in_bulk, record_situations_in_bulk
from hjemvej.ground.spreadsheets.actions import SEALED_FIELD
from hjemvej.ground.spreadsheets.importing.queries import homeless_of, lock_of
from hjemvej.ground.spreadsheets.importing.rules.records import Changed, Fate, Plan
from hjemvej.ground.spreadsheets.models import Upload
from hjemvej.ground.spreadsheets.reading.rules.files import Sheet
from hjemvej.ground.spreadsheets.rules.answers import Answer
from hjemvej.ground.spreadsheets.rules.columns import Header
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.rooms import import_columns
from hjemvej.platform.sealing import seals
from hjemvej.platform.ui.refusals import Refused

from .planning import SOURCE, leftover_file, make_plan

SAVED_FIELDS = (
    "given_names", "surname", "description", "born_on", "born_year", "born_year_is_guess", "cpr_encrypted",
    "cpr_lookup", "cpr_waiting", "sex", "language", "citizenship", "animals",
)  # fmt: skip
AT_A_TIME = 250  # people; after each of these the page of a long import is told how far it is
REMEMBERED = (Fate.NEW, Fate.CHANGED, Fate.KNOWN)


class ImportedAlready(Refused):
    """Somebody pressed the button twice, or on two pages: it is imported once."""


class ImportMeanwhileChanged(Refused):
    """A colleague changed one of these people meanwhile; nothing was imported, and a new try may succeed."""


def import_rows(
    *,
    sheet: Sheet,
    header: Header,
    fields: Sequence[str | None],
    listed_on: datetime.date,
    by: Viewer,
    at: datetime.datetime,
    upload: Upload | None = None,
    answers: Mapping[int, Answer] = MappingProxyType({}),
    tell: Callable[[int], None] | None = None,
) -> Plan:
    """Carry out the plan and return it. An organisation imports a single file at a time.

    `tell` hears how many rows are written, again and again.
    """

    def plan_now() -> Plan:
        return make_plan(sheet=sheet, header=header, fields=fields, listed_on=listed_on, by=by, at=at, answers=answers)

    try:
        with transaction.atomic():
            return _import(plan_now, header, upload, tell, by, at)
    except (IntegrityError, KnownOtherwiseMeanwhile) as problem:
        raise ImportMeanwhileChanged(
            _("Nogen skrev om en af borgerne imens. Intet er indlæst. Prøv igen.")
        ) from problem


def _import(
    plan_now: Callable[[], Plan],
    header: Header,
    upload: Upload | None,
    tell: Callable[[int], None] | None,
    by: Viewer,
    at: datetime.datetime,
) -> Plan:
    if upload:
        hold_file(upload)
    one_at_a_time(by)
    plan = plan_now()
    refused: dict[str, list[str]] = defaultdict(list)
    for some, rows in _portions(plan):
        if tell:
            tell(rows)
        _write_people(some, refused, by, at)
    _remember(plan, by, at)
    if upload and upload.is_own:
        confirm_in_bulk(
            person_ids=plan.ids, confirmed_on=upload.listed_on, source=SOURCE, certainty="told", by=by, at=at
        )
    details: dict[str, object] = {fate.value: count for fate, count in plan.counts.items()}
    if upload:
        _finish(upload, header, plan, refused, by, at)
        details["upload"] = str(upload.pk)
    record("spreadsheets.rows_imported", by=by, at=at, details=details)
    return plan


def hold_file(upload: Upload) -> None:
    """Wait until nobody else imports this file; raise where it is imported by then."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [lock_of(upload.pk)])
    if Upload.objects.exclude(imported_at=None).filter(pk=upload.pk).exists():
        raise ImportedAlready(_("Filen er indlæst i forvejen."))


def _portions(plan: Plan) -> Iterator[tuple[list[Changed], int]]:
    """Those whom the import changes, some at a time, with how many rows are done before them.

    Known citizens come in the order of their keys, as everybody locks them.
    """
    people = [one for one in plan.people if one.is_new]
    people += sorted((one for one in plan.people if not one.is_new), key=lambda one: one.record.id)
    rows = Counter(row.person_id for row in plan.rows)
    done = len(plan.rows) - sum(rows[one.record.id] for one in people)
    for number in range(0, len(people), AT_A_TIME):
        some = people[number : number + AT_A_TIME]
        yield some, done
        done += sum(rows[one.record.id] for one in some)


def _write_people(people: Sequence[Changed], refused: dict[str, list[str]], by: Viewer, at: datetime.datetime) -> None:
    """Write these people with where they slept; `refused` gathers, by column, what a room would not write."""
    _save_people(people, by, at)
    news = [one for one in people if one.record.stays != one.stays_before]
    if news:
        stays = {one.record.id: one.record.stays for one in news}
        before = {one.record.id: one.stays_before for one in news}
        record_situations_in_bulk(stays=stays, worked_out_from=before, by=by, at=at)
    for key, column in import_columns().items():
        values = {person.record.id: person.brought[key] for person in people if key in person.brought}
        words = column.write(values, by=by, at=at) if values else None
        if words:
            refused[key] += words.values()


def one_at_a_time(by: Viewer) -> None:
    """Wait until no other import of the organisation writes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"spreadsheets.import.{by.organisation_id}"])


def own_transaction() -> int:
    """Return the number by which the change log knows what is written now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        return int(cursor.fetchone()[0])


def _save_people(changed: Sequence[Changed], by: Viewer, at: datetime.datetime) -> None:
    known = Person.objects.in_bulk([one.record.id for one in changed if not one.is_new])
    elsewhere = ids_of_cprs([cpr.lookup(one.cpr) for one in changed if one.cpr])
    new, old, names, ways = [], [], [], []
    for one in changed:
        person = Person(pk=one.record.id, created_at=at) if one.is_new else known[one.record.id]
        if one.is_new:
            new.append(person)
        elif one.fields or one.cpr or one.learned_name:
            old.append(person)
        _fill(person, one, elsewhere)
        names += [PersonName(person=person, kind="alias", name=name, known_from=at) for name in one.aliases]
        if one.learned_name:
            names.append(
                PersonName(
                    person=person,
                    kind="description",
                    name=one.was_called,
                    known_from=person.created_at,
                    known_until=at,
                )
            )
        ways += [ContactWay(person=person, kind=kind, value=value) for kind, value in one.ways]
    people.save_people_in_bulk(
        new=new, changed=old, fields=SAVED_FIELDS, names=names, ways=ways, by=by, at=at, why="Indlæst fra regneark"
    )
    for one in changed:
        if one.protected_as and not one.is_new:
            people.protect(known[one.record.id], one.protected_as, by=by, at=at, why="Indlæst fra regneark")
    people.note_numbers_met(list(elsewhere.values()), by=by, at=at)


def _fill(person: Person, one: Changed, elsewhere: Collection[str]) -> None:
    """Write what the rows say; a number that another citizen has waits for the leader, and looks like any other."""
    record = one.record
    if one.is_new or one.learned_name:
        person.given_names, person.surname = record.given_names, record.surname
        person.description = record.description
    if one.is_new or "born" in one.fields:
        person.born_on = record.born.on
        person.born_year = None if record.born.on else record.born.year
        person.born_year_is_guess = record.born.is_guess
    for name in ("sex", "language", "citizenship", "animals"):
        if one.is_new or name in one.fields:
            setattr(person, name, getattr(record, name))
    if one.protected_as and one.is_new:
        person.protection = one.protected_as
    if one.cpr:
        mark = cpr.lookup(one.cpr)
        person.cpr_encrypted = cpr.encrypt(one.cpr)
        person.cpr_lookup, person.cpr_waiting = (None, mark) if mark in elsewhere else (mark, "")


def _remember(plan: Plan, by: Viewer, at: datetime.datetime) -> None:
    marks = {mark: row.person_id for row in plan.of(*REMEMBERED) if row.person_id for mark in row.marks if mark}
    with connection.cursor() as cursor:  # two marks a row: as objects they would take longer than all the people
        cursor.execute(
            "INSERT INTO spreadsheets_importedrow (organisation_id, mark, person_id, imported_at)"
            " SELECT %s, marks.mark, marks.person_id, %s FROM unnest(%s::text[], %s::uuid[]) AS marks (mark, person_id)"
            " ON CONFLICT DO NOTHING",
            [by.team_id, at, list(marks), list(marks.values())],
        )


def _finish(
    upload: Upload, header: Header, plan: Plan, refused: Mapping[str, Sequence[str]], by: Viewer, at: datetime.datetime
) -> None:
    """The file is emptied; only rows that did not come in are kept for their uploader, until it expires."""
    left = leftover_file(header=header, plan=plan) if plan.to_mend else b""
    upload.content = seals.seal(left, SEALED_FIELD) if left else ""
    upload.status, upload.imported_at = Upload.Status.IMPORTED, at
    upload.counts = {fate.value: count for fate, count in plan.counts.items()}
    upload.counts["homeless"] = homeless_of(plan.ids, on=localdate(at), viewer=by)
    upload.counts["refused"] = {key: [len(words), words[0]] for key, words in refused.items()}
    upload.counts["unread"] = sum(len(row.unread) for row in plan.rows)
    upload.answers, upload.transaction = {}, own_transaction()
    upload.save(update_fields=["content", "status", "imported_at", "counts", "answers", "transaction"])


def hand_out_leftover(*, upload: Upload, source: dict[str, Any] | None, by: Viewer, at: datetime.datetime) -> bytes:
    """The rows that don't come in as a workbook: of the plan before the import, kept ones after; logged."""
    if source is not None:
        plan = make_plan(**source)
        left = leftover_file(header=source["header"], plan=plan) if plan.to_mend else b""
    else:
        left = seals.unseal(upload.content, SEALED_FIELD) if upload.content and upload.imported_at else b""
    if left:
        with transaction.atomic():
            record("spreadsheets.leftover_downloaded", by=by, at=at, details={"upload": str(upload.pk)})
    return left
