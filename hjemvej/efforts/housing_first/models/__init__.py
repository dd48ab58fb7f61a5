"""What do we remember? The offer of Housing First, offers of homes, wishes, and moves into them."""

from .matching import SavedOrder, SavedPlace
from .meeting import HousingMeeting, MeetingChoice, MeetingHome
from .moving_in import MovingInLine, MovingInStep
from .offered import HousingFirstOffer, NotOfferedYet
from .offering import HomeOffer, HomeWish, Proposal
from .registering import HousingRegistration
from .wishing import Want, WishSheet

__all__ = [
    "HomeOffer",
    "HomeWish",
    "HousingFirstOffer",
    "HousingMeeting",
    "HousingRegistration",
    "MeetingChoice",
    "MeetingHome",
    "MovingInLine",
    "MovingInStep",
    "NotOfferedYet",
    "Proposal",
    "SavedOrder",
    "SavedPlace",
    "Want",
    "WishSheet",
]
