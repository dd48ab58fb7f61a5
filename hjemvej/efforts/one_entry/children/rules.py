"""Until when has the receiver of a notice about a child? Their deadlines, never ours. Pure."""

import datetime
from dataclasses import dataclass

from django.utils.timezone import localdate

from hjemvej.ground.law.rules import Deadline, ProvisionInForce, deadline

NOTICE, ASSESSED, RECEIPT = "child_notice", "child_notice_assessed", "child_notice_receipt"


@dataclass(frozen=True)
class Receivers:
    """The receiver's clocks of a notice, and whether it is time for us to ask for the receipt that did not come."""

    assessed_by: datetime.datetime | None  # nothing where no rule holds
    receipt: Deadline | None
    ask_from: datetime.date | None
    is_receipt_late: bool = False

    def is_time_to_ask(self, on: datetime.date) -> bool:
        return self.ask_from is not None and on >= self.ask_from


def receivers_clocks(
    told_at: datetime.datetime,
    *,
    receipt_on: datetime.date | None,
    asked_on: datetime.date | None,
    assessed: ProvisionInForce | None,
    receipt: ProvisionInForce | None,
    told_on: datetime.date | None = None,
) -> Receivers:
    """Ask the day after the receipt should have come, and as long again after having asked."""
    due = deadline(receipt, localdate(told_at), told_on=told_on) if receipt else None
    ask_from = None
    if due and receipt and receipt_on is None:
        waited_until = deadline(receipt, asked_on) if asked_on else due
        ask_from = waited_until.due_on + datetime.timedelta(days=1)
    hours = datetime.timedelta(hours=int(assessed.value)) if assessed else None
    is_late = due is not None and told_on is not None and receipt_on is None and due.due_on < told_on
    return Receivers(told_at + hours if hours else None, due, ask_from, is_late)
