"""What is the next step with an inquiry? One, so that whoever opens it need not choose among all that can be done."""

from typing import Literal

Step = Literal["find_place", "child_notice", "take_inquiry", "link_person", "answer_inquiry", "close_inquiry", ""]


def next_step(
    *,
    status: str,
    needs_place: bool,
    knows_whom: bool,
    waits_for_answer: bool,
    is_answered: bool,
    child_waits: bool = False,
) -> Step:
    """A place for the night first, then a child; then a worker, the citizen it is about, an answer, its end."""
    if status == "closed":
        return ""
    if needs_place and not is_answered:
        return "find_place" if knows_whom else "link_person"
    if child_waits:
        return "child_notice"
    if status == "new":
        return "take_inquiry"
    if not knows_whom and not is_answered:
        return "link_person"
    return "answer_inquiry" if waits_for_answer and not is_answered else "close_inquiry"
