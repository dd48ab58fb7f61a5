"""What do we change about inquiries? They are received, and handled on their way."""

from hjemvej.ground.partners.queries import NobodyReceives, receiving_team

from .handling import (
    AlreadyTaken,
    ChildWaits,
    InquiryIsClosed,
    NotAColleague,
    close_inquiry,
    link_person,
    pass_on,
    remark,
    reopen_inquiry,
    take_inquiry,
)
from .receiving import InquiryFacts, record_inquiry

__all__ = [
    "AlreadyTaken",
    "ChildWaits",
    "InquiryFacts",
    "InquiryIsClosed",
    "NobodyReceives",
    "NotAColleague",
    "close_inquiry",
    "link_person",
    "pass_on",
    "receiving_team",
    "record_inquiry",
    "remark",
    "reopen_inquiry",
    "take_inquiry",
]
