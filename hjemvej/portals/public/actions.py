"""What changes from outside? A sending becomes an inquiry; a code opens its status; a reply is added to it."""

import datetime
import uuid
from dataclasses import dataclass

from django.db import transaction

from hjemvej.efforts.one_entry import actions as one_entry
from hjemvej.efforts.one_entry.answering import actions as answering
from hjemvej.efforts.one_entry.answering import queries as inquiries
from hjemvej.efforts.prevention.publishing import queries as published
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.tries.counting import take_try

from . import queries, rules

PUBLIC_PAGE = system("public page")


class TooManyKnocks(Exception):
    """More than people send: from one network, or at all. They are asked to ring, and the text is kept."""


class CodeNotKnown(LookupError):
    """No inquiry has this code."""


@dataclass(frozen=True)
class Receipt:
    code: str
    tonight: str
    is_threatened: bool


def send_inquiry(
    *,
    stamp: rules.Stamp,
    network: str,
    asker_kind: str,
    facts: one_entry.InquiryFacts,
    organisation_id: uuid.UUID | None = None,
    at: datetime.datetime,
) -> Receipt:
    """Record what was sent, once: the same stamp with the same words gives the same receipt again."""
    code = rules.code_for(stamp, repr(sorted(facts.items())) + asker_kind)
    follow_up_hash = rules.hash_of(code)
    whole: one_entry.InquiryFacts = {**facts, "follow_up_hash": follow_up_hash}
    with transaction.atomic(), looking_as(PUBLIC_PAGE):
        queries.one_at_a_time(follow_up_hash)
        if inquiries.by_follow_up([follow_up_hash], viewer=PUBLIC_PAGE, at=at) is None:
            _knock_to_send(network, at)
            one_entry.record_inquiry(
                by=PUBLIC_PAGE, at=at, channel="public", asker_kind=asker_kind,
                organisation_id=organisation_id, **whole,
            )  # fmt: skip
    return Receipt(rules.spaced(code), facts.get("tonight", ""), facts.get("is_threatened", False))


def what_is_received(on: datetime.date) -> list[published.Published]:
    """List what others may tell us; how often it came is counted over all teams."""
    with looking_as(PUBLIC_PAGE):
        return published.published(on, viewer=PUBLIC_PAGE)


def look_up(*, code: str, network: str, at: datetime.datetime) -> inquiries.InquiryForAsker:
    """How far the inquiry with this code is, and the answer they may have."""
    _knock_with_code(network, at)
    with transaction.atomic(), looking_as(PUBLIC_PAGE):
        inquiry = inquiries.by_follow_up(rules.hashes_of(rules.as_typed(code)), viewer=PUBLIC_PAGE, at=at)
        answer = inquiries.inquiry_for_asker(inquiry) if inquiry is not None else None
    if answer is None:
        raise CodeNotKnown
    return answer


def reply(*, code: str, text: str, network: str, at: datetime.datetime) -> inquiries.InquiryForAsker:
    """Add what the one with the code tells us now."""
    _knock_with_code(network, at)
    with transaction.atomic(), looking_as(PUBLIC_PAGE):
        inquiry = inquiries.by_follow_up(rules.hashes_of(rules.as_typed(code)), viewer=PUBLIC_PAGE, at=at)
        if inquiry is None:
            raise CodeNotKnown
        _knock_to_send(network, at)
        answering.reply(inquiry=inquiry, text=text, by=PUBLIC_PAGE, at=at)
        again = inquiries.by_follow_up([inquiry.follow_up_hash], viewer=PUBLIC_PAGE, at=at)
        return inquiries.inquiry_for_asker(again or inquiry)


def _knock_to_send(network: str, at: datetime.datetime) -> None:
    """Count a sending: from this network first, so that a flood from one network uses up nobody else's."""
    here = take_try(rules.SENT_FROM_ONE_NETWORK, network, at=at)
    if not (here and take_try(rules.SENT_AT_ALL, rules.EVERYWHERE, at=at)):
        raise TooManyKnocks


def _knock_with_code(network: str, at: datetime.datetime) -> None:
    """Count a code before it is looked up, whatever becomes of the page: a guess is a guess, with a text or without."""
    if not take_try(rules.CODES_FROM_ONE_NETWORK, network, at=at):
        raise TooManyKnocks
