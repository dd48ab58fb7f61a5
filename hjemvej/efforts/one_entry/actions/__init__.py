"""What do we change about inquiries? They are received, handled on their way, and answered."""

from .answering import NoMailToAsker, NoRightToTell, OnlyStandardAnswers, answer_inquiry, ask_back, reply
from .handling import (
    AlreadyTaken,
    InquiryIsClosed,
    NotAColleague,
    close_inquiry,
    link_person,
    pass_on,
    remark,
    reopen_inquiry,
    take_inquiry,
)
from .receiving import InquiryFacts, NobodyReceives, receiving_team, record_inquiry

__all__ = [
    "AlreadyTaken",
    "InquiryFacts",
    "InquiryIsClosed",
    "NoMailToAsker",
    "NoRightToTell",
    "NobodyReceives",
    "NotAColleague",
    "OnlyStandardAnswers",
    "answer_inquiry",
    "ask_back",
    "close_inquiry",
    "link_person",
    "pass_on",
    "receiving_team",
    "record_inquiry",
    "remark",
    "reopen_inquiry",
    "reply",
    "take_inquiry",
]
