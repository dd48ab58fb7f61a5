"""How does a dry run wait for its second press? In the sender's own page, sealed against changes; never with us."""

import dataclasses
import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.core import signing

from hjemvej.efforts.prevention.rules.receiving import Sent

Left = tuple[int, str, str]  # a row that is not sent: its number, its fate and why; never whom it is about
SALT = "rows of a partner's list"
WAITS = datetime.timedelta(hours=2)
DAYS = tuple(one.name for one in dataclasses.fields(Sent) if one.type == datetime.date | None)


def carry(rows: Sequence[tuple[int, Sent]], *, team: str, left: Sequence[Left]) -> str:
    """Write the rows that will be sent, for the page to bring back; `left`: those that stay behind."""
    said = [[number, _plain(sent)] for number, sent in rows]
    return signing.dumps({"rows": said, "left": list(left), "team": team}, salt=SALT, compress=True)


def bring_back(text: str, *, team: str) -> tuple[list[tuple[int, Sent]], list[Left]] | None:
    """The rows that a page carried; nothing where it was another's, was changed or has waited too long."""
    try:
        said = signing.loads(text, salt=SALT, max_age=WAITS)
    except signing.BadSignature:
        return None
    if said["team"] != team:
        return None
    return [(number, _sent(values)) for number, values in said["rows"]], [
        (number, fate, why) for number, fate, why in said["left"]
    ]


def _plain(sent: Sent) -> dict[str, Any]:
    empty = Sent(kind="", name="")
    values = {one.name: getattr(sent, one.name) for one in dataclasses.fields(sent)}
    said = {name: value for name, value in values.items() if value != getattr(empty, name)}
    return {name: str(value) if isinstance(value, datetime.date | Decimal) else value for name, value in said.items()}


def _sent(values: dict[str, Any]) -> Sent:
    days = {name: datetime.date.fromisoformat(values[name]) for name in DAYS if name in values}
    amount = {"amount": Decimal(values["amount"])} if "amount" in values else {}
    return Sent(**{**values, **days, **amount})
