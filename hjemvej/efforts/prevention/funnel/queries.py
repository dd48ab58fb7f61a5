"""How far did the signals of the last years come, by source and channel? From the traces alone, which outlast them."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import BooleanField, Count, ExpressionWrapper, Q

from hjemvej.efforts.prevention.following.queries import NOTICE
from hjemvej.efforts.prevention.models import Sender, Signal, SignalTrace
from hjemvej.ground.law.rules import add_months
from hjemvej.platform.access.viewer import Viewer

from . import ddas, rules

FAR = ("is_taken_up", "is_reached", "is_helped", "home_6", "home_12", "is_past_6", "is_past_12")
MONTHS = {"is_past_6": 6, "is_past_12": 12}


@dataclass(frozen=True)
class Group:
    """A source or a channel, and its funnel."""

    title: str
    steps: list[rules.Step]


@dataclass(frozen=True)
class Funnel:
    """The funnel of all signals, of each source and of each channel; and of § 92 notices with a contact before."""

    steps: list[rules.Step]
    sources: list[Group]
    channels: list[Group]
    preceded: int
    notices: int

    @property
    def preceded_interval(self) -> tuple[float, float] | None:
        return rules.wilson(self.preceded, self.notices)


def funnel(*, viewer: Viewer, since: datetime.date, on: datetime.date) -> Funnel:
    """Count the team's signals received since the week of a day; a single query."""
    rows = viewer.rows_of(SignalTrace).filter(organisation_id=viewer.team_id, received_week__gte=since)
    names = ("sender_kind", "channel", "kind_key", "is_preceded", *FAR)
    past = {name: Q(received_week__lte=add_months(on, -months)) for name, months in MONTHS.items()}
    rows = rows.annotate(**{name: ExpressionWrapper(held, BooleanField()) for name, held in past.items()})
    found = list(rows.values(*names).order_by(*names).annotate(number=Count("pk")))
    every, sources, channels = [], defaultdict(list), defaultdict(list)
    for row in found:
        counted = rules.Counted(row["number"], *(row[name] for name in FAR))
        every.append(counted)
        sources[row["sender_kind"]].append(counted)
        channels[row["channel"]].append(counted)
    notices = [row for row in found if row["kind_key"] == NOTICE]
    return Funnel(
        rules.funnel(every), _groups(sources, Sender.choices), _groups(channels, Signal.Channel.choices),
        sum(row["number"] for row in notices if row["is_preceded"]), sum(row["number"] for row in notices),
    )  # fmt: skip


def counted(*, viewer: Viewer, since: datetime.date) -> list[ddas.Counted]:
    """List the same signals as they are written out: each by the month in which its week began."""
    rows = viewer.rows_of(SignalTrace).filter(organisation_id=viewer.team_id, received_week__gte=since)
    return [
        ddas.Counted(one.received_week.replace(day=1), one.sender_kind, one.is_taken_up, one.came_to, one.is_reached)
        for one in rows
    ]


def _groups(counted: dict[str, list[rules.Counted]], choices: Iterable[tuple[str, object]]) -> list[Group]:
    return [Group(str(label), rules.funnel(counted[key])) for key, label in choices if key in counted]
