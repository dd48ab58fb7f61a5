"""Which consents has a citizen given, and which hold now?"""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, F, Func, Q, QuerySet, Value
from django.utils.timezone import localdate

from hjemvej.ground.law import queries as law
from hjemvej.ground.law.rules import ProvisionInForce
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.alphabet import danish_order
from hjemvej.platform.ui.reasons import Reason

from . import rules
from .models import Consent

LONGEST = "consent_longest"


@dataclass(frozen=True)
class Row:
    """A consent in words, and whether it holds."""

    consent: Consent
    to: str
    topics: str
    state: Reason


def row(consent: Consent, at: datetime.datetime) -> Row:
    topics = rules.topics_in_words(consent.topics)
    return Row(consent, rules.recipient(consent), topics, rules.state(consent, at))


def consents_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[Consent]:
    """Return every consent of the citizen, the newest first."""
    rows = viewer.rows_of(Consent).filter(person_id=person_id)
    return rows.select_related("to_organisation", "recorded_by").order_by("-given_at", "id")


def consent(consent_id: uuid.UUID, *, viewer: Viewer) -> Consent | None:
    rows = viewer.rows_of(Consent).select_related("to_organisation", "organisation", "recorded_by", "person")
    return rows.filter(pk=consent_id).first()


def consents_in_force(
    person_id: uuid.UUID, *, to_organisation_id: uuid.UUID | None = None, viewer: Viewer, at: datetime.datetime
) -> QuerySet[Consent]:
    """Return the citizen's consents that hold now; with an organisation, those that name it as recipient."""
    rows = consents_of(person_id, viewer=viewer).filter(in_force(at))
    return rows.filter(to_organisation_id=to_organisation_id) if to_organisation_id else rows


def holds(consent_id: str, person_id: str, *, at: datetime.datetime) -> Func:
    """Return the SQL of: does the consent that a column names hold, and is it of the citizen that the other names?

    Also for its recipient, who sees no consent.
    """
    return Func(F(consent_id), F(person_id), Value(at), function="consents_is_in_force", output_field=BooleanField())


def longest(on: datetime.date) -> ProvisionInForce:
    """Return how long a consent may last."""
    return law.provision_on(LONGEST, on)


def recipients() -> list[tuple[str, str]]:
    """List the organisations outside the municipality's own teams that may be chosen, by name."""
    rows = Organisation.objects.filter(is_active=True).exclude(kind=Organisation.Kind.TEAM)
    return sorted(((str(one.pk), one.name) for one in rows), key=lambda pair: danish_order(pair[1]))


def person_card(person_id: uuid.UUID, *, viewer: Viewer, at: datetime.datetime) -> dict[str, Any]:
    """The consents that hold now, for the card on the person page."""
    held = [row(consent, at) for consent in consents_in_force(person_id, viewer=viewer, at=at)]
    return {"person_id": person_id, "held": held, "may_write": viewer.may(Permission.WRITE_NOTE)}


def in_force(at: datetime.datetime) -> Q:
    on = localdate(at)
    return Q(from_on__lte=on, last_on__gte=on) & (Q(withdrawn_at=None) | Q(withdrawn_at__gt=at))
