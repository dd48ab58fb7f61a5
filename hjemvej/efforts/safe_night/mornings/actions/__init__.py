"""How does a night get its verdict, and how is it made again when something is corrected?"""

from .correcting import NightToldMeanwhile, correct_night
from .deriving import make_nights_again
from .leaving import leave_nights
from .settling import settle_night, settle_nights

__all__ = ["NightToldMeanwhile", "correct_night", "leave_nights", "make_nights_again", "settle_night", "settle_nights"]
