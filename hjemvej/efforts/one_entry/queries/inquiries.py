"""What do we ask about inquiries? The inbox in its order, one inquiry with its steps, and what waits for somebody."""

import datetime
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse, reverse_lazy
from django.utils.functional import lazy
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hjemvej.ground.law import queries as law
from hjemvej.ground.law.rules import deadline
from hjemvej.ground.people import queries as people
from hjemvej.ground.people.models import Person
from hjemvej.ground.people.recognising.queries import FoundPerson, find_people
from hjemvej.platform.access.queries import members_who_may
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.identity.models import User
from hjemvej.platform.rooms import Reported, Step
from hjemvej.platform.ui.quoting import quoted

from .. import rules
from ..models import Inquiry, InquiryStep
from .known import Known, known_beside

ROWS = 50
REPORT_LASTS = datetime.timedelta(days=7)  # how long the night asks who it was
Filter = Literal["all", "new", "mine", "closed"]
FACTS = (
    "received_at", "tonight", "concerns", "children", "is_threatened", "danger", "animals", "eviction_on",
    "answered_at",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One inquiry as a line: when, who, why, and whose it is."""

    inquiry: Inquiry
    urgency: rules.Urgency
    chip: rules.Chip
    title: str
    late: str
    has_replied: bool = False

    @property
    def why(self) -> str:
        """The reasons in one line, each with its law; first that the one who asked wrote again. A mark is told once."""
        said = [_("Den, der spurgte, har skrevet igen")] if self.has_replied else []
        reasons = [one for one in self.urgency.reasons if one.text != self.urgency.today]
        said += [f"{one.text} ({one.law})" if one.law else one.text for one in reasons]
        return " · ".join(dict.fromkeys(said))


@dataclass(frozen=True)
class Inbox:
    rows: list[Row]
    counts: dict[str, int]
    page: int
    next_page: int | None
    late: int
    tonight: int
    at_once: int  # a home may be lost, and the law says at once


def of_team(*, viewer: Viewer) -> QuerySet[Inquiry]:
    """Every inquiry the viewer's team has."""
    return (
        viewer.rows_of(Inquiry).filter(organisation_id=viewer.team_id).select_related("person", "taken_by", "sent_by")
    )


def _with_latest_step(inquiries: QuerySet[Inquiry], *, viewer: Viewer) -> QuerySet[Inquiry]:
    """What was last done with each: a reply that nobody has acted on stands last."""
    steps = viewer.rows_of(InquiryStep).filter(inquiry=OuterRef("pk")).order_by("-at", "-pk")
    return inquiries.annotate(latest_step=Subquery(steps.values("kind")[:1]))


def open_inquiries(*, viewer: Viewer) -> QuerySet[Inquiry]:
    return of_team(viewer=viewer).exclude(status=Inquiry.Status.CLOSED)


def inbox(chosen: Filter, *, viewer: Viewer, at: datetime.datetime, page: int = 1) -> Inbox:
    """Fifty lines of the inbox: open ones in order of urgency, closed ones by when they were closed."""
    hours = _first_answer_hours(localtime(at).date())
    ranked, known = _ranked(open_inquiries(viewer=viewer), hours, at, viewer=viewer)
    window = slice((page - 1) * ROWS, page * ROWS + 1)  # one more than is shown tells whether there are more
    if chosen == "closed":
        closed = of_team(viewer=viewer).filter(status=Inquiry.Status.CLOSED)
        inquiries = list(closed.order_by("-closed_at", "id")[window])
    else:
        ids = [one["id"] for one in ranked if _passes(one, chosen, viewer)]
        inquiries = _in_order(ids[window], viewer)
    return Inbox(
        rows=[_row(inquiry, hours, at, known) for inquiry in inquiries[:ROWS]],
        counts={key: sum(_passes(one, key, viewer) for one in ranked) for key in ("all", "new", "mine")},
        page=page,
        next_page=page + 1 if len(inquiries) > ROWS else None,
        late=sum(one["urgency"].is_late(at) and one["urgency"].level != "now" for one in ranked),
        tonight=sum(one["urgency"].needs_place for one in ranked),
        at_once=sum(one["urgency"].is_at_once for one in ranked),
    )


def inbox_counts(*, viewer: Viewer) -> dict[str, int]:
    """How many open ones stand behind each filter, in one query."""
    return open_inquiries(viewer=viewer).aggregate(
        all=Count("id"),
        new=Count("id", filter=Q(status=Inquiry.Status.NEW)),
        mine=Count("id", filter=Q(taken_by_id=viewer.user_id)),
    )


def _passes(one: dict[str, Any], chosen: str, viewer: Viewer) -> bool:
    if chosen == "new":
        return bool(one["status"] == Inquiry.Status.NEW)
    if chosen == "mine":
        return bool(one["taken_by_id"] == viewer.user_id)
    return True


def _ranked(
    inquiries: QuerySet[Inquiry], hours: int | None, at: datetime.datetime, *, viewer: Viewer
) -> tuple[list[dict[str, Any]], Known]:
    """The facts alone, ordered by the rule: the order is the rule's own, so it is not written a second time in SQL."""
    on = localtime(at).date()
    found = list(inquiries.select_related(None).values("id", "status", "taken_by_id", "person_id", *FACTS))
    known = known_beside(found, viewer=viewer)
    for one in found:
        one["urgency"] = rules.urgency(_facts(one, hours, at, known), on)
    found.sort(key=lambda one: rules.place_in_line(one["urgency"], one["received_at"], one["eviction_on"]))
    return found, known


def _facts(
    said: Mapping[str, Any],
    hours: int | None,
    at: datetime.datetime,
    beside: Known,
    decision_on: datetime.date | None = None,
) -> rules.Facts:
    """What an inquiry said, with what is known beside it."""
    known = {name: said[name] for name in FACTS}
    night = beside.nights.get(said["person_id"])
    ended_at, so_far = (night.closed_at, night.outcome) if night else (None, "")
    now = rules.tonight_now(said["tonight"], said["received_at"], at, ended_at=ended_at, so_far=so_far)
    place_found = so_far if said["tonight"] == rules.NO_PLACE and now in (rules.HELD, rules.HAS_PLACE) else ""
    known["tonight"] = now
    return rules.Facts(
        first_answer_hours=hours, eviction_decision_on=decision_on, place_found=place_found,
        has_come=said["person_id"] in beside.has_come, known_needs=beside.needs(said), **known,
    )  # fmt: skip


def _in_order(ids: list[uuid.UUID], viewer: Viewer) -> list[Inquiry]:
    by_id = _with_latest_step(of_team(viewer=viewer), viewer=viewer).in_bulk(ids)
    return [by_id[inquiry_id] for inquiry_id in ids if inquiry_id in by_id]


def _row(inquiry: Inquiry, hours: int | None, at: datetime.datetime, known: Known) -> Row:
    found = rules.urgency(_facts(inquiry.__dict__, hours, at, known), localtime(at).date())
    if inquiry.status == Inquiry.Status.CLOSED:
        return Row(inquiry, found, rules.Chip(_("afsluttet"), "neutral"), title(inquiry), "")
    has_replied = getattr(inquiry, "latest_step", "") == InquiryStep.Kind.REPLIED
    return Row(inquiry, found, rules.chip(found, at), title(inquiry), rules.late_in_words(found, at), has_replied)


def rows(inquiries: Iterable[Inquiry], at: datetime.datetime, *, viewer: Viewer) -> list[Row]:
    hours, found = _first_answer_hours(localtime(at).date()), list(inquiries)
    known = known_beside([one.__dict__ for one in found], viewer=viewer)
    return [_row(inquiry, hours, at, known) for inquiry in found]


def title(inquiry: Inquiry) -> str:
    """Whom it is about. A protected name never stands in a list, nor do the words that may tell it."""
    if inquiry.person is None:
        own_words = Truncator(inquiry.text).chars(60)
        return inquiry.about or (quoted(own_words) if own_words else _("Nogen uden navn"))
    return inquiry.person.name


def _first_answer_hours(on: datetime.date) -> int | None:
    """The municipality's own goal, or nothing where the leader has set none."""
    try:
        return int(law.provision_on("inquiry_first_answer", on).value)
    except law.NoProvisionInForce:
        return None


# --- one inquiry ----------------------------------------------------------------------------------------------------


def urgency_of(inquiry: Inquiry, at: datetime.datetime, *, viewer: Viewer) -> rules.Urgency:
    """With the law's own dates, which the lists leave out; the law is asked once, whatever the inquiry says."""
    on, received_on = localtime(at).date(), localtime(inquiry.received_at).date()
    goal, decision = ("inquiry_first_answer", on), ("eviction_decision", received_on)
    found = law.rules_of([goal, decision])
    hours = int(found[goal].value) if goal in found else None
    decision_on = deadline(found[decision], received_on).due_on if decision in found else None
    known = known_beside([inquiry.__dict__], viewer=viewer)
    return rules.urgency(_facts(inquiry.__dict__, hours, at, known, decision_on), on)


def inquiry_of(inquiry_id: uuid.UUID, *, viewer: Viewer) -> Inquiry | None:
    return of_team(viewer=viewer).select_related("recorded_by").filter(pk=inquiry_id).first()


def steps_of(inquiry: Inquiry, *, viewer: Viewer) -> list[InquiryStep]:
    """What was done, the first first."""
    return list(
        viewer.rows_of(InquiryStep).filter(inquiry=inquiry).select_related("by", "to", "message").order_by("at", "id")
    )


def look_alikes(inquiry: Inquiry, *, viewer: Viewer) -> list[Inquiry]:
    """Others of the last week in the same words or from the same asker: perhaps sent twice. A human decides."""
    same = Q()
    for name in ("text", "about", "asker_contact"):
        if getattr(inquiry, name):
            same |= Q(**{f"{name}__iexact": getattr(inquiry, name)})
    if inquiry.person_id:
        same |= Q(person_id=inquiry.person_id)
    if not same:
        return []
    week = datetime.timedelta(days=7)
    near = (inquiry.received_at - week, inquiry.received_at + week)
    found = of_team(viewer=viewer).filter(same, received_at__range=near).exclude(pk=inquiry.pk)
    return list(found.order_by("-received_at")[:5])


def colleagues(*, viewer: Viewer, on: datetime.date) -> QuerySet[User]:
    """Those in the viewer's own team who handle inquiries, the viewer left out."""
    handle = members_who_may(Permission.HANDLE_INQUIRIES, organisation_id=viewer.team_id, on=on)
    return handle.exclude(pk__in=[viewer.user_id])


def like(words: str, *, viewer: Viewer, on: datetime.date, chosen: str = "") -> list[FoundPerson]:
    """Those the viewer may know of who are like the words, and whoever is chosen already."""
    found = find_people(words[:200], viewer=viewer, on=on)
    try:
        chosen_id = uuid.UUID(chosen)
    except ValueError:
        return found
    if all(one.id != chosen_id for one in found):
        known = people.people({chosen_id}, viewer=viewer).get(chosen_id)
        found = [_as_chosen(known), *found] if known else found
    return found


def _as_chosen(person: Person) -> FoundPerson:
    return FoundPerson(person.pk, person.name, "", "", _("valgt"))


# --- for other pages ------------------------------------------------------------------------------------------------


def inquiries_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[Inquiry]:
    return of_team(viewer=viewer).filter(person_id=person_id).order_by("-received_at")


def person_card(person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date) -> dict[str, Any]:  # noqa: ARG001 -- each card takes the same
    """The inquiries about a person, the newest first, for the card on the person page."""
    if not viewer.may(Permission.HANDLE_INQUIRIES):
        return {"person_id": None, "inquiries": [], "more": False}
    found = list(inquiries_of(person_id, viewer=viewer)[:6])
    return {"person_id": person_id, "inquiries": found[:5], "more": len(found) > 5}


def needs_me(viewer: Viewer, at: datetime.datetime) -> list[Row]:
    """Open inquiries that wait for this viewer: their own, and those nobody has taken, in order of urgency.

    One that has had its answer waits no longer, unless somebody still has no place tonight or has written again.
    """
    if not viewer.may(Permission.HANDLE_INQUIRIES):
        return []
    for_me = Q(status=Inquiry.Status.NEW) | Q(taken_by_id=viewer.user_id)
    still = Q(answered_at=None) | Q(tonight=Inquiry.Tonight.NO_PLACE) | Q(is_threatened=True)
    still |= Q(latest_step=InquiryStep.Kind.REPLIED)
    asked = open_inquiries(viewer=viewer).select_related(None).select_related("person")
    listed = rows(_with_latest_step(asked, viewer=viewer).filter(for_me, still), at, viewer=viewer)
    waits = [row for row in listed if row.urgency.level == "now" or not row.urgency.is_answered or row.has_replied]
    return sorted(
        waits, key=lambda row: rules.place_in_line(row.urgency, row.inquiry.received_at, row.inquiry.eviction_on)
    )


def steps(viewer: Viewer, at: datetime.datetime) -> list[Step]:
    """List the same inquiries as steps on the day's page."""
    return [_step(row) for row in needs_me(viewer, at)]


def _step(row: Row) -> Step:
    return Step(
        due_at=row.urgency.due_at or row.inquiry.received_at,
        chip=row.chip.text,
        kind=row.chip.kind,
        title=row.title,
        why=_why_when_shown(row),
        url=reverse_lazy("one_entry:inquiry", args=[row.inquiry.pk]),
        action=_("Åbn"),
        person_id=row.inquiry.person_id,
        is_tonight=row.urgency.level == "now",
        is_deadline=row.urgency.due_at is not None,
    )


def _why(row: Row) -> str:
    return " · ".join(filter(None, [row.urgency.today, row.why])) or row.late or _asked(row.inquiry)


_why_when_shown: Callable[..., Any] = lazy(_why, str)


def _asked(inquiry: Inquiry) -> str:
    """What an inquiry that nothing hurries is about, and who asked."""
    concerns = [str(Inquiry.Concern(one).label) for one in inquiry.concerns]
    return " · ".join([*concerns, inquiry.get_asker_kind_display()])


def reports_tonight(viewer: Viewer, at: datetime.datetime) -> list[Reported]:
    """List the open reports of somebody nobody knows, seen outside or without a place, in the words of the caller."""
    if not viewer.may(Permission.HANDLE_INQUIRIES):
        return []
    outside = Q(tonight=Inquiry.Tonight.NO_PLACE) | Q(concerns__contains=[Inquiry.Concern.SEEN_OUTSIDE])
    found = open_inquiries(viewer=viewer).filter(
        outside, person=None, received_at__gt=at - REPORT_LASTS, received_at__lte=at
    )
    return [
        Reported(title(inquiry), inquiry.where, inquiry.received_at, reverse("one_entry:inquiry", args=[inquiry.pk]))
        for inquiry in found.exclude(tonight=Inquiry.Tonight.HAS_PLACE).order_by("-received_at")
    ]


def count_new(viewer: Viewer, _at: datetime.datetime) -> int:
    """For the menu: how many inquiries nobody has taken."""
    return viewer.rows_of(Inquiry).filter(organisation_id=viewer.team_id, status=Inquiry.Status.NEW).count()
