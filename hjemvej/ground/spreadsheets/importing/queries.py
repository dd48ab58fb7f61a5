"""Which known people and houses may a row mean?"""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence

from django.db import transaction
from django.db.models import QuerySet

from hjemvej.ground.people import queries as people
from hjemvej.ground.people.models import Person
from hjemvej.ground.people.rules import Born, fold_words
from hjemvej.ground.shelters.queries import houses_in_use
from hjemvej.ground.situations.models import Situation
from hjemvej.ground.situations.rules import HOMELESS, SLEEPS_AS, Stay
from hjemvej.ground.spreadsheets.importing.rules.records import Known, Line, Record, fold
from hjemvej.ground.spreadsheets.models import ImportedRow, Upload
from hjemvej.ground.spreadsheets.rules.cells import House
from hjemvej.platform.access.queries import formers_of, needs_of
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.models import Change, Event
from hjemvej.platform.rooms import import_columns
from hjemvej.platform.spans.queries import lasting_on

MANY = 5000  # more ids than this in a question cost more than reading all


def houses() -> dict[str, House]:
    """The houses in use by their folded name."""
    return {fold_words(house.name): House(house.pk, SLEEPS_AS[house.stands_under]) for house in houses_in_use()}


def known(lines: Sequence[Line], *, viewer: Viewer, at: datetime.datetime) -> Known:
    """Return everyone that the viewer may know of; a citizen that others know stays unknown, also by number."""
    records = _records(viewer)
    if viewer.scope == "system":  # the command sees everybody
        ours = set(needs_of(viewer, at=at).values_list("person_id", flat=True))
        records = [record for record in records if record.id in ours]
    marks = {mark for line in lines for mark in (line.mark, line.who)}
    rows = viewer.rows_of(ImportedRow).filter(organisation_id=viewer.team_id, mark__in=marks)
    undated = {fold(line.understood.facts.name) for line in lines if line.understood.facts.born.on is None}
    known = Known(records, dict(rows.values_list("mark", "person_id")), undated)
    holders = people.ids_of_cprs(
        [line.cpr_hash for line in lines if line.cpr_hash and line.cpr_hash not in known.by_cpr]
    )
    former = formers_of(holders.values(), viewer=viewer) if holders else set()
    known.former = {mark for mark, person_id in holders.items() if person_id in former}
    _add_stays(records, lines, known, viewer)
    _add_brought(records, lines, viewer)
    return known


def written_by(upload: Upload, *, viewer: Viewer) -> QuerySet[Change]:
    """What the import wrote about citizens that the viewer may know of, the first first; not what follows by itself."""
    wrote = viewer.rows_of(Change).filter(transaction=_transaction(upload), user_id=upload.user_id)
    return wrote.exclude(person_id=None).order_by("pk")


def to_be_imported(upload_id: uuid.UUID, *, viewer: Viewer) -> Upload | None:
    """The viewer's own file that waits for the worker."""
    waits = viewer.rows_of(Upload).filter(pk=upload_id, user_id=viewer.signed_in_id, status=Upload.Status.RUNNING)
    return waits.select_related("landlord").filter(imported_at=None).exclude(content="").first()


def is_being_imported(upload_id: uuid.UUID, *, viewer: Viewer) -> bool:
    """Does somebody hold the file's lock? PostgreSQL lets go of it when whoever imports ends, however that is.

    Those who only look share the lock, so that two open pages don't take each other for the import.
    """
    with transaction.atomic(), viewer.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock_shared(hashtext(%s))", [lock_of(upload_id)])
        return not bool(cursor.fetchone()[0])


def lock_of(upload_id: uuid.UUID) -> str:
    return f"spreadsheets.upload.{upload_id}"


def homeless_of(ids: Collection[uuid.UUID], *, on: datetime.date, viewer: Viewer) -> int:
    """How many of those whom an import was about sleep homeless that night, as far as is known now."""
    now = viewer.rows_of(Situation).filter(lasting_on(on), person_id__in=ids, superseded_at=None, kind__in=HOMELESS)
    return now.count()


def _transaction(upload: Upload) -> int:
    return upload.transaction or 0  # none has that number


def written_about_since(upload: Upload, ids: Collection[uuid.UUID | None], *, viewer: Viewer) -> set[uuid.UUID]:
    """Those about whom somebody has written since; what the system worked out by itself is no obstacle."""
    later = viewer.rows_of(Change).filter(person_id__in=ids, transaction__gt=_transaction(upload))
    by_somebody = later.exclude(user_id=None).exclude(table_name="access_needtoknow")
    return {person_id for person_id in by_somebody.values_list("person_id", flat=True).distinct() if person_id}


def withdrawn_with(upload: Upload, *, viewer: Viewer) -> set[uuid.UUID]:
    """Those who are as they were before, now that the import is withdrawn."""
    told = viewer.rows_of(Event).filter(name="spreadsheets.import_withdrawn", details__upload=str(upload.pk))
    return {person_id for person_id in told.values_list("person_id", flat=True) if person_id}


def touched(upload: Upload, *, viewer: Viewer) -> list[tuple[Person, list[str]]]:
    """Whom the import made and whom it changed, with the tables it wrote in: “people_person insert” is somebody new."""
    tables: dict[uuid.UUID, list[str]] = defaultdict(list)
    for person_id, table, operation in written_by(upload, viewer=viewer).values_list(
        "person_id", "table_name", "operation"
    ):
        if person_id and (what := f"{table} {operation}") not in tables[person_id]:
            tables[person_id].append(what)
    people = viewer.rows_of(Person).in_bulk(list(tables))
    return [(people[person_id], what) for person_id, what in tables.items() if person_id in people]


def _add_brought(records: list[Record], lines: Sequence[Line], viewer: Viewer) -> None:
    """Add what is known already of the columns in this file that rooms bring."""
    in_the_file = {key for line in lines for key, _value in line.understood.facts.brought}
    ours = {record.id: record for record in records}
    for key in in_the_file:
        for person_id, value in import_columns()[key].known(list(ours), viewer=viewer).items():
            ours[person_id].brought[key] = value


def _stays(ids: set[uuid.UUID], viewer: Viewer) -> dict[uuid.UUID, list[Stay]]:
    found: dict[uuid.UUID, list[Stay]] = defaultdict(list)
    rows = viewer.rows_of(Situation).filter(superseded_at=None).order_by("from_on")
    if len(ids) < MANY:
        rows = rows.filter(person_id__in=ids)
    fields = ("person_id", "kind", "from_on", "until_on", "source", "certainty", "house_id", "detail")
    for person_id, kind, from_on, until_on, source, certainty, house_id, detail in rows.values_list(*fields):
        found[person_id].append(Stay(kind, from_on, until_on, source, certainty, house_id, detail))
    return found


def _add_stays(records: list[Record], lines: Sequence[Line], known: Known, viewer: Viewer) -> None:
    """Where they sleep, of those the file may be about; of the others it isn't worth while to ask."""
    numbers = {line.cpr_hash for line in lines if line.cpr_hash}
    births = {line.understood.facts.born.on for line in lines} - {None}
    names = {fold(line.understood.facts.name) for line in lines}
    meant = set(known.imported.values()) | {one.id for alike in known.by_spelling.values() for one in alike}
    for one in records:
        if one.cpr in numbers or one.born.on in births or one.names & names:
            meant.add(one.id)
    stays = _stays(meant, viewer)
    for record in records:
        record.stays = stays.get(record.id, [])


def _records(viewer: Viewer) -> list[Record]:
    """Everybody row-level security shows, as plain values: twenty thousand are read in a second or two."""
    names, ways = people.all_names(viewer=viewer), people.all_ways(viewer=viewer)
    return [
        Record(
            id=person_id,
            given_names=given,
            surname=surname,
            description=description,
            names={fold(name) for name in (f"{given} {surname}", description, *names[person_id])} - {""},
            born=Born(*born),
            cpr=number or "",
            sex=sex,
            language=language,
            citizenship=citizenship,
            animals=animals,
            ways=ways[person_id],
            is_protected=is_protected,
        )
        for person_id, given, surname, description, number, sex, language, citizenship, animals, is_protected, *born
        in people.everybody(viewer=viewer)
    ]  # fmt: skip
