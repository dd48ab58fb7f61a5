"""What may a partner send us today, and what came of what it sent? From its agreements and its own rows alone."""

import datetime
import uuid
from dataclasses import dataclass

from hjemvej.efforts.prevention import queries
from hjemvej.efforts.prevention.models import SentSignal, SignalKind
from hjemvej.efforts.prevention.rules import receiving
from hjemvej.ground.partners import queries as partners
from hjemvej.ground.partners import rules as sharing
from hjemvej.platform.access.viewer import Viewer


@dataclass(frozen=True)
class Offered:
    """A kind of signal that partners like this one send; whether this one's agreement lets it, and why."""

    kind: SignalKind
    permit: sharing.Permit


def kinds_offered(*, viewer: Viewer, on: datetime.date) -> list[Offered]:
    """List what partners like the viewer's may send, in the order of the public page."""
    sender = receiving.SENDERS.get(viewer.organisation_kind)
    if sender is None:
        return []
    agreements = list(partners.agreements_of(viewer.team_id))
    kinds = [kind for kind in receiving.kinds_from(queries.kinds_on(on), sender) if kind.agreed_as]
    return [Offered(kind, sharing.may_send(agreements, kind.agreed_as, on)) for kind in kinds]


def kind_to_send(key: str, *, viewer: Viewer, on: datetime.date) -> SignalKind | None:
    """Return a kind that the viewer's agreement lets it send today; nothing for every other."""
    offered = kinds_offered(viewer=viewer, on=on)
    return next((one.kind for one in offered if one.permit and one.kind.key == key), None)


def count_received(*, viewer: Viewer) -> int:
    """Count what the partner sent that nobody has taken up yet."""
    return queries.sent_by(viewer.team_id, viewer=viewer).filter(state=SentSignal.State.RECEIVED).count()


def sent_signal(sent_signal_id: uuid.UUID, *, viewer: Viewer) -> SentSignal | None:
    return queries.sent_by(viewer.team_id, viewer=viewer).filter(pk=sent_signal_id).first()
