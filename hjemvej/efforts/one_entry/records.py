"""Which sample row does each kind of id in an address lead to, and which rows does a bystander have?"""

from hjemvej.platform.rooms import Bystander, Laid

from .models import ChildNotice, Inquiry


def inquiry(laid: Laid) -> Inquiry:
    """Lay out an inquiry that the shelter sent."""
    return Inquiry.objects.create(
        person=laid.person, asker_kind="professional", received_at=laid.at, recorded_at=laid.at,
        organisation=laid.team, channel="partner", sent_by=laid.shelter,
    )  # fmt: skip


def child_notice(laid: Laid) -> ChildNotice:
    """Lay out a notice that was given, whose receipt has not come."""
    return ChildNotice.objects.create(
        person=laid.person, organisation=laid.team, raised_at=laid.at, what="Sov i bilen", outcome="notified",
        settled_at=laid.at, settled_by=laid.user, told_at=laid.at, municipality_code="350", municipality_name="Lejre",
    )  # fmt: skip


def add_bystander(bystander: Bystander) -> None:
    bystander.add(
        ChildNotice, person=bystander.person, organisation_id=bystander.team_id, raised_at=bystander.at,
        raised_by_id=bystander.worker_id, what="uberørt",
    )  # fmt: skip
