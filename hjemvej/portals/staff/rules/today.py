"""In which order does a working day's next steps stand? By time and law, never by the worth of a person."""

from collections.abc import Iterable

from hjemvej.platform.rooms import Step


def in_order(steps: Iterable[Step]) -> list[Step]:
    """What the law wants at once, who has no place tonight, what is late, who has no day, then the soonest.

    Of those without a place tonight, who was outside most nights in a row stands first, then who asked first.
    """
    return sorted(
        steps,
        key=lambda step: (
            not step.is_at_once, not step.is_tonight, -step.nights_outside, not step.is_late, not step.has_no_day,
            step.due_at,
        ),
    )  # fmt: skip


def once_a_person(steps: Iterable[Step]) -> list[Step]:
    """A person who waits for a place stands once tonight, though an inquiry about them is open as well."""
    steps = list(steps)
    tonight = {step.person_id for step in steps if step.is_tonight and step.finds_place}
    return [step for step in steps if not (step.is_tonight and not step.finds_place and step.person_id in tonight)]
