"""Which signals wait, in the order of days left and law? One signal, what is like it, and what is late."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Q, QuerySet, When
from django.utils.translation import gettext as _

from hjemvej.ground.law.queries import provision_on
from hjemvej.ground.law.rules import last_day
from hjemvej.ground.people import cpr
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.spans.queries import lasting_on

from ..clocks import queries as clock_queries
from ..clocks import rules as clocks
from ..clocks.rules import Clock
from ..models import NightAfter, PreventionCase, SentSignal, Signal, SignalKind

ROWS = 50
CONSENT = "consent_longest"  # of ground/law


def kinds_on(on: datetime.date) -> QuerySet[SignalKind]:
    """Return what may be received on a day, in the order of forms and of the public page."""
    return SignalKind.objects.filter(lasting_on(on, begins="valid_from", until="valid_to")).order_by("order", "key")


def kind_on(key: str, on: datetime.date) -> SignalKind | None:
    return kinds_on(on).filter(key=key).first()


def consent_lasts_until(given_on: datetime.date) -> datetime.date:
    """The first day on which a consent given on a day no longer holds."""
    rule = provision_on(CONSENT, given_on)
    return last_day(given_on, rule.value, rule.unit)


def signals(*, viewer: Viewer) -> QuerySet[Signal]:
    """Return every signal that the viewer's team has."""
    rows = viewer.rows_of(Signal).filter(organisation_id=viewer.team_id)
    return rows.select_related("kind", "person", "sent_by", "case", "recorded_by", "ended_by")


def signal(signal_id: uuid.UUID, *, viewer: Viewer) -> Signal | None:
    return signals(viewer=viewer).filter(pk=signal_id).first()


def waiting(*, viewer: Viewer) -> QuerySet[Signal]:
    """Return signals that nobody has taken up: what is due first stands first, of two the law's, then as they came."""
    rows = signals(viewer=viewer).filter(case=None, ended_at=None)
    by_law = Case(When(due_by__in=clocks.LAWS, then=0), default=1)
    return rows.order_by("due_on", by_law, "received_at", "id")


@dataclass(frozen=True)
class Row:
    """A signal on a list: when it is due, in words, and its clocks with their reasons; none once it is over."""

    signal: Signal
    clocks: Sequence[Clock]
    on: datetime.date

    @property
    def is_late(self) -> bool:
        return any(clock.is_late(self.on) for clock in self.clocks)

    @property
    def is_today(self) -> bool:
        return self.first is not None and self.first.due_on == self.on

    @property
    def first(self) -> Clock | None:
        """What is first: a day of others that is over only where nothing else runs."""
        return min(self.clocks, key=lambda clock: clock.is_gone(self.on), default=None)

    @property
    def due(self) -> str:
        gone = self.first is not None and self.first.is_gone(self.on)
        return _("er gået") if gone else clocks.days_left_in_words(self.first.due_on, self.on) if self.first else ""


def rows(
    found: Sequence[Signal], *, viewer: Viewer, on: datetime.date, off: clock_queries.DaysOff | None = None
) -> list[Row]:
    """Explain signals: two queries however many; `off` as of `clocks_of`."""
    people = {one.person_id for one in found if one.person_id and one.case_id is None}
    needs = clock_queries.known_needs(people, viewer=viewer, team_id=viewer.team_id, on=on)
    lasting = [one for one in found if one.ended_at is None and not (one.case and one.case.closed_at)]
    running = clock_queries.clocks_of(lasting, viewer=viewer, on=on, needs=needs, off=off)
    return [Row(one, running.get(one.pk, []), on) for one in found]


def own_with_number(found: Signal, *, viewer: Viewer) -> Person | None:
    """Return the team's own citizen with the signal's number. Of another team's citizen a number opens nothing."""
    if not found.cpr_lookup:
        return None
    same = Q(cpr_lookup=found.cpr_lookup) | Q(cpr_waiting=found.cpr_lookup)
    known = Q(pk__in=_known_to(found.organisation_id))
    people = list(viewer.rows_of(Person).filter(same, known, merged_into=None)[:2])
    return people[0] if len(people) == 1 else None


def _known_to(team_id: uuid.UUID) -> QuerySet[NeedToKnow, uuid.UUID]:
    needs = NeedToKnow.objects.filter(organisation_id=team_id, user=None, until_at=None)
    return needs.values_list("person_id", flat=True)


def number_of(found: Signal) -> str:
    """The digits as they were typed, for the one action that gives them to the citizen."""
    return cpr.decrypt(found.cpr_encrypted) if found.cpr_encrypted else ""


def sent_by(organisation_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[SentSignal]:
    """Return what a partner has sent, as far as it may see it, the newest first."""
    rows_sent = viewer.rows_of(SentSignal).filter(sent_by_id=organisation_id).select_related("kind")
    return rows_sent.order_by("-sent_at", "pk")


def was_sent(organisation_id: uuid.UUID, fingerprint: str, *, viewer: Viewer) -> bool:
    return viewer.rows_of(SentSignal).filter(sent_by_id=organisation_id, fingerprint=fingerprint).exists()


def open_case_of(person_id: uuid.UUID, *, viewer: Viewer) -> PreventionCase | None:
    return viewer.rows_of(PreventionCase).filter(person_id=person_id, closed_at=None).select_related("course").first()


def case_of(case_id: uuid.UUID, *, viewer: Viewer) -> PreventionCase | None:
    rows_of_cases = viewer.rows_of(PreventionCase).select_related("person", "course", "responsible", "organisation")
    return rows_of_cases.filter(pk=case_id).first()


def signals_of_case(case: PreventionCase, *, viewer: Viewer) -> list[Signal]:
    rows_of_case = viewer.rows_of(Signal).filter(case=case).select_related("kind", "sent_by", "case", "person")
    return list(rows_of_case.order_by("received_at", "id"))


def signals_of_cases(cases: Sequence[PreventionCase], *, viewer: Viewer) -> list[Signal]:
    """List the signals of many cases, each with its case; one query."""
    known = {one.pk: one for one in cases}
    found = list(viewer.rows_of(Signal).filter(case__in=known).select_related("kind").order_by("received_at", "id"))
    for one in found:
        one.case = known[one.case_id] if one.case_id else None
    return found


def open_cases(*, viewer: Viewer) -> QuerySet[PreventionCase]:
    """Return the team's open cases, as they were opened."""
    rows_open = viewer.rows_of(PreventionCase).filter(organisation_id=viewer.team_id, closed_at=None)
    return rows_open.select_related("person", "responsible").order_by("opened_at", "id")


def first_due(found: Signal, *, viewer: Viewer, on: datetime.date) -> tuple[datetime.date | None, str]:
    """Return the first day on which a signal is due, and which clock says so; none when it is over."""
    if found.ended_at or (found.case and found.case.closed_at):
        return None, ""
    people = {found.person_id or found.pk}  # asked of whom we know and of whom we do not: a sender can time neither
    needs = clock_queries.known_needs(people, viewer=viewer, team_id=found.organisation_id, on=on)
    running = clock_queries.clocks_of([found], viewer=viewer, on=on, needs=needs)[found.pk]
    return (running[0].due_on, running[0].key) if running else (None, "")


def nights_of(person_id: uuid.UUID, first: datetime.date, last: datetime.date, *, viewer: Viewer) -> list[NightAfter]:
    """List what is known of a citizen's nights from one day to another."""
    rows_of_nights = viewer.rows_of(NightAfter).filter(person_id=person_id, night__range=(first, last))
    return list(rows_of_nights.select_related("course").order_by("night"))


def with_clocks_running(*, viewer: Viewer) -> QuerySet[Signal]:
    rows_running = viewer.rows_of(Signal).filter(ended_at=None).filter(Q(case=None) | Q(case__closed_at=None))
    return rows_running.select_related("kind", "case").order_by("pk")
