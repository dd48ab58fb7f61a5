"""Which sample row does each kind of id in an address lead to? The door table opens its pages with them."""

from hjemvej.platform.rooms import Laid

from .models import Course, Note, Task


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
