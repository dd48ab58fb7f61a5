"""What do we ask about inquiries? The inbox and its inquiries, and what their askers may be told and see."""

from .askers import (
    InquiryForAsker,
    address_for_mail,
    by_follow_up,
    inquiry_for_asker,
    may_follow,
    may_send,
    may_tell,
    sent_inquiries,
)
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
    rows,
    steps,
    steps_of,
    title,
    urgency_of,
)

__all__ = [
    "ROWS", "Filter", "Inbox", "InquiryForAsker", "Row", "address_for_mail", "by_follow_up", "colleagues",
    "count_new", "inbox", "inbox_counts", "inquiries_of", "inquiry_for_asker", "inquiry_of", "like", "look_alikes",
    "may_follow", "may_send", "may_tell", "needs_me", "of_team", "open_inquiries", "person_card", "rows",
    "sent_inquiries", "steps", "steps_of", "title", "urgency_of",
]  # fmt: skip
