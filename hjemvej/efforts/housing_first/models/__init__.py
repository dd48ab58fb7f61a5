"""What do we remember? The offer of Housing First, offers of homes, wishes, and moves into them."""

from .moving_in import MovingInLine, MovingInStep
from .offered import HousingFirstOffer, NotOfferedYet
from .offering import HomeOffer, HomeWish, Proposal
from .registering import HousingRegistration
from .wishing import Want, WishSheet

__all__ = [
    "HomeOffer",
    "HomeWish",
    "HousingFirstOffer",
    "HousingRegistration",
    "MovingInLine",
    "MovingInStep",
    "NotOfferedYet",
    "Proposal",
    "Want",
    "WishSheet",
]
