"""Which sample row does each kind of id in an address lead to, and which rows does a bystander have?"""

from hjemvej.platform.rooms import Bystander, Laid

from .models import Course, Informing, Note, Task


def note(laid: Laid) -> Note:
    return Note.objects.create(
        person=laid.person, author=laid.user, organisation=laid.team, kind="contact", text="Talte om i nat.",
        happened_at=laid.at, written_at=laid.at,
    )  # fmt: skip


def task(laid: Laid) -> Task:
    return Task.objects.create(
        person=laid.person, assigned_to=laid.user, organisation=laid.team, kind="own", title="Ring til huset",
        due_at=laid.at, created_at=laid.at,
    )  # fmt: skip


def course(laid: Laid) -> Course:
    return Course.objects.create(person=laid.person, kind="housing_first", opened_at=laid.at)


def add_bystander(bystander: Bystander) -> None:
    bystander.add(
        Informing, person=bystander.person, kind="told", on=bystander.night, reached_by="oral",
        recorded_at=bystander.at, recorded_by_id=bystander.worker_id, organisation_id=bystander.team_id,
    )  # fmt: skip
