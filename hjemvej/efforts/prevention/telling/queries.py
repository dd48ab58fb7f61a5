"""Who has been told of which signals, how, and what lacks? Few questions for many signals."""

import datetime
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import override

from hjemvej.efforts.prevention import queries as prevention
from hjemvej.efforts.prevention.models import Attempt, PreventionCase, Sender, Signal, SignalNotice
from hjemvej.efforts.prevention.rules import keeping
from hjemvej.ground.casework.informing.queries import look_again_by
from hjemvej.ground.casework.models import Note
from hjemvej.ground.law import queries as law
from hjemvej.ground.law.models import LegalBasis
from hjemvej.platform.access.viewer import Viewer

from . import rules

SHOWN = 200
GIVEN = Q(letter__dropped_at=None) & (Q(letter__posted_on__isnull=False) | Q(letter__received_on__isnull=False))

__all__ = ["Row", "bases", "letter_values", "look_again_by", "state_of", "states", "to_be_told", "untold"]


@dataclass(frozen=True)
class Row:
    """A signal, how telling stands, and the letter that tells it where there is one."""

    signal: Signal
    state: rules.State
    letter_id: uuid.UUID | None


def states(found: Sequence[Signal], *, viewer: Viewer, on: datetime.date) -> dict[uuid.UUID, Row]:
    """By signal, how telling stands: three queries, however many."""
    notices = _latest([one.pk for one in found], viewer=viewer)
    met = _met(found, viewer=viewer)
    keys = [(rules.AT_FIRST_CONTACT, on), (rules.AT_LATEST, on)]
    law_says = law.rules_of(keys)
    rows = {}
    for one in found:
        notice = notices.get(one.pk)
        facts = rules.Facts(
            sender_kind=one.sender_kind, received_on=localdate(one.received_at), has_person=one.person_id is not None,
            ended=one.ended, met_on=met.get(one.pk), notice=_as_said(notice),
        )  # fmt: skip
        state = rules.state(facts, on, at_first_contact=law_says.get(keys[0]), at_latest=law_says.get(keys[1]))
        is_letter = notice is not None and notice.letter is not None and notice.letter.dropped_at is None
        rows[one.pk] = Row(one, state, notice.letter_id if notice and is_letter else None)
    return rows


def state_of(found: Signal, *, viewer: Viewer, on: datetime.date) -> Row:
    return states([found], viewer=viewer, on=on)[found.pk]


def _latest(signal_ids: Collection[uuid.UUID], *, viewer: Viewer) -> dict[uuid.UUID, SignalNotice]:
    rows = viewer.rows_of(SignalNotice).filter(signal_id__in=signal_ids).select_related("letter")
    return {one.signal_id: one for one in rows.order_by("written_at", "pk")}


def _as_said(notice: SignalNotice | None) -> rules.Sheet | rules.Excepted | None:
    if notice is None:
        return None
    if (letter := notice.letter) is None:
        return rules.Excepted(notice.basis, notice.why, notice.look_again_on)
    return rules.Sheet(
        sent_on=localdate(letter.sent_at) if letter.sent_at else None, posted_on=letter.posted_on,
        received_on=letter.received_on, how=letter.reached_by or letter.channel, is_dropped=bool(letter.dropped_at),
    )  # fmt: skip


def _met(found: Sequence[Signal], *, viewer: Viewer) -> dict[uuid.UUID, datetime.date]:
    """By signal, the first day we talked since it came: warm, at the door or on the phone, or as a note says."""
    people = {one.person_id for one in found if one.person_id}
    talked: list[tuple[uuid.UUID, datetime.date]] = []
    if people:
        reached = viewer.rows_of(Attempt).filter(person_id__in=people, outcome=Attempt.Outcome.REACHED)
        talked += reached.values_list("person_id", "day")
        since = min(one.received_at for one in found)
        notes = viewer.rows_of(Note).filter(person_id__in=people, kind=Note.Kind.CONTACT, happened_at__gte=since)
        talked += [(person_id, localdate(at)) for person_id, at in notes.values_list("person_id", "happened_at")]
    first = {}
    for one in found:
        came_on = localdate(one.received_at)
        days = [day for person_id, day in talked if person_id == one.person_id and day >= came_on]
        if days or one.is_warm:
            first[one.pk] = min([*days, *([came_on] if one.is_warm else [])])
    return first


def to_be_told(found: Signal, *, viewer: Viewer, on: datetime.date) -> list[Signal]:
    """List the signals that a letter tells together: this one, and the others of its case that nobody has told."""
    together = prevention.signals_of_case(found.case, viewer=viewer) if found.case else [found]
    return [row.signal for row in states(together, viewer=viewer, on=on).values() if _lacks_a_letter(row)]


def _lacks_a_letter(row: Row) -> bool:
    return row.state.is_open and row.letter_id is None


def untold(*, viewer: Viewer) -> QuerySet[Signal]:
    """Return the team's signals of which somebody known has not been told, the oldest first."""
    notices = viewer.rows_of(SignalNotice).filter(signal=OuterRef("pk"))
    over = notices.filter(GIVEN | Q(letter=None, look_again_on=None))
    rows = prevention.signals(viewer=viewer).select_related(None).select_related("person")
    rows = rows.filter(person__isnull=False, person__died_on=None)
    rows = rows.exclude(sender_kind=Sender.CITIZEN).exclude(ended=Signal.Ended.DUPLICATE).filter(~Exists(over))
    mine = Q(case=None) | Q(case__responsible=None) | Q(case__responsible_id=viewer.user_id)
    return rows.filter(mine).order_by(F("received_at"), "pk")[:SHOWN]


def bases(on: datetime.date) -> list[LegalBasis]:
    """The paragraphs by which a signal is not told, or told later."""
    return law.bases_on(on, use=LegalBasis.Use.NOT_TOLD)


def letter_values(
    told: Sequence[Signal], *, case: PreventionCase | None, on: datetime.date
) -> dict[str, str | list[str]]:
    """Write what the letter says of these signals; the lengths and limits as the law has them today."""
    with override("da"):
        counted, in_case = (law.provision_on(key, on).value_text for key in (keeping.COUNTED, keeping.IN_CASE))
        heard = [
            rules.Heard(
                title=one.kind.title, paragraph=one.kind.paragraph, purpose=one.kind.purpose,
                sender=one.sent_by.name if one.sent_by else one.sender_name or str(one.get_sender_kind_display()),
                received_on=localdate(one.received_at), fields=rules.fields_in(one),
                kept=rules.Kept(law.provision_on(one.kind.keep_nowhere, on).value_text, counted, in_case),
            )
            for one in told
        ]  # fmt: skip
        answered_by = law.provision_on(rules.ANSWERED_BY, on).value_text
    return rules.letter_values(
        heard, answered_by=answered_by, follows_up=case.responsible.name if case and case.responsible else "",
        is_over=all(one.ended_at for one in told), privacy_contact=settings.PRIVACY_CONTACT.strip(),
    )  # fmt: skip
