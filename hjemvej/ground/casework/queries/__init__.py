"""What do we ask of the work with a person? One topic a file; every personal row is asked for with a viewer."""

from .coordination import (
    coordinated_by,
    coordinator_of,
    coordinators_of,
    course,
    courses_of,
    is_mine_or_nobodys,
    latest_courses,
    open_courses,
    open_with_us,
    possible_coordinators,
)
from .drafts import draft, drafts_of, key_about
from .notes import note, notes_of, unsigned_notes
from .person_card import ShownTask, clocks_card, courses_card, page_elsewhere, person_card, with_clocks
from .tasks import open_tasks, task, tasks_of, tasks_to_do
from .timeline import timeline
from .today import draft_steps, steps

__all__ = [
    "ShownTask", "clocks_card", "coordinated_by", "coordinator_of", "coordinators_of", "course", "courses_card",
    "courses_of", "draft", "draft_steps", "drafts_of", "is_mine_or_nobodys", "key_about", "latest_courses", "note",
    "notes_of", "open_courses", "open_tasks", "open_with_us", "page_elsewhere", "person_card", "possible_coordinators",
    "steps", "task", "tasks_of", "tasks_to_do", "timeline", "unsigned_notes", "with_clocks",
]  # fmt: skip
