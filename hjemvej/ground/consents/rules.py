"""Does a consent hold, and what does it say? Pure, with reasons; the record follows ISO/IEC TS 27560:2023."""

import datetime
from collections.abc import Sequence
from typing import Any, Protocol

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.platform.spans.rules import lasts_through
from hjemvej.platform.ui.reasons import Reason
from hjemvej.platform.ui.when import full_date

from .models import Consent

Topic, How = Consent.Topic, Consent.How
SCHEMA = "ISO/IEC TS 27560:2023"


class Given(Protocol):
    """What a rule needs to know of a consent: a row, or any value like it."""

    @property
    def from_on(self) -> datetime.date: ...
    @property
    def last_on(self) -> datetime.date: ...
    @property
    def withdrawn_at(self) -> datetime.datetime | None: ...


def state(consent: Given, at: datetime.datetime) -> Reason:
    """Say whether the consent holds at this moment, and why; `holds` is a yes."""
    if consent.withdrawn_at is not None and consent.withdrawn_at <= at:
        return Reason("fails", _("trukket tilbage %s") % full_date(localdate(consent.withdrawn_at)))
    on = localdate(at)
    if lasts_through(on, consent.from_on, consent.last_on):
        return Reason("holds", _("gælder til og med %s") % full_date(consent.last_on))
    if on < consent.from_on:
        return Reason("unknown", _("begynder %s") % full_date(consent.from_on))
    return Reason("fails", _("udløb %s") % full_date(consent.last_on))


def topics_in_words(topics: Sequence[str]) -> str:
    """List what may be told, in the order of the choices: "boligen og boligsøgningen, økonomi og gæld"."""
    return ", ".join(str(topic.label) for topic in Topic if topic.value in topics)


def recipient(consent: Consent) -> str:
    return consent.to_organisation.name if consent.to_organisation else consent.to_name


def consent_record(consent: Consent, *, controller: str, at: datetime.datetime) -> dict[str, Any]:
    """Write a consent in the fields of ISO/IEC TS 27560:2023, for a file that another system can read."""
    events = [_event("given", consent.given_at)]
    if consent.withdrawn_at:
        events.append(_event("withdrawn", consent.withdrawn_at))
    return {
        "schema_version": SCHEMA,
        "record_id": str(consent.pk),
        "pii_principal_id": str(consent.person_id),
        "written_at": at.isoformat(),
        "pii_processing": {
            "language": "da",
            "purposes": [
                {
                    "purpose": consent.purpose,
                    "lawful_basis": "consent: FVL § 28 stk. 3-4, § 29; RSL § 11 a",
                    "pii_information": [{"pii_type": topic} for topic in consent.topics],
                    "pii_details": consent.details,
                    "pii_controllers": [controller],
                    "recipient_third_parties": [recipient(consent)],
                    "collection_method": consent.how,
                    "processing_method": "disclosure",
                    "withdrawal_method": "any way: to any member of the team, at once",
                    "validity": {"from": consent.from_on.isoformat(), "through": consent.last_on.isoformat()},
                }
            ],
        },
        "event": events,
    }


def _event(event_state: str, at: datetime.datetime) -> dict[str, str]:
    return {"event_type": "explicit-consent", "event_state": event_state, "event_time": at.isoformat()}
