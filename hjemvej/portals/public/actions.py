"""What changes from outside? A sending becomes an inquiry; a code opens its status; a reply is added to it."""

import datetime
import uuid
from dataclasses import dataclass

from django.db import transaction

from hjemvej.efforts.one_entry import actions as one_entry
from hjemvej.efforts.one_entry import queries as inquiries
from hjemvej.platform.access.viewer import looking_as, system

from . import queries, rules
from .models import Knock

PUBLIC_PAGE = system("public page")


class TooManyKnocks(Exception):
    """More than people send: from one network, or at all. They are asked to ring, and the text is kept."""


class CodeNotKnown(LookupError):
    """No inquiry has this code."""


@dataclass(frozen=True)
class Receipt:
    code: str
    tonight: str


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
        if inquiries.by_follow_up([follow_up_hash], viewer=PUBLIC_PAGE) is None:
            _knock(network, Knock.Kind.SENT, rules.SENT_FROM_ONE_NETWORK, rules.SENT_AT_ALL, at)
            one_entry.record_inquiry(
                by=PUBLIC_PAGE, at=at, channel="public", asker_kind=asker_kind,
                organisation_id=organisation_id, **whole,
            )  # fmt: skip
    return Receipt(rules.spaced(code), facts.get("tonight", ""))


def look_up(*, code: str, network: str, at: datetime.datetime) -> inquiries.InquiryForAsker:
    """How far the inquiry with this code is, and the answer they may have."""
    with transaction.atomic(), looking_as(PUBLIC_PAGE):
        _knock(network, Knock.Kind.LOOKED_UP, rules.LOOKED_UP_FROM_ONE_NETWORK, None, at)
        inquiry = inquiries.by_follow_up(rules.hashes_of(rules.as_typed(code)), viewer=PUBLIC_PAGE)
        answer = inquiries.inquiry_for_asker(inquiry) if inquiry is not None else None
    if answer is None:
        raise CodeNotKnown
    return answer


def reply(*, code: str, text: str, network: str, at: datetime.datetime) -> inquiries.InquiryForAsker:
    """Add what the one with the code tells us now."""
    with transaction.atomic(), looking_as(PUBLIC_PAGE):
        _knock(network, Knock.Kind.SENT, rules.SENT_FROM_ONE_NETWORK, rules.SENT_AT_ALL, at)
        inquiry = inquiries.by_follow_up(rules.hashes_of(rules.as_typed(code)), viewer=PUBLIC_PAGE)
        if inquiry is None:
            raise CodeNotKnown
        one_entry.reply(inquiry=inquiry, text=text, by=PUBLIC_PAGE, at=at)
        again = inquiries.by_follow_up([inquiry.follow_up_hash], viewer=PUBLIC_PAGE)
        return inquiries.inquiry_for_asker(again or inquiry)


def _knock(network: str, kind: Knock.Kind, from_here: int, at_all: int | None, at: datetime.datetime) -> None:
    """Count this one, forget those of yesterday."""
    here, everywhere = queries.knocks(network, kind, at=at)
    if here >= from_here or (at_all is not None and everywhere >= at_all):
        raise TooManyKnocks
    Knock.objects.filter(at__lt=at - rules.FORGOTTEN_AFTER).delete()
    Knock.objects.create(at=at, network=network, kind=kind)
