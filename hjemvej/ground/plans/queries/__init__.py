"""What do we ask of plans? One topic a file; every personal row is asked for with a viewer."""

from .agreed import (
    Shown,
    draft_of,
    drafts_of,
    in_shelter,
    is_latest,
    plan_version,
    shown,
    suggested_kind,
    version_before,
    versions_of,
)
from .figures import count_verdicts
from .goals import (
    ShownGoal,
    goal,
    goals_of,
    open_goals,
    paper,
    person_card,
    shown_goals,
    small_step,
    small_step_of_task,
    strengths_of,
    verdicts_of,
)
from .without_plan import WithoutPlan, stay_began, steps, without_plan

__all__ = [
    "Shown", "ShownGoal", "WithoutPlan", "count_verdicts", "draft_of", "drafts_of", "goal", "goals_of", "in_shelter",
    "is_latest", "open_goals", "paper", "person_card", "plan_version", "shown", "shown_goals", "small_step",
    "small_step_of_task", "stay_began", "steps", "strengths_of", "suggested_kind", "verdicts_of", "version_before",
    "versions_of", "without_plan",
]  # fmt: skip
