"""Who are our partners, whom do we ring, what is agreed with them, and which team receives what they send?"""

import datetime
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet

from hjemvej.ground.law import queries as law
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.spans.queries import lasting_through
from hjemvej.platform.ui.alphabet import DanishOrder, danish_order

from . import rules
from .models import ContactPerson, Partner, SharingAgreement


@dataclass(frozen=True)
class ListedPartner:
    """One line of the list: who, whom to ring, what is agreed."""

    id: uuid.UUID
    name: str
    kind: str
    kind_in_words: str
    phone: str
    contact: ContactPerson | None
    agreed: list[str]
    is_active: bool


def partners(*, on: datetime.date, kind: str = "", text: str = "") -> list[ListedPartner]:
    """Every organisation outside the municipality's own teams, by kind and name; three queries however many."""
    rows = Organisation.objects.exclude(kind=Organisation.Kind.TEAM)
    rows = (rows.filter(kind=kind) if kind else rows).filter(name__icontains=text)
    known = {partner.pk: partner for partner in Partner.objects.prefetch_related("contacts", "agreements")}
    listed = [_listed(organisation, known.get(organisation.pk), on) for organisation in rows]
    order = Organisation.Kind.values
    return sorted(
        listed, key=lambda listing: (not listing.is_active, order.index(listing.kind), danish_order(listing.name))
    )


def _listed(organisation: Organisation, partner: Partner | None, on: datetime.date) -> ListedPartner:
    held = {one.what for one in partner.agreements.all() if rules.holds(one, on)} if partner else set()
    contacts = list(partner.contacts.all()) if partner else []
    return ListedPartner(
        id=organisation.pk,
        name=organisation.name,
        kind=organisation.kind,
        kind_in_words=str(organisation.get_kind_display()),
        phone=partner.phone if partner else "",
        contact=contacts[0] if contacts else None,
        agreed=[str(what.label) for what in rules.What if what.value in held],
        is_active=organisation.is_active,
    )


def organisation(organisation_id: uuid.UUID) -> Organisation | None:
    """A partner's organisation; a municipal team is no partner."""
    return Organisation.objects.exclude(kind=Organisation.Kind.TEAM).filter(pk=organisation_id).first()


def partner(organisation_id: uuid.UUID) -> Partner | None:
    """What we know of an organisation as a partner; nothing until somebody has written it."""
    rows = Partner.objects.select_related("organisation").prefetch_related("contacts")
    return rows.select_related("kept_by").filter(pk=organisation_id).first()


def may_edit(organisation_id: uuid.UUID, *, viewer: Viewer) -> bool:
    """May the viewer's team edit this organisation as a partner, and its houses?"""
    return not kept_elsewhere(viewer=viewer).filter(pk=organisation_id).exists()


def kept_elsewhere(*, viewer: Viewer) -> QuerySet[Organisation, uuid.UUID]:
    """The organisations that the viewer's team may not edit: other teams, and partners that these keep."""
    others = Partner.objects.exclude(kept_by=None).exclude(kept_by_id=viewer.team_id)
    teams = Organisation.objects.filter(kind=Organisation.Kind.TEAM).exclude(pk=viewer.team_id)
    return (Organisation.objects.filter(pk__in=others.values("pk")) | teams).values_list("pk", flat=True)


def contact(contact_id: int, *, viewer: Viewer) -> ContactPerson | None:
    return viewer.rows_of(ContactPerson).filter(pk=contact_id).select_related("partner__organisation").first()


def agreement(agreement_id: uuid.UUID) -> SharingAgreement | None:
    return SharingAgreement.objects.filter(pk=agreement_id).select_related("partner__organisation").first()


def agreements_of(organisation_id: uuid.UUID) -> QuerySet[SharingAgreement]:
    """Every agreement with a partner, those of today and those to come first."""
    rows = SharingAgreement.objects.filter(partner_id=organisation_id)
    return rows.order_by("-last_on", "direction", "what")


def agreements_by_partner(organisation_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[SharingAgreement]]:
    """Every agreement with each of some partners, ordered as those of one; one query."""
    found: dict[uuid.UUID, list[SharingAgreement]] = {one: [] for one in organisation_ids}
    rows = SharingAgreement.objects.filter(partner_id__in=found)
    for agreement in rows.order_by("-last_on", "direction", "what"):
        found[agreement.partner_id].append(agreement)
    return found


def bases_for(organisation: Organisation, on: datetime.date) -> list[tuple[str, str]]:
    """The bases an agreement with this partner can name: those by which they send, then those by which they see."""
    bases = law.bases_on(on, partner_kind=organisation.kind)
    return [
        (basis.key, f"{basis.get_use_display()}: {basis}")
        for use in rules.USES.values()
        for basis in bases
        if basis.use == use
    ]


def agreements_in_force(organisation_id: uuid.UUID, on: datetime.date) -> QuerySet[SharingAgreement]:
    """What holds on a day; hand them to `rules.may_send` and `rules.may_see`."""
    return SharingAgreement.objects.filter(lasting_through(on), partner_id=organisation_id)


class NobodyReceives(LookupError):
    """No team is there to receive what comes from outside."""


def receiving_team() -> uuid.UUID:
    """The team that receives what comes from outside: the one named in the settings, else the first there is."""
    teams = Organisation.objects.filter(kind=Organisation.Kind.TEAM, is_active=True).order_by(DanishOrder("name"))
    named = {team.name: team.pk for team in teams}
    if not named:
        raise NobodyReceives
    return named.get(settings.ENTRY_TEAM) or next(iter(named.values()))
