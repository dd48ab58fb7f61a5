"""What do we change of a course of support? The course itself, its phases and their plans: one topic a file."""

from .courses import (
    Chosen,
    agree_rhythm,
    begin_support,
    change_method,
    end_support,
    give_worker,
    pause_support,
    resume_support,
)
from .holding import (
    ChangedMeanwhile,
    HasEnded,
    NoReasons,
    NotDone,
    NotOurs,
    NotPaused,
    NoWorker,
    PlanIsNotOneToThree,
    RunsAlready,
    WrongDay,
    WrongPhase,
)
from .phases import Planned, as_seen, begin_phase, change_plan, hand_area

__all__ = [
    "ChangedMeanwhile",
    "Chosen",
    "HasEnded",
    "NoReasons",
    "NoWorker",
    "NotDone",
    "NotOurs",
    "NotPaused",
    "PlanIsNotOneToThree",
    "Planned",
    "RunsAlready",
    "WrongDay",
    "WrongPhase",
    "agree_rhythm",
    "as_seen",
    "begin_phase",
    "begin_support",
    "change_method",
    "change_plan",
    "end_support",
    "give_worker",
    "hand_area",
    "pause_support",
    "resume_support",
]
