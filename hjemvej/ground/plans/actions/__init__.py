"""What do we change in a plan? Goals and steps, and the plans that are agreed: one topic a file."""

from .agreed import (
    AgreedTooEarly,
    ChangedMeanwhile,
    NotYetAgreed,
    PlanIsAgreed,
    PlanLacks,
    agree_plan,
    begin_plan,
    change_draft,
    drop_draft,
    write_plan_letter,
    write_stay_plan,
)
from .goals import (
    STEP,
    GoalRests,
    NothingSaid,
    SaidInTheFuture,
    StepIsClosed,
    WrittenMeanwhile,
    add_goal,
    add_step,
    change_goal,
    close_step,
    say_verdict,
    write_strengths,
)

__all__ = [
    "STEP", "AgreedTooEarly", "ChangedMeanwhile", "GoalRests", "NotYetAgreed", "NothingSaid", "PlanIsAgreed",
    "PlanLacks", "SaidInTheFuture", "StepIsClosed", "WrittenMeanwhile", "add_goal", "add_step", "agree_plan",
    "begin_plan", "change_draft", "change_goal", "close_step", "drop_draft", "say_verdict", "write_plan_letter",
    "write_stay_plan", "write_strengths",
]  # fmt: skip
