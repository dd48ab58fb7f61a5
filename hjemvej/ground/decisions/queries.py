"""Which decisions and complaints are there, and when do their limits end?"""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.casework import rules as casework
from hjemvej.ground.casework.models import Note
from hjemvej.ground.casework.queries import with_clocks
from hjemvej.ground.correspondence.letters import queries as letters
from hjemvej.ground.correspondence.models import Letter, LetterKind
from hjemvej.ground.correspondence.typesetting import Sheet
from hjemvej.ground.law import queries as law
from hjemvej.ground.law.models import DecisionBasis
from hjemvej.ground.law.rules import Deadline
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import PaperLine, Step
from hjemvej.platform.ui.when import full_date

from . import rules
from .models import Complaint, Decision, DecisionNote

ON_THE_CARD = 4


def readable(viewer: Viewer) -> Q:
    """A team reads all decisions of a citizen; a house that the citizen stays at only its own."""
    if viewer.scope == "system" or viewer.organisation_kind == Organisation.Kind.TEAM:
        return Q()
    return Q(organisation_id=viewer.organisation_id)


def what_is_shown(viewer: Viewer) -> Q:
    """Who decides sees what is being written; who does what was decided (udfører), a decision once it is sent."""
    if viewer.scope == "system" or viewer.may(Permission.DECIDE):
        return Q()
    return Q(sent_at__isnull=False)


def decisions_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[Decision]:
    """Return the citizen's decisions, the newest first."""
    return _decisions(viewer).filter(person_id=person_id).order_by("-written_at", "id")


def decision(decision_id: uuid.UUID, *, viewer: Viewer) -> Decision | None:
    return _decisions(viewer).filter(pk=decision_id).first()


def own_drafts(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[Decision]:
    """Return the decisions about the citizen that the viewer has begun and not sent, the newest first."""
    rows = viewer.rows_of(Decision).filter(person_id=person_id, sent_at=None, corrects=None)
    return rows.filter(author_id=viewer.user_id, organisation_id=viewer.team_id).order_by("-written_at", "id")


def _decisions(viewer: Viewer) -> QuerySet[Decision]:
    complaints = viewer.rows_of(Complaint).filter(readable(viewer)).order_by("received_on", "id")
    rows = viewer.rows_of(Decision).filter(readable(viewer), what_is_shown(viewer))
    rows = rows.select_related("person", "organisation", "author", "sent_by", "corrects")
    newer = viewer.rows_of(Decision).filter(corrects_id=OuterRef("pk"), sent_at__isnull=False)
    rows = rows.annotate(is_corrected=Exists(newer))
    return rows.prefetch_related(Prefetch("complaints", queryset=complaints))


def newer_decisions(decision: Decision, *, viewer: Viewer) -> list[Decision]:
    """List what was written to correct a decision, the newest first."""
    rows = viewer.rows_of(Decision).filter(readable(viewer), what_is_shown(viewer), corrects_id=decision.pk)
    return list(rows.order_by("-written_at", "id"))


def notes_of(decision: Decision, *, viewer: Viewer) -> list[Note]:
    """List the notes that belong to a decision, the oldest first."""
    rows = viewer.rows_of(DecisionNote).filter(decision_id=decision.pk).select_related("note__author")
    return [row.note for row in rows.order_by("note__happened_at", "id")]


def bases(on: datetime.date) -> list[DecisionBasis]:
    """List the paragraphs by which we may decide."""
    return law.decision_bases_on(on, use=DecisionBasis.Use.DECISION)


def guidance(basis_key: str, on: datetime.date) -> str:
    """Return the complaint guidance that belongs to a paragraph."""
    basis = law.decision_basis_on(basis_key, on) if basis_key else None
    return law.complaint_guidance(basis, on) if basis else ""


def paragraph_of(decision: Decision, on: datetime.date) -> str:
    """Return the paragraph as it was sent, or as the law names it on a day."""
    basis = law.decision_basis_on(decision.basis_key, on) if decision.basis_key else None
    return decision.paragraph or (f"{basis.paragraph}, {basis.title}" if basis else "")


def letter_sheet(
    found: Decision, kept: Letter | None, *, name: str, viewer: Viewer, at: datetime.datetime, is_large: bool
) -> Sheet:
    """Lay the decision's letter out: as it was sent, or as it stands now."""
    if kept:
        return letters.sheet_of(kept, name=name, at=at, is_large=is_large)
    values = rules.letter_values(found, paragraph_of(found, localdate(at)))
    return letters.preview(
        LetterKind.DECISION, values, name=name, viewer=viewer, at=found.sent_at or at, is_large=is_large,
        is_draft=found.sent_at is None,
    )  # fmt: skip


def paper(person_id: uuid.UUID, viewer: Viewer, at: datetime.datetime) -> list[PaperLine]:
    """List, for the citizen's own paper, what the citizen may still answer or complain of."""
    on, found = localdate(at), list[PaperLine]()
    for one in viewer.rows_of(Decision).filter(readable(viewer), person_id=person_id).order_by("written_at", "id"):
        if one.sent_at is None and one.hearing_sent_on and one.hearing_until_on and on <= one.hearing_until_on:
            found.append(PaperLine("Du", f"kan sige, hvad du mener om: {one.title}", one.hearing_until_on))
        if one.complaint_until_on and on <= one.complaint_until_on:
            found.append(PaperLine("Du", f"kan klage over afgørelsen om: {one.title}", one.complaint_until_on))
    return found


def complaint_limit(decision: Decision, *, told_on: datetime.date | None = None) -> Deadline | None:
    """Return until when the citizen may complain; none while we do not know when the decision came through."""
    return law.due_on("complaint", decision.received_on, told_on=told_on) if decision.received_on else None


def hearing_until(sent_on: datetime.date) -> datetime.date:
    """Return how long the citizen has to answer, where nothing else is agreed."""
    return law.due_on("hearing_answer", sent_on).due_on


def complaint(complaint_id: uuid.UUID, *, viewer: Viewer) -> Complaint | None:
    return _complaints(viewer).filter(pk=complaint_id).first()


def complaint_of_task(task_id: uuid.UUID, *, viewer: Viewer) -> Complaint | None:
    return _complaints(viewer).filter(task_id=task_id).first()


def _complaints(viewer: Viewer) -> QuerySet[Complaint]:
    rows = viewer.rows_of(Complaint).filter(readable(viewer))
    return rows.select_related(
        "person", "decision", "written_by", "task", "new_decision", "organisation", "board_written_by"
    )


@dataclass(frozen=True)
class Row:
    """A decision on a list: what it is, where it stands in a few words, and what is urgent about it."""

    decision: Decision
    state: str
    kind: str
    complaints: list[Complaint]

    @property
    def is_complained_of(self) -> bool:
        return any(one.status in rules.OPEN for one in self.complaints)


def _row(decision: Decision, limits: dict[tuple[str, datetime.date], Deadline], on: datetime.date) -> Row:
    complaints = list(decision.complaints.all())
    if decision.sent_at is None:
        lacks = len(rules.missing(decision, on))
        state = _("kladde, klar til at sende") if not lacks else _("kladde, mangler %d ting") % lacks
        return Row(decision, state, "soon", complaints)
    if decision.is_corrected:  # type: ignore[attr-defined]
        return Row(decision, _("rettet med en ny afgørelse"), "neutral", complaints)
    limit = limits.get(("complaint", decision.received_on)) if decision.received_on else None
    if limit is None:
        return Row(decision, _("sendt; vi ved ikke, om borgeren har fået den"), "soon", complaints)
    words = _("kan klages over til og med %s") if on <= limit.due_on else _("klagefristen gik %s")
    return Row(decision, words % full_date(limit.due_on), "neutral", complaints)


def rows(person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date) -> list[Row]:
    """List the citizen's decisions: with an open complaint first, then not known to be received, drafts, the newest."""
    decisions = list(decisions_of(person_id, viewer=viewer))
    clocks = {("complaint", decision.received_on) for decision in decisions if decision.received_on}
    limits = law.deadlines(clocks) if clocks else {}
    found = [_row(decision, limits, on) for decision in decisions]
    return sorted(found, key=_urgency)


def _urgency(one: Row) -> int:
    """What comes first: a complaint, then what may not have reached the citizen, then what is being written."""
    if _is_open(one):
        return 0
    if one.decision.sent_at is None:
        return 2
    return 1 if one.kind == "soon" else 3


def _is_open(one: Row) -> bool:
    return any(complaint.status in rules.OPEN for complaint in one.complaints)


def person_card(person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date) -> dict[str, Any]:
    found = rows(person_id, viewer=viewer, on=on)
    return {
        "person_id": person_id, "rows": found[:ON_THE_CARD], "number": len(found), "on": on,
        "may_decide": viewer.may(Permission.DECIDE),
    }  # fmt: skip


def clock_of(found: Complaint, on: datetime.date) -> Any:
    """Return how long there is left to look at a complaint again, and the law's words."""
    return with_clocks([found.task], on=on)[0]


def steps(viewer: Viewer, at: datetime.datetime) -> list[Step]:
    """List decisions that wait for a worker: the hearing is over, or we do not know whether the citizen has got it."""
    on = localdate(at)
    waiting = viewer.rows_of(Decision).filter(organisation_id=viewer.team_id, received_on=None)
    waiting = waiting.filter(what_is_shown(viewer))
    heard = Q(sent_at=None, hearing_until_on__lt=on) | (Q(sent_at=None) & ~Q(hearing_answer=""))
    sent = Q(sent_at__isnull=False)
    return [_step(one, on) for one in waiting.filter(heard | sent).select_related("person").order_by("written_at")]


def _step(found: Decision, on: datetime.date) -> Step:
    is_sent = found.sent_at is not None
    why = (
        _("er afgørelsen nået frem? Klagefristen løber fra den dag") if is_sent else _("høringen er slut: afgør sagen")
    )
    return Step(
        due_at=found.sent_at or casework.end_of_day(found.hearing_until_on or on),
        chip=_("sendt") if is_sent else _("hørt"), kind="neutral" if is_sent else "soon",
        title=found.person.name.with_code, why=f"{found.title} · {why}",
        url=reverse("decisions:decision", args=[found.pk]), action=_("Skriv hvornår") if is_sent else _("Åbn"),
        person_id=found.person_id, title_url=reverse("staff:person", args=[found.person_id]), is_deadline=False,
    )  # fmt: skip
