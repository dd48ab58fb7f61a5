"""From which closed lists is chosen: who sent it, how it came, why it ended, and what came of a case?"""

from ..models import PreventionCase, Sender, Signal

Channel, Children, Ended = Signal.Channel, Signal.Children, Signal.Ended
Answer, Outcome = PreventionCase.Answer, PreventionCase.Outcome
TYPED_IN = (Channel.LETTER, Channel.PHONE, Channel.SPOKEN)  # what staff write down

__all__ = ["TYPED_IN", "Answer", "Channel", "Children", "Ended", "Outcome", "Sender"]
