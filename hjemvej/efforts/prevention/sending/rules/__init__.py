"""What does a partner send, in which words? The choices that its pages and its files are written in."""

from hjemvej.efforts.prevention.models import Happening, Received, SentSignal, Signal

Channel, Children, HasHome, State = Signal.Channel, Signal.Children, Signal.HasHome, SentSignal.State

__all__ = ["Channel", "Children", "Happening", "HasHome", "Received", "State"]
