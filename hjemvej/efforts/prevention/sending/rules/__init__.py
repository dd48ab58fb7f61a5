"""What does a partner send, in which words? The choices that its pages and its files are written in."""

from hjemvej.efforts.prevention.models import Happening, Received, SentSignal, Signal

Channel, Children, State = Signal.Channel, Signal.Children, SentSignal.State

__all__ = ["Channel", "Children", "Happening", "Received", "State"]
