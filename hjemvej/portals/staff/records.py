"""Which rows does a bystander have?"""

from hjemvej.platform.rooms import Bystander

from .models import ReadThrough


def add_bystander(bystander: Bystander) -> None:
    bystander.add(
        ReadThrough, person=bystander.person, table_name="casework_note", row_id=str(bystander.person.pk),
        fingerprint="x", read_by_id=bystander.worker_id, read_at=bystander.at,
    )  # fmt: skip
