"""What do pages show of notices about children? What waits to be told, what was told, what the receiver owes us."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.efforts.one_entry.models import ChildNotice, Inquiry
from hjemvej.efforts.one_entry.queries import child_reasons, open_inquiries, title, with_a_child_waiting
from hjemvej.efforts.one_entry.rules import danger_today
from hjemvej.ground.law import queries as law
from hjemvej.ground.law.rules import Deadline, deadline
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import Step
from hjemvej.platform.ui.reasons import Reason

from . import rules

SHOWN = 50


@dataclass(frozen=True)
class ShownNotice:
    """A notice with the clocks of its receiver."""

    notice: ChildNotice
    receivers: rules.Receivers | None
    is_time_to_ask: bool

    @property
    def url(self) -> str:
        return reverse("one_entry:child_notice", args=[self.notice.pk])

    @property
    def is_to_our_own(self) -> bool:
        return self.notice.municipality_code == settings.MUNICIPALITY_CODE


def notices(*, viewer: Viewer) -> QuerySet[ChildNotice]:
    """The notices of the viewer's own team."""
    rows = viewer.rows_of(ChildNotice).filter(organisation_id=viewer.team_id)
    return rows.select_related("inquiry__person", "person", "settled_by", "raised_by")


def notice(notice_id: uuid.UUID, *, viewer: Viewer) -> ChildNotice | None:
    return notices(viewer=viewer).filter(pk=notice_id).first()


def person_of(notice: ChildNotice) -> uuid.UUID | None:
    """The citizen it is about, also where the inquiry was tied to them since."""
    return notice.person_id or (notice.inquiry.person_id if notice.inquiry else None)


def our_deadline(raised_at: datetime.datetime, *, told_on: datetime.date) -> Deadline | None:
    """At once: the day we came to know of it."""
    on = localdate(raised_at)
    found = law.rules_of([(rules.NOTICE, on)])
    return deadline(found[rules.NOTICE, on], on, told_on=told_on) if found else None


def shown(found: Iterable[ChildNotice], on: datetime.date) -> list[ShownNotice]:
    """Each with its receiver's clocks; the law is asked once."""
    rows = list(found)
    days = {localdate(row.told_at) for row in rows if row.told_at}
    law_of = law.rules_of([(key, day) for key in (rules.ASSESSED, rules.RECEIPT) for day in days]) if days else {}
    made = []
    for row in rows:
        clocks = None
        if row.told_at:
            day = localdate(row.told_at)
            clocks = rules.receivers_clocks(
                row.told_at, told_on=on, receipt_on=row.receipt_on, asked_on=row.asked_on,
                assessed=law_of.get((rules.ASSESSED, day)), receipt=law_of.get((rules.RECEIPT, day)),
            )  # fmt: skip
        made.append(ShownNotice(row, clocks, clocks is not None and clocks.is_time_to_ask(on)))
    return made


@dataclass(frozen=True)
class OfInquiry:
    """The notice on an inquiry's page: what the inquiry says of a child, and what became of it."""

    reasons: list[Reason]
    shown: ShownNotice | None
    waits: bool


def of_inquiry(inquiry: Inquiry, *, viewer: Viewer, on: datetime.date) -> OfInquiry:
    found = notices(viewer=viewer).filter(inquiry=inquiry).first() if inquiry.children else None
    reasons = child_reasons(inquiry)
    waits = bool(reasons) and (found is None or not found.outcome)
    return OfInquiry(reasons, shown([found], on)[0] if found else None, waits)


# --- for other pages ------------------------------------------------------------------------------------------------


def person_card(person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date) -> dict[str, Any]:
    """The notices on the person page: what waits, and what was told; mostly there are none."""
    if not viewer.may(Permission.HANDLE_INQUIRIES):
        return {"person_id": None, "waiting": [], "notices": [], "needs_us": False}
    about = open_inquiries(viewer=viewer).filter(person_id=person_id, children__gt=0)
    found = notices(viewer=viewer).filter(Q(person_id=person_id) | Q(inquiry__person_id=person_id))
    waiting = with_a_child_waiting(about, viewer=viewer)
    told = shown(found.order_by("-raised_at")[:5], on)
    needs_us = bool(waiting) or any(not one.notice.outcome or one.is_time_to_ask for one in told)
    return {"person_id": person_id, "waiting": waiting, "notices": told, "needs_us": needs_us}


def steps(viewer: Viewer, at: datetime.datetime) -> list[Step]:
    """List what must be told at once, and the receipts to ask for, until a worker has done it."""
    if not viewer.may(Permission.HANDLE_INQUIRIES):
        return []
    about_a_child = open_inquiries(viewer=viewer).select_related(None).select_related("person").filter(children__gt=0)
    waiting = [_to_tell(one, localdate(at)) for one in with_a_child_waiting(about_a_child, viewer=viewer)[:SHOWN]]
    is_raised, has_no_receipt = Q(outcome="", inquiry=None), Q(outcome=ChildNotice.Outcome.NOTIFIED, receipt_on=None)
    ours = notices(viewer=viewer).select_related(None).select_related("inquiry__person", "person")
    open_notices = list(ours.filter(is_raised | has_no_receipt)[: 2 * SHOWN])
    raised = [row for row in open_notices if not row.outcome]
    without_receipt = [row for row in open_notices if row.outcome]
    asking = [one for one in shown(without_receipt, localdate(at)) if one.is_time_to_ask]
    return [*waiting, *map(_raised, raised), *map(_to_ask, asking)]


def _to_tell(inquiry: Inquiry, on: datetime.date) -> Step:
    today = danger_today(inquiry.eviction_on, on)
    said = [*([today] if today else []), *(reason.text for reason in child_reasons(inquiry))]
    return Step(
        due_at=inquiry.received_at, chip=_("straks"), kind="late", title=title(inquiry),
        why=" · ".join([*said, _("barnets lov §§ 133-137")]),
        url=reverse("one_entry:child_of_inquiry", args=[inquiry.pk]), action=_("Underret"), person_id=inquiry.person_id,
        is_at_once=True,
    )  # fmt: skip


def _raised(row: ChildNotice) -> Step:
    why = _("Et barn kan have brug for støtte")
    return Step(
        due_at=row.raised_at, chip=_("straks"), kind="late", title=name_of(row),
        why=f"{why} · " + _("barnets lov §§ 133-137"), url=reverse("one_entry:child_notice", args=[row.pk]),
        action=_("Underret"), person_id=person_of(row), is_at_once=True,
    )  # fmt: skip


def _to_ask(one: ShownNotice) -> Step:
    row = one.notice
    why = _("%(municipality)s har ikke kvitteret for underretningen")
    return Step(
        due_at=row.told_at or row.raised_at, chip=_("spørg"), kind="soon", title=name_of(row),
        why=why % {"municipality": row.municipality_name},
        url=one.url, action=_("Åbn"), person_id=person_of(row), is_deadline=False,
    )  # fmt: skip


def name_of(row: ChildNotice) -> str:
    """Whom it is about, as any list shows them."""
    if row.person is not None:
        return row.person.name
    return title(row.inquiry) if row.inquiry else _("Nogen uden navn")
