"""Which tasks and notes need this viewer now? As steps on the day's page."""

import datetime

from django.urls import reverse, reverse_lazy
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hjemvej.ground.casework.models import Draft, Note
from hjemvej.ground.people import queries as people
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import DraftForm, Step, TaskKind, task_kinds
from hjemvej.platform.ui.when import since

from .drafts import own_drafts, written_on
from .notes import unsigned_notes
from .person_card import ShownTask, with_clocks
from .tasks import open_tasks, tasks_to_do

DAYS_AHEAD = datetime.timedelta(days=14)
DRAFTS_SHOWN = 20


def steps(viewer: Viewer, at: datetime.datetime) -> list[Step]:
    """List the team's tasks, the viewer's own of two weeks, tasks without a worker, unsigned notes, and drafts."""
    today = localtime(at).date()
    kinds = task_kinds()
    team_kinds = [kind.key for kind in kinds.values() if kind.is_for_the_whole_team]
    the_teams = open_tasks(viewer=viewer).filter(kind__in=team_kinds)
    own = tasks_to_do(viewer=viewer, on=today).filter(due_at__lt=at + DAYS_AHEAD)
    due = with_clocks(list(the_teams | own), on=today)
    task_steps = [_task(shown, kinds.get(shown.task.kind)) for shown in due]
    unsigned = [_note(note) for note in unsigned_notes(viewer=viewer)]
    return task_steps + unsigned + draft_steps(viewer, at)


def _task(shown: ShownTask, kind: TaskKind | None) -> Step:
    """A task with the law's words where the law set the day."""
    task = shown.task
    nobodys = "" if task.assigned_to_id else _("ingen har den endnu")
    return Step(
        due_at=task.due_at, chip=shown.clock.text, kind=shown.clock.kind, title=task.person.name.with_code,
        why=" · ".join(part for part in (task.title, shown.why, nobodys) if part), url=shown.url,
        action=str(kind.action) if kind else _("Åbn"), person_id=task.person_id,
        title_url=reverse_lazy("staff:person", args=[task.person_id]),
    )  # fmt: skip


def _note(note: Note) -> Step:
    """A note its writer has not signed yet: now, for others already read it."""
    return Step(
        due_at=note.written_at, chip=_("underskriv"), kind="soon", title=note.person.name.with_code,
        why=_("Dit notat er ikke underskrevet endnu"), url=reverse_lazy("casework:note", args=[note.pk]),
        action=_("Åbn"), person_id=note.person_id, title_url=reverse_lazy("staff:person", args=[note.person_id]),
        is_deadline=False,
    )  # fmt: skip


def draft_steps(viewer: Viewer, at: datetime.datetime) -> list[Step]:
    """What the viewer began to write and has not sent; none of a citizen whom they may no longer see."""
    drafts = [(draft, draft.about) for draft in own_drafts(viewer=viewer)[:DRAFTS_SHOWN]]  # type: ignore[attr-defined]
    citizens = people.people({about for _kept, about in drafts if about}, viewer=viewer)
    found = []
    for draft, about in drafts:
        citizen = citizens.get(about)
        page = written_on(draft, citizen.pk if citizen else None)
        if page and (citizen or not about):
            found.append(_draft(draft, *page, citizen, at))
    return found


def _draft(draft: Draft, form: DraftForm, address: str, citizen: Person | None, at: datetime.datetime) -> Step:
    said = {"form": form.label, "when": since(draft.saved_at, at)}
    return Step(
        due_at=at, chip=_("kladde"), kind="info", title=citizen.name.with_code if citizen else str(form.label),
        why=_("%(form)s, ikke sendt: gemt %(when)s") % said if citizen else _("Ikke sendt: gemt %(when)s") % said,
        url=address, action=_("Skriv færdig"), person_id=citizen.pk if citizen else None,
        title_url=reverse("staff:person", args=[citizen.pk]) if citizen else "", is_deadline=False,
    )  # fmt: skip
