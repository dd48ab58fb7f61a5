"""What do we change in the work with a person? Coordinators, courses, notes, tasks, drafts: one topic a file."""

from .coordination import (
    CannotCoordinate,
    CourseAlreadyClosed,
    CourseEndsOnItsOwnPage,
    assign_coordinator,
    close_course,
    end_coordination,
    open_course,
    tell_so_far,
)
from .drafts import DraftTooLong, discard_draft, save_draft
from .notes import (
    HappensInTheFuture,
    NoteIsSigned,
    NoteNotSigned,
    NotesAuthorOnly,
    NothingWritten,
    change_note,
    correct_note,
    sign_note,
    write_note,
)
from .tasks import (
    LawsDayStands,
    TaskAlreadyDone,
    WithoutReason,
    add_task,
    complete_given_back,
    complete_task,
    extend_task,
    postpone_task,
)

__all__ = [
    "CannotCoordinate", "CourseAlreadyClosed", "CourseEndsOnItsOwnPage", "DraftTooLong", "HappensInTheFuture",
    "LawsDayStands", "NoteIsSigned", "NoteNotSigned", "NotesAuthorOnly", "NothingWritten", "TaskAlreadyDone",
    "WithoutReason", "add_task", "assign_coordinator", "change_note", "close_course", "complete_given_back",
    "complete_task", "correct_note", "discard_draft", "end_coordination", "extend_task", "open_course", "postpone_task",
    "save_draft", "sign_note", "tell_so_far", "write_note",
]  # fmt: skip
