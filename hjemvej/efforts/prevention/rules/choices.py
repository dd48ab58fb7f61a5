"""From which closed lists is chosen: who sent it, how it came, why it ended, and what came of a case?"""

from ..models import Happening, PreventionCase, Received, Sender, Signal

Channel, Children, Ended, HasHome = Signal.Channel, Signal.Children, Signal.Ended, Signal.HasHome
Answer, Outcome = PreventionCase.Answer, PreventionCase.Outcome
LEAVES = (Happening.RELEASE, Happening.DISCHARGE)
TYPED_IN = (Channel.LETTER, Channel.PHONE, Channel.SPOKEN)  # what staff write down
BY_STAFF = tuple(one for one in Ended if one != Ended.OBJECTED)  # that a citizen's objection ends it, its answer says

__all__ = [
    "BY_STAFF", "LEAVES", "TYPED_IN", "Answer", "Channel", "Children", "Ended", "Happening", "HasHome", "Outcome",
    "Received", "Sender",
]  # fmt: skip
