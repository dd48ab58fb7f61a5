"""Which help was sought in a case, which may be sought, and what speaks for each? Few queries however many."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from hjemvej.efforts.prevention.models import HelpKind, HelpSought, PreventionCase, Sender, Signal
from hjemvej.efforts.prevention.queries import called_off
from hjemvej.ground.economy.queries import rent_limits
from hjemvej.ground.payment_plans.queries import rent_of
from hjemvej.ground.requests.queries import open_objections
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import DebtTold
from hjemvej.platform.spans.queries import lasting_on

from . import rules


def kinds_on(on: datetime.date) -> QuerySet[HelpKind]:
    """Return the help that may be given on a day."""
    return HelpKind.objects.filter(lasting_on(on, begins="valid_from", until="valid_to")).order_by("order", "key")


def kind_on(key: str, on: datetime.date) -> HelpKind | None:
    return kinds_on(on).filter(key=key).first()


def helps(*, viewer: Viewer) -> QuerySet[HelpSought]:
    return viewer.rows_of(HelpSought).select_related("kind", "person", "case", "sought_by")


def helps_of(case: PreventionCase, *, viewer: Viewer) -> list[HelpSought]:
    """List what was sought in a case: what waits for an answer first, then the latest first."""
    found = list(helps(viewer=viewer).filter(case=case).order_by("-sought_on", "-written_at", "id"))
    waits = sorted((one for one in found if not one.answer), key=lambda one: (one.ask_again_on, one.kind.order))
    return [*waits, *(one for one in found if one.answer)]


def helps_waiting(cases: Sequence[PreventionCase], *, viewer: Viewer) -> list[HelpSought]:
    """List what was sought in some cases and waits for an answer."""
    return list(helps(viewer=viewer).filter(case__in=[one.pk for one in cases], answer=""))


@dataclass(frozen=True)
class Choice:
    """A help that may be sought, and what of it was sought before."""

    kind: HelpKind
    sought: HelpSought | None


def choices(sought: Sequence[HelpSought], *, on: datetime.date) -> list[Choice]:
    """List every help of today: what waits for an answer is not offered again."""
    latest = {one.kind_id: one for one in reversed(sought)}
    offered = [kind for kind in kinds_on(on) if (had := latest.get(kind.pk)) is None or had.answer]
    return [Choice(kind, latest.get(kind.pk)) for kind in offered]


def known_of(case: PreventionCase, *, viewer: Viewer, on: datetime.date) -> rules.Known:
    """Return what the case's signals, the home and the economy told last say."""
    signals = list(viewer.rows_of(Signal).filter(case=case).only("amount", "children", "happens_on"))
    off = {night for _who, night in called_off([case.person_id], viewer=viewer)}
    amounts = [one.amount for one in signals if one.amount is not None]
    days = [one.happens_on for one in signals if one.happens_on and one.happens_on >= on and one.happens_on not in off]
    said = {one.children for one in signals} - {Signal.Children.UNKNOWN}
    limit = rent_limits([case.person_id], viewer=viewer, on=on).get(case.person_id)
    return rules.Known(
        arrears=max(amounts, default=None), day=min(days, default=None),
        children=Signal.Children.YES in said if said else None,
        rent=rent_of(case.person_id, on, viewer=viewer), can_pay=limit.kroner if limit else None,
    )  # fmt: skip


def debt_of_case(case: PreventionCase, *, viewer: Viewer) -> Signal | None:
    """Return the case's latest signal that tells a debt."""
    return _telling_a_debt(viewer).filter(case=case).order_by("-received_at", "id").first()


def debt_told(signal_id: uuid.UUID, *, person_id: uuid.UUID, viewer: Viewer) -> DebtTold | None:
    """Return the debt that a signal told of this citizen; nothing of another's, nor while the citizen objects."""
    found = _telling_a_debt(viewer).filter(pk=signal_id, person_id=person_id).select_related("sent_by").first()
    if found is None or found.amount is None or open_objections({found.pk}, viewer=viewer):
        return None
    is_landlords = found.sender_kind == Sender.LANDLORD
    return DebtTold(
        kroner=found.amount, told_on=found.sent_on or localdate(found.received_at),
        landlord_id=found.sent_by_id if is_landlords else None,
        landlord_name=found.sender_name if is_landlords else "",
    )  # fmt: skip


def _telling_a_debt(viewer: Viewer) -> QuerySet[Signal]:
    if not viewer.may(Permission.HANDLE_INQUIRIES):
        return viewer.rows_of(Signal).none()
    return viewer.rows_of(Signal).filter(organisation_id=viewer.team_id, ended_at=None, amount__isnull=False)


def due(*, viewer: Viewer, on: datetime.date, ends_by: datetime.date) -> list[HelpSought]:
    """List what the viewer asks again about today, and the help for a while that ends by a day; the first day first.

    It is what the viewer has the case of, and what nobody has.
    """
    waits = Q(answer="", ask_again_on__lte=on)
    ends = Q(answer=rules.Answer.GRANTED, until_on__range=(on, ends_by))
    mine = Q(case__responsible=None) | Q(case__responsible_id=viewer.user_id)
    rows = helps(viewer=viewer).filter(
        waits | ends, mine, case__closed_at=None, case__organisation_id=viewer.team_id, person__died_on=None
    )
    return sorted(rows, key=lambda one: (one.until_on or one.ask_again_on, one.sought_on, one.pk))
