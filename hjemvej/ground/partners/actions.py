"""What do we change about a partner? Who they are, whom to ring, and what may be shared, always with its basis."""

import datetime
import uuid
from dataclasses import asdict, dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hjemvej.ground.law import queries as law
from hjemvej.ground.law.models import LegalBasis
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.spans.queries import not_past_last
from hjemvej.platform.ui.refusals import Refused

from . import rules
from .models import ContactPerson, Partner, SharingAgreement


class NameTaken(Refused):
    """Another organisation has that name."""

    field = "name"


class NotAPartner(Refused):
    """The municipality's own teams are not partners."""

    field = "kind"


class AlreadyAgreed(Refused):
    """There is an agreement on the same thing in the same days."""

    field = "what"


class BasisDoesNotFit(Refused):
    """The law's list holds no such basis for this kind of partner, this direction and this thing."""

    field = "basis_key"


class EndsBeforeItBegins(Refused):
    """An agreement's last day lies before its first."""

    field = "last_on"


@dataclass(frozen=True)
class Facts:
    """What is told of an organisation as a partner."""

    cvr: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    municipality_code: str = ""
    note: str = ""


@dataclass(frozen=True)
class Contact:
    """Whom to ring, and when."""

    name: str
    title: str = ""
    phone: str = ""
    email: str = ""
    hours: str = ""


def add_partner(
    *, name: str, kind: str, facts: Facts, by: Viewer, at: datetime.datetime, is_for_all_teams: bool = False
) -> Partner:
    """A new organisation to work with, kept by the caller's team; its members are added by the administrator."""
    kind = _outside(kind)
    try:
        with transaction.atomic():
            organisation = Organisation.objects.create(name=name.strip(), kind=kind)
            partner = Partner.objects.create(
                organisation=organisation, kept_by_id=_keeper(is_for_all_teams, by), **asdict(facts)
            )
            _record("partners.partner_added", organisation.pk, by, at)
            return partner
    except IntegrityError as problem:
        raise NameTaken(_("Der er allerede en organisation med det navn.")) from problem


def change_partner(
    *,
    organisation: Organisation,
    name: str,
    kind: str,
    facts: Facts,
    by: Viewer,
    at: datetime.datetime,
    is_for_all_teams: bool = False,
) -> Partner:
    """What we know of the organisation is now this, and the caller's team keeps it, or all teams do."""
    kind = _outside(kind)
    try:
        with transaction.atomic():
            organisation = Organisation.objects.get(pk=organisation.pk)
            organisation.name, organisation.kind = name.strip(), kind
            organisation.save(update_fields=["name", "kind"])
            partner, _is_new = Partner.objects.update_or_create(
                organisation=organisation, defaults={**asdict(facts), "kept_by_id": _keeper(is_for_all_teams, by)}
            )
            _record("partners.partner_changed", organisation.pk, by, at)
            return partner
    except IntegrityError as problem:
        raise NameTaken(_("Der er allerede en organisation med det navn.")) from problem


def add_contact(*, organisation: Organisation, contact: Contact, by: Viewer, at: datetime.datetime) -> ContactPerson:
    with transaction.atomic():
        partner, _is_new = Partner.objects.get_or_create(organisation=organisation)
        added = ContactPerson.objects.create(partner=partner, **asdict(contact))
        _record("partners.contact_added", partner.pk, by, at)
        return added


def change_contact(*, person: ContactPerson, contact: Contact, by: Viewer, at: datetime.datetime) -> None:
    with transaction.atomic():
        for name, value in asdict(contact).items():
            setattr(person, name, value)
        person.save(update_fields=list(asdict(contact)))
        _record("partners.contact_changed", person.partner_id, by, at)


def remove_contact(*, person: ContactPerson, by: Viewer, at: datetime.datetime) -> None:
    """The contact no longer works there; the change log remembers."""
    with transaction.atomic():
        _record("partners.contact_removed", person.partner_id, by, at)
        person.delete()


def make_agreement(
    *,
    organisation: Organisation,
    direction: str,
    what: str,
    basis_key: str,
    from_on: datetime.date,
    last_on: datetime.date | None,
    by: Viewer,
    at: datetime.datetime,
) -> SharingAgreement:
    """From this day the partner may send us this, or see it with us, on a basis of the law's list."""
    basis = _basis(basis_key, kind=organisation.kind, direction=direction, what=what, on=from_on)
    if last_on and last_on < from_on:
        raise EndsBeforeItBegins(_("Den sidste dag ligger før den første."))
    with transaction.atomic():
        partner, _is_new = Partner.objects.get_or_create(organisation=organisation)
        Partner.objects.select_for_update().get(pk=partner.pk)  # two who agree on the same at once: one after the other
        same = SharingAgreement.objects.filter(partner=partner, direction=direction, what=what)
        same = same.filter(not_past_last(from_on))
        if (same.filter(from_on__lte=last_on) if last_on else same).exists():
            raise AlreadyAgreed(_("Det er allerede aftalt i de dage. Afslut den gamle aftale først."))
        agreement = SharingAgreement.objects.create(
            partner=partner,
            direction=SharingAgreement.Direction(direction),
            what=SharingAgreement.What(what),
            basis_key=basis.key,
            legal_basis=str(basis)[:200],
            from_on=from_on,
            last_on=last_on,
        )
        _record("partners.agreement_made", partner.pk, by, at, agreement=agreement.pk)
        return agreement


def end_agreement(
    *, agreement: SharingAgreement, last_on: datetime.date, by: Viewer, at: datetime.datetime
) -> SharingAgreement:
    """This is the last day on which it may be shared."""
    with transaction.atomic():
        agreement = SharingAgreement.objects.get(pk=agreement.pk)
        if last_on < agreement.from_on:
            raise EndsBeforeItBegins(_("Den sidste dag ligger før den første."))
        agreement.last_on = last_on
        agreement.save(update_fields=["last_on"])
        _record("partners.agreement_ended", agreement.partner_id, by, at, agreement=agreement.pk)
        return agreement


def _basis(key: str, *, kind: str, direction: str, what: str, on: datetime.date) -> LegalBasis:
    for basis in law.bases_on(on, use=rules.USES[direction], partner_kind=kind):
        if basis.key == key and what in basis.covers:
            return basis
    raise BasisDoesNotFit(
        _("Den hjemmel gælder ikke for det og den vej. Vælg en anden, eller spørg borgeren om samtykke i hver sag.")
    )


def _keeper(is_for_all_teams: bool, by: Viewer) -> uuid.UUID | None:
    return None if is_for_all_teams else by.team_id


def _outside(kind: str) -> str:
    if kind == Organisation.Kind.TEAM:
        raise NotAPartner(_("Kommunens egne team er ikke samarbejdspartnere."))
    return Organisation.Kind(kind)


def _record(name: str, organisation_id: uuid.UUID, by: Viewer, at: datetime.datetime, **more: uuid.UUID) -> None:
    details: dict[str, object] = {"organisation": str(organisation_id)}
    details.update({key: str(value) for key, value in more.items()})
    record(name, by=by, at=at, details=details)
