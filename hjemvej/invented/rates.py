"""At which rates do the invented people lose a home, move, and find one? Tuned until the town resembles `vive.csv`."""

from hjemvej.ground.situations.models import Situation
from hjemvej.ground.situations.rules import AWAY

Kind = Situation.Kind

ARRIVALS_A_DAY = 0.5  # of whom more than half still have a home, and a notice about it
ARRIVES_IN: dict[str, int] = {
    Kind.AT_RISK: 65, Kind.FAMILY_FRIENDS: 9, Kind.SHELTER: 11, Kind.STREET: 2, Kind.OTHER: 2, Kind.DISCHARGE: 7,
    Kind.PRISON_RELEASE: 2, Kind.HOTEL: 2,
}  # fmt: skip
# Of a hundred: who finds a home soon, later or hardly (how often they take the way home that is open, and how long each
# stay is beside others'), and whether it is a woman.
SOON, LATER, HARDLY = (1.0, 0.3), (0.2, 1.0), (0.07, 1.0)
WHO_ARRIVES = {
    (SOON, True): 16, (SOON, False): 58, (LATER, True): 5, (LATER, False): 13, (HARDLY, True): 2, (HARDLY, False): 6,
}  # fmt: skip
HOMELESS_BEFORE, MEAN_DAYS_BEFORE = 0.35, 180  # the team knew them
STAYS_ON = 0.88  # of those who do not take it and are where one may stay: so many stay where they are
AGES = {(18, 24): 3, (25, 29): 4, (30, 39): 5, (40, 49): 4, (50, 59): 3, (60, 82): 1}  # of twenty
HAS_A_DOG = 0.08
LIKES_INDOORS = (0.1, 0.35, 0.6, 0.97)  # how often each asks for a place when outside

MEAN_DAYS: dict[str, int] = {
    Kind.SHELTER: 120, Kind.FAMILY_FRIENDS: 46, Kind.HOTEL: 60, Kind.TRANSITIONAL: 140, Kind.DISCHARGE: 40,
    Kind.PRISON_RELEASE: 40, Kind.OTHER: 60, Kind.AT_RISK: 60, Kind.UNKNOWN: 60, Kind.STREET: 15,
    Kind.NIGHT_CAFE: 28, Kind.CRISIS_CENTRE: 90, Kind.PRISON: 80, Kind.HOSPITAL: 20, Kind.RESIDENTIAL: 300,
    Kind.UNHOUSED: 30, Kind.ABROAD: 50, Kind.FUNCTIONAL: 40,
}  # fmt: skip
MAY_STAY = frozenset({Kind.SHELTER, Kind.FAMILY_FRIENDS, Kind.STREET, Kind.NIGHT_CAFE, Kind.OTHER})
LONGEST: dict[str, int] = {Kind.DISCHARGE: 30, Kind.PRISON_RELEASE: 30}  # VIVE counts who leaves within a month
GOES_TO: dict[str, dict[str, int]] = {
    Kind.SHELTER: {Kind.OWN_HOME: 46, Kind.TRANSITIONAL: 3, Kind.FAMILY_FRIENDS: 15, Kind.STREET: 9, Kind.OTHER: 4,
                   Kind.HOTEL: 1, Kind.HOSPITAL: 8, Kind.PRISON: 2, Kind.RESIDENTIAL: 3, Kind.UNKNOWN: 3,
                   Kind.MOVED_AWAY: 4, Kind.DEAD: 1},
    Kind.FAMILY_FRIENDS: {Kind.OWN_HOME: 40, Kind.SHELTER: 32, Kind.STREET: 8, Kind.OTHER: 4, Kind.HOTEL: 2,
                          Kind.HOSPITAL: 2, Kind.PRISON: 1, Kind.ABROAD: 1, Kind.UNKNOWN: 4, Kind.MOVED_AWAY: 6,
                          Kind.CRISIS_CENTRE: 10},
    Kind.STREET: {Kind.OWN_HOME: 14, Kind.SHELTER: 44, Kind.NIGHT_CAFE: 10, Kind.FAMILY_FRIENDS: 14, Kind.OTHER: 6,
                  Kind.HOTEL: 4, Kind.HOSPITAL: 3, Kind.PRISON: 3, Kind.UNKNOWN: 3},
    Kind.NIGHT_CAFE: {Kind.OWN_HOME: 35, Kind.SHELTER: 35, Kind.FAMILY_FRIENDS: 26, Kind.TRANSITIONAL: 4},
    Kind.HOTEL: {Kind.OWN_HOME: 60, Kind.SHELTER: 30, Kind.FAMILY_FRIENDS: 10},
    Kind.TRANSITIONAL: {Kind.OWN_HOME: 88, Kind.FAMILY_FRIENDS: 8, Kind.SHELTER: 4},
    Kind.DISCHARGE: {Kind.OWN_HOME: 35, Kind.SHELTER: 40, Kind.FAMILY_FRIENDS: 15, Kind.RESIDENTIAL: 5, Kind.STREET: 5},
    Kind.PRISON_RELEASE: {Kind.OWN_HOME: 30, Kind.SHELTER: 40, Kind.FAMILY_FRIENDS: 22, Kind.STREET: 8},
    Kind.OTHER: {Kind.OWN_HOME: 55, Kind.SHELTER: 25, Kind.FAMILY_FRIENDS: 15, Kind.STREET: 5},
    Kind.AT_RISK: {Kind.OWN_HOME: 81, Kind.FAMILY_FRIENDS: 6, Kind.UNHOUSED: 4, Kind.FUNCTIONAL: 3, Kind.SHELTER: 2,
                   Kind.CRISIS_CENTRE: 14},
    Kind.CRISIS_CENTRE: {Kind.OWN_HOME: 70, Kind.FAMILY_FRIENDS: 15, Kind.SHELTER: 15},
    Kind.PRISON: {Kind.PRISON_RELEASE: 70, Kind.OWN_HOME: 30},
    Kind.HOSPITAL: {Kind.DISCHARGE: 75, Kind.SHELTER: 10, Kind.FAMILY_FRIENDS: 10, Kind.OWN_HOME: 5},
    Kind.RESIDENTIAL: {Kind.OWN_HOME: 85, Kind.SHELTER: 15},
    Kind.UNHOUSED: {Kind.OWN_HOME: 85, Kind.FAMILY_FRIENDS: 15},
    Kind.ABROAD: {Kind.FAMILY_FRIENDS: 60, Kind.SHELTER: 40},
    Kind.FUNCTIONAL: {Kind.OWN_HOME: 60, Kind.SHELTER: 40},
    Kind.UNKNOWN: {Kind.STREET: 25, Kind.MOVED_AWAY: 45, Kind.SHELTER: 15, Kind.FAMILY_FRIENDS: 15},
    Kind.OWN_HOME: {Kind.FAMILY_FRIENDS: 40, Kind.SHELTER: 30, Kind.AT_RISK: 15, Kind.FUNCTIONAL: 10,
                    Kind.CRISIS_CENTRE: 12},
}  # fmt: skip
RELAPSES, RELAPSE_MEAN_DAYS = 0.16, 300.0
COMES_BACK_FROM = (AWAY - {Kind.RESIDENTIAL, Kind.UNHOUSED}) | {Kind.DEAD}  # no way home, so open to all
EXPECTED: dict[str, int] = {  # how many days longer than the move it was said to last
    Kind.PRISON: 28, Kind.HOSPITAL: 0, Kind.ABROAD: 0, Kind.UNHOUSED: 7, Kind.RESIDENTIAL: 60, Kind.DISCHARGE: 0,
    Kind.PRISON_RELEASE: 0,
}  # fmt: skip
