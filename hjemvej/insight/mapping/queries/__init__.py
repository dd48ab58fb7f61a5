"""What do we ask to count? Who is homeless on a day, how that moved over months, and which nights were unsafe."""

from .months import months
from .nights import UnsafeNights, unsafe_nights
from .population import HomelessPerson, homeless_people

__all__ = ["HomelessPerson", "UnsafeNights", "homeless_people", "months", "unsafe_nights"]
