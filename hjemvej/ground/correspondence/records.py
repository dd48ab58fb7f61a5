"""Which sample row does each kind of id in an address lead to, and which rows does a bystander have?"""

from hjemvej.platform.rooms import Bystander, Laid

from .actions import write_message
from .models import Message


def message(laid: Laid) -> Message:
    return write_message(
        channel="email", to_address="a@example.org", subject="Svar", text="Set.", person_id=laid.person.pk,
        by=laid.by, at=laid.at,
    )  # fmt: skip


def add_bystander(bystander: Bystander) -> None:
    bystander.add(
        Message, organisation_id=bystander.team_id, person=bystander.person, channel="email", subject="Uberørt",
        to_address="uberoert@example.org", text="Uberørt", made_by_id=bystander.worker_id, made_at=bystander.at,
    )  # fmt: skip
