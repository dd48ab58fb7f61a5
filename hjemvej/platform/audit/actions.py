"""How is something written in the log? In the same transaction as the change itself, or not at all."""

import datetime
import json
import secrets
import uuid
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from django.contrib.messages import constants as messages
from django.db import connection, transaction
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from hjemvej.platform.ui.refusals import Refused

from . import queries
from .models import Event, Look, SampleCheck, SampledLook
from .names_shown import note_look

SAMPLE_SIZE = 20
SEEN_AGAIN_AFTER = datetime.timedelta(minutes=10)  # the board is drawn anew all evening; README says why


class NothingToDraw(Refused):
    """Nobody looked at anybody that month."""

    level = messages.INFO


class MonthIsNotOver(Refused):
    """What is looked at after the draw could never be drawn."""

    level = messages.INFO


class CheckIsFinished(Refused):
    """What is concluded is not changed afterwards."""


class NotAllJudged(Refused):
    """A conclusion must rest on every look that was drawn."""


Between = tuple[datetime.datetime, datetime.datetime]


class Actor(Protocol):
    """Whoever acts: a signed-in person in an organisation, or the system itself."""

    @property
    def user_id(self) -> uuid.UUID | None: ...
    @property
    def organisation_id(self) -> uuid.UUID | None: ...


def record(
    name: str,
    *,
    by: Actor,
    at: datetime.datetime,
    person_id: uuid.UUID | None = None,
    why: str = "",
    details: dict[str, object] | None = None,
) -> None:
    """Write the event `room.thing_done`. Details hold ids and codes, never names or numbers of people."""
    if not connection.in_atomic_block:
        raise RuntimeError(f"{name}: an event is written in the transaction of its change.")
    _write(name, by, at, [person_id], why, details or {})


def record_look(
    page: str, *, by: Actor, at: datetime.datetime, person_id: uuid.UUID, basis: str, why: str = ""
) -> None:
    """Write that somebody looked at a citizen."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT audit_write_look(%s, %s, %s::uuid, %s::uuid, %s::uuid, %s, %s)",
            [page, at, by.user_id, by.organisation_id, person_id, basis, _covered(Look, why)],
        )
    note_look(person_id)


def record_names_shown(page: str, *, by: Actor, at: datetime.datetime, person_ids: Sequence[uuid.UUID]) -> None:
    """Write whose names a page showed the viewer: one row a citizen, in one statement, and never what was typed.

    A citizen that the log has for this viewer, organisation and page within `SEEN_AGAIN_AFTER` is not written again.
    """
    if not person_ids:
        return
    values: list[Any] = [page, at, by.user_id, by.organisation_id, list(person_ids), SEEN_AGAIN_AFTER]
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_write_listed(%s, %s, %s::uuid, %s::uuid, %s::uuid[], %s)", values)


def draw_sample(
    *, month: datetime.date, organisation_id: uuid.UUID, by: Actor, at: datetime.datetime, between: Between
) -> SampleCheck:
    """Draw the month's looks by chance; the seed is kept, so that anyone can draw the same again."""
    if at < between[1]:
        raise MonthIsNotOver(_("Måneden er ikke forbi endnu. Stikprøven trækkes, når den er."))
    seed = secrets.token_hex(8)
    looks = queries.looks_between(*between, organisation_id=organisation_id)
    drawn = list(looks.order_by(RawSQL("md5(%s || audit_look.id::text)", [seed]))[:SAMPLE_SIZE])
    if not drawn:
        raise NothingToDraw(_("Ingen så en borgers sag den måned."))
    with transaction.atomic():
        check, is_new = SampleCheck.objects.get_or_create(
            month=month,
            organisation_id=organisation_id,
            defaults={"seed": seed, "drawn_at": at, "drawn_by_id": str(by.user_id)},
        )
        if is_new:
            SampledLook.objects.bulk_create(SampledLook(check_of=check, look=look) for look in drawn)
            record("audit.sample_drawn", by=by, at=at, details={"month": str(month), "seed": seed})
    return check


def judge_look(*, line: SampledLook, verdict: str, remark: str, by: Actor, at: datetime.datetime) -> None:
    """Say of one look whether it was right."""
    if line.check_of.finished_at:
        raise CheckIsFinished(_("Kontrollen er afsluttet og kan ikke ændres."))
    with transaction.atomic():
        line.verdict, line.remark = verdict, remark
        line.save(update_fields=["verdict", "remark"])
        details: dict[str, object] = {"look": line.look_id, "verdict": verdict}
        record("audit.look_judged", by=by, at=at, person_id=line.look.person_id, details=details)


def finish_check(*, check: SampleCheck, conclusion: str, by: Actor, at: datetime.datetime) -> None:
    """Conclude the month; from then on it is as it is."""
    if check.finished_at:
        raise CheckIsFinished(_("Kontrollen er afsluttet og kan ikke ændres."))
    if check.lines.filter(verdict=SampledLook.Verdict.WAITING).exists():
        raise NotAllJudged(_("Der er opslag, du ikke har vurderet endnu."))
    with transaction.atomic():
        check.finished_at, check.finished_by_id, check.conclusion = at, by.user_id, conclusion
        check.save(update_fields=["finished_at", "finished_by_id", "conclusion"])
        record("audit.check_finished", by=by, at=at, details={"month": str(check.month)})


def record_many(
    name: str, *, by: Actor, at: datetime.datetime, person_ids: Iterable[uuid.UUID], details: dict[str, object]
) -> None:
    """The same event for many people at once, as when a spreadsheet is imported."""
    if not connection.in_atomic_block:
        raise RuntimeError(f"{name}: an event is written in the transaction of its change.")
    _write(name, by, at, list(person_ids), "", details)  # forty thousand of an import in a single statement


def _write(
    name: str, by: Actor, at: datetime.datetime, people: Sequence[uuid.UUID | None], why: str, details: object
) -> None:
    """Write an event about each of these people. PostgreSQL takes who and when from the claim of who looks."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT audit_write_events(%s, %s, %s::uuid, %s::uuid, %s::uuid[], %s, %s::jsonb)",
            [name, at, by.user_id, by.organisation_id, list(people), _covered(Event, why), json.dumps(details)],
        )


def _covered(model: type[Event | Look], why: str) -> str:
    """Cover a CPR number as the model's own field does."""
    return str(model._meta.get_field("why").get_prep_value(why))
