"""What may anybody know of the signals we receive? From whom, by which right, how often, and how long each is kept."""

import datetime
from dataclasses import dataclass

from django.db.models import Count

from hjemvej.efforts.prevention.models import Received, Sender, SignalKind, SignalTrace
from hjemvej.efforts.prevention.queries import kinds_on
from hjemvej.efforts.prevention.rules import keeping
from hjemvej.ground.law.queries import provision_on
from hjemvej.ground.law.rules import SURE
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.small_numbers import SMALLEST_SHOWN


@dataclass(frozen=True)
class Published:
    """A kind of signal as the public page tells of it: the rows and lengths by which it is received and forgotten."""

    kind: SignalKind
    senders: list[str]
    fields: list[str]
    is_read: bool  # the paragraph was read in its source
    received: int | None  # how often in the whole year before; nothing: too few to be told
    kept: str  # one that led to no case


@dataclass(frozen=True)
class Kept:
    """How long a signal is kept that was wrong, or that led to a case, in words."""

    wrong: str
    counted: str
    in_case: str


def published(on: datetime.date, *, viewer: Viewer) -> list[Published]:
    """List every kind that may be received on a day; counted are the weeks that began in the year before."""
    counted = dict(
        viewer.rows_of(SignalTrace)
        .filter(received_week__year=on.year - 1)
        .values_list("kind_key")
        .annotate(Count("id"))
    )
    return [
        Published(
            kind,
            senders=[str(Sender(one).label) for one in kind.senders],
            fields=[str(Received(one).label) for one in kind.fields],
            is_read=kind.certainty in SURE,
            received=None if 0 < counted.get(kind.key, 0) < SMALLEST_SHOWN else counted.get(kind.key, 0),
            kept=provision_on(kind.keep_nowhere, on).value_text,
        )
        for kind in kinds_on(on)
    ]


def kept(on: datetime.date) -> Kept:
    lengths = (keeping.WRONG, keeping.COUNTED, keeping.IN_CASE)
    return Kept(*(provision_on(key, on).value_text for key in lengths))
