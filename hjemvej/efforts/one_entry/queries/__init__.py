"""What do we ask about inquiries? The inbox in its order, one inquiry, and what waits for a worker."""

from .children import child_reasons, with_a_child_waiting
from .happened import happened
from .inquiries import (
    ROWS,
    Filter,
    Inbox,
    Row,
    colleagues,
    count_new,
    inbox,
    inbox_counts,
    inquiries_of,
    inquiry_of,
    like,
    look_alikes,
    needs_me,
    of_team,
    open_inquiries,
    person_card,
    reports_tonight,
    rows,
    steps,
    steps_of,
    title,
    urgency_of,
)

__all__ = [
    "ROWS", "Filter", "Inbox", "Row", "child_reasons", "colleagues", "count_new", "happened", "inbox", "inbox_counts",
    "inquiries_of", "inquiry_of", "like", "look_alikes", "needs_me", "of_team", "open_inquiries", "person_card",
    "reports_tonight", "rows", "steps", "steps_of", "title", "urgency_of", "with_a_child_waiting",
]  # fmt: skip
