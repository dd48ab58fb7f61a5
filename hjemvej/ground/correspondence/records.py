"""Which sample row does each kind of id in an address lead to, and which rows does a bystander have?"""

from hjemvej.platform.rooms import Bystander, Laid

from .actions import write_message
from .letters.actions import begin_letter, send_letter
from .letters.rules.fields import fill
from .models import Letter, Message


def message(laid: Laid) -> Message:
    return write_message(
        channel="email", to_address="a@example.org", subject="Svar", text="Set.", person_id=laid.person.pk,
        by=laid.by, at=laid.at,
    )  # fmt: skip


def letter(laid: Laid) -> Letter:
    """Lay out a letter that lies ready."""
    begun = begin_letter(person_id=laid.person.pk, kind="offer_of_housing_first", by=laid.by, at=laid.at)
    begun.text = fill(begun.text, {}, is_whole=True)
    begun.save(update_fields=["text"])
    return send_letter(letter=begun, channel="handed_over", by=laid.by, at=laid.at)


def add_bystander(bystander: Bystander) -> None:
    bystander.add(
        Message, organisation_id=bystander.team_id, person=bystander.person, channel="email", subject="Uberørt",
        to_address="uberoert@example.org", text="Uberørt", made_by_id=bystander.worker_id, made_at=bystander.at,
    )  # fmt: skip
    bystander.add(
        Letter, organisation_id=bystander.team_id, person=bystander.person, kind="free", heading="Uberørt",
        text="Uberørt", made_by_id=bystander.worker_id, made_at=bystander.at,
    )  # fmt: skip
