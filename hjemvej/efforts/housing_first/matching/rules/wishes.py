"""Which conditions are the citizen's own? A wish that must hold keeps a home away; what nobody asked is said."""

from collections.abc import Callable, Hashable
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hjemvej.efforts.housing_first.wishing.rules import Want, Wanted, Weight

from .condition import Condition, Mark, Words
from .facts import Home, Seeker

RULE = "match_wishes"


KEPT = _("Spørg borgeren, om det stadig er et krav. Borgeren bestemmer.")


class _Said(NamedTuple):
    """How a wish is said where the home has it, where it has not, where nobody knows; and what would change it."""

    short: Promise
    ask: Promise
    holds: Promise
    fails: Promise
    unknown: Promise
    gently: Promise  # what fails, to the citizen
    change: Promise = KEPT  # what fails
    settle: Promise = _("Spørg boligorganisationen.")  # what nobody knows


def _floor_and_lift(home: Home) -> tuple[int | None, bool | None, bool | None]:
    return home.floor, home.has_lift, home.is_step_free


def _has(_want: Want, found: bool | None) -> bool | None:
    return found


def _in(want: Want, neighbourhood: str) -> bool | None:
    return neighbourhood in want.places if neighbourhood and want.places else None


def _not_in(want: Want, neighbourhood: str) -> bool | None:
    return neighbourhood not in want.places if neighbourhood and want.places else None


def _rooms(want: Want, rooms: int | None) -> bool | None:
    return None if rooms is None else rooms >= (want.number or 1)


def _room_for_children(want: Want, rooms: int | None) -> bool | None:
    """A room for every two children who come, beside the citizen's own."""
    return None if rooms is None else rooms >= 1 + (max(want.number or 1, 1) + 1) // 2


def _room_for_two(_want: Want, rooms: int | None) -> bool | None:
    return None if rooms is None else rooms >= 2


def _on_ground(_want: Want, floor: int | None) -> bool | None:
    return None if floor is None else floor == 0


def _by_lift(_want: Want, found: tuple[int | None, bool | None, bool | None]) -> bool | None:
    floor, has_lift, _step_free = found
    if floor == 0 or has_lift:
        return True
    return None if floor is None else has_lift


def _never(_found: object) -> bool:
    return False


def _no_pets(found: bool | None) -> bool:
    return found is False


def _up_stairs(found: tuple[int | None, bool | None, bool | None]) -> bool:
    floor, has_lift, is_step_free = found
    return bool(floor) and has_lift is False and not is_step_free


class Row(NamedTuple):
    """What a wish reads of the home, whether the home has it, when an unasked question matters, and its words."""

    wanted: Wanted
    of_home: Callable[[Home], Hashable]
    has: Callable[[Want, Any], bool | None]
    matters_unasked: Callable[[Any], bool]
    said: _Said


LESS = _("Spørg borgeren, om færre rum går an.")
TOGETHER = _("Se på kortet sammen, og spørg borgeren.")
_PLACE = _("Vi ved ikke, om boligen ligger rigtigt")
ROWS: tuple[Row, ...] = (
    Row(Wanted.AREA, lambda home: home.neighbourhood, _in, _never, _Said(
        _("et andet sted end ønsket"), _("beliggenheden"), _("Ligger, hvor borgeren vil bo"),
        _("Ligger et andet sted, end borgeren vil bo"), _PLACE,
        _("Du har sagt, hvor du vil bo. Den her ligger et andet sted."),
        _("Spørg borgeren, om det også måtte være der."), TOGETHER)),
    Row(Wanted.NOT_AREA, lambda home: home.neighbourhood, _not_in, _never, _Said(
        _("hvor borgeren ikke vil bo"), _("beliggenheden"), _("Ligger uden for de steder, borgeren har sagt nej til"),
        _("Ligger et sted, borgeren har sagt nej til"), _PLACE, _("Den ligger et sted, du har sagt nej til."),
        _("Kun hvis borgeren selv ændrer ønsket."), TOGETHER)),
    Row(Wanted.NEAR, lambda home: home.neighbourhood, _in, _never, _Said(
        _("for langt væk"), _("afstanden"), _("Tæt på det, borgeren vil bo i nærheden af"),
        _("For langt fra det, borgeren vil bo i nærheden af"),
        _("Vi ved ikke, om boligen ligger tæt nok på det, borgeren vil bo i nærheden af"),
        _("Den ligger langt fra det, du vil bo i nærheden af."), TOGETHER, TOGETHER)),
    Row(Wanted.AWAY, lambda home: home.neighbourhood, _not_in, _never, _Said(
        _("for tæt på et miljø"), _("afstanden"), _("Væk fra det, borgeren vil væk fra"),
        _("For tæt på det, borgeren vil væk fra"),
        _("Vi ved ikke, om boligen ligger langt nok fra det, borgeren vil væk fra"),
        _("Den ligger tæt på det, du vil væk fra."), TOGETHER, TOGETHER)),
    Row(Wanted.PETS, lambda home: home.takes_pets, _has, _no_pets, _Said(
        pgettext_lazy("holder borgere ude", "husdyr"), _("husdyr"), _("Husdyr er tilladt"), _("Husdyr er ikke tilladt"),
        _("Vi ved ikke, om man må have husdyr"), _("Du vil have dit dyr med. Dyr er ikke tilladt her."),
        _("Spørg boligorganisationen, om de siger ja til dyret."))),
    Row(Wanted.GROUND_FLOOR, lambda home: home.floor, _on_ground, _never, _Said(
        _("ikke i stueetagen"), _("etagen"), _("I stueetagen"), _("Ligger højere oppe end stueetagen"),
        _("Vi ved ikke, hvilken etage den er på"), _("Du vil bo i stueetagen. Den her ligger højere oppe."))),
    Row(Wanted.STEP_FREE, lambda home: home.is_step_free, _has, _never, _Said(
        _("trin"), _("trin"), _("Uden trin"), _("Der er trin"),
        _("Vi ved ikke, om der er trin"), _("Du vil bo uden trin. Her er der trin."),
        _("Spørg, om trinene kan fjernes."))),
    Row(Wanted.LIFT, _floor_and_lift, _by_lift, _up_stairs, _Said(
        _("trapper"), _("trapper"), _("Uden trapper, der skal gås op"), _("Der er trapper og ingen elevator"),
        _("Vi ved ikke, om der er elevator"), _("Du vil ikke gå på trapper. Her er ingen elevator."),
        _("Kun hvis borgeren kan gå på trapper."))),
    Row(Wanted.QUIET, lambda home: home.is_quiet, _has, _never, _Said(
        _("uro"), _("ro"), _("Et roligt sted"), _("Der er uro omkring boligen"),
        _("Vi ved ikke, om der er ro"), _("Du vil bo roligt. Her er der uro."), _("Se stedet sammen en aften."))),
    Row(Wanted.BATH, lambda home: home.has_bath, _has, _never, _Said(
        _("intet bad"), _("bad"), _("Eget bad"), _("Boligen har ikke sit eget bad"),
        _("Vi ved ikke, om der er eget bad"), _("Du vil have dit eget bad. Det er der ikke her."))),
    Row(Wanted.KITCHEN, lambda home: home.has_kitchen, _has, _never, _Said(
        _("intet køkken"), _("køkken"), _("Eget køkken"), _("Boligen har ikke sit eget køkken"),
        _("Vi ved ikke, om der er eget køkken"), _("Du vil have dit eget køkken. Det er der ikke her."))),
    Row(Wanted.BALCONY, lambda home: home.has_balcony, _has, _never, _Said(
        _("ingen altan"), _("altan"), _("Altan"), _("Boligen har ingen altan"),
        _("Vi ved ikke, om der er altan"), _("Du vil have altan. Det er der ikke her."))),
    Row(Wanted.ROOMS, lambda home: home.rooms, _rooms, _never, _Said(
        _("færre rum end ønsket"), _("antallet af rum"), _("Så mange rum, som borgeren vil have"),
        _("Færre rum, end borgeren vil have"), _("Vi ved ikke, hvor mange rum der er"),
        _("Her er færre rum, end du vil have."), LESS)),
    Row(Wanted.PARTNER, lambda home: home.rooms, _room_for_two, _never, _Said(
        _("ingen plads til to"), _("antallet af rum"), _("Plads til den, borgeren vil bo sammen med"),
        _("Ikke plads til den, borgeren vil bo sammen med"),
        _("Vi ved ikke, om der er plads til den, borgeren vil bo sammen med"),
        _("Her er ikke plads til den, du vil bo sammen med."), LESS)),
    Row(Wanted.CHILDREN_STAY, lambda home: home.rooms, _room_for_children, _never, _Said(
        _("ingen plads til børnene"), _("plads til børnene"), _("Et rum til børnene, når de er hos borgeren"),
        _("Intet rum til børnene, når de er hos borgeren"), _("Vi ved ikke, om der er et rum til børnene"),
        _("Her er ikke et rum til dine børn, når de er hos dig."), LESS)),
)  # fmt: skip
UNASKED = {
    Wanted.PETS: _("Husdyr er ikke tilladt, og ingen har spurgt borgeren om dyr"),
    Wanted.LIFT: _("Der er trapper, og ingen har spurgt borgeren om dem"),
}
ASK = _("Spørg borgeren.")
ASK_GENTLY = {
    Wanted.PETS: _("Vi vil spørge dig, om du har dyr. De er ikke tilladt her."),
    Wanted.LIFT: _("Vi vil spørge dig, om du kan gå på trapper."),
}
MAP_TOGETHER = _("Vi skal se på kortet sammen.")
ABOUT_STAIRS = (Wanted.LIFT, Wanted.GROUND_FLOOR, Wanted.STEP_FREE)


def _asked(seeker: Seeker, wanted: Wanted) -> Want | None:
    """Return the wish; of stairs, an answer to any question about them is one."""
    found = seeker.wants.get(wanted)
    if found is None and wanted == Wanted.LIFT and any(one in seeker.wants for one in ABOUT_STAIRS):
        return Want(Weight.NO_MATTER)
    return found


def _condition(row: Row) -> Condition:
    wanted, of_home, has, matters_unasked, said = row

    def mark(want: Want | None, found: object, _value: int) -> Mark | None:
        if want is None:
            return "unknown" if matters_unasked(found) else None
        if want.weight != Weight.MUST:
            return None
        answer: bool | None = has(want, found)
        if answer is None:
            return "unknown"
        return "holds" if answer else "fails"

    def words(want: Want | None, _found: object, mark: Mark, _value: int) -> Words:
        if want is None:
            return Words(str(UNASKED[wanted]), str(ASK), str(ASK_GENTLY[wanted]))
        if mark == "holds":
            return Words(str(said.holds))
        if mark == "fails":
            return Words(str(said.fails), str(said.change), str(said.gently))
        return Words(str(said.unknown), str(said.settle), str(MAP_TOGETHER) if said.settle is TOGETHER else "")

    return Condition(
        f"wish_{wanted}", RULE, said.short, said.ask, lambda seeker: _asked(seeker, wanted), of_home, mark, words
    )  # fmt: skip


def good_to_have(seeker: Seeker, home: Home) -> list[tuple[bool | None, str]]:
    """List what would be good, and whether the home has it."""
    found = []
    for wanted, of_home, has, _unasked, said in ROWS:
        want = seeker.wants.get(wanted)
        if want is not None and want.weight == Weight.GOOD:
            answer = has(want, of_home(home))
            text = {True: said.holds, False: said.fails, None: said.unknown}[answer]
            found.append((answer, str(text)))
    return found


CONDITIONS = tuple(_condition(row) for row in ROWS)
