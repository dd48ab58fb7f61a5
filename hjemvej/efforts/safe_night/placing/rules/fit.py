"""Does this place fit this person tonight? Pure: facts of both in, a list of reasons out; never a score of a person."""

import datetime
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hjemvej.efforts.safe_night.rules import Freshness, State
from hjemvej.ground.shelters.rules import Opening
from hjemvej.platform.ui.reasons import Reason
from hjemvej.platform.ui.when import clock

# For each need: what of the place answers it, the words when it does and doesn't, and what would change it.
WANTED: dict[str, tuple[str, Promise, Promise, Promise]] = {
    "women_only": ("is_women_only", gettext_lazy("kun for kvinder"), gettext_lazy("ikke kun for kvinder"),
                   gettext_lazy("Kun hvis borgeren siger ja til et sted, hvor der også er mænd.")),
    "couple": ("takes_couples", gettext_lazy("plads til par"), gettext_lazy("ikke plads til par"),
               gettext_lazy("Kun hvis de to vil sove hver for sig.")),
    "children": ("takes_children", gettext_lazy("tager imod børn"), gettext_lazy("tager ikke imod børn"),
                 gettext_lazy("Kun hvis børnene har et trygt sted et andet sted i nat.")),
    "dog": ("takes_dogs", gettext_lazy("hunden må komme med"), gettext_lazy("hunden må ikke komme med"),
            gettext_lazy("Kun hvis nogen kan passe hunden i nat.")),
    "wheelchair": ("is_wheelchair_accessible", gettext_lazy("egnet til kørestol"),
                   gettext_lazy("ikke egnet til kørestol"), gettext_lazy("Ring og spørg om adgang uden trin.")),
    "substance_free": ("is_substance_free", gettext_lazy("stoffrit"), gettext_lazy("ikke stoffrit"),
                       gettext_lazy("Kun hvis borgeren siger ja til et sted, der ikke er stoffrit.")),
}  # fmt: skip


@dataclass(frozen=True)
class Needs:
    """What a person needs tonight; `needs` are the codes of PlaceRequest.Need."""

    needs: frozenset[str] = frozenset()
    sex: str = "unknown"


@dataclass(frozen=True)
class PlaceTonight:
    """The facts of a place tonight that decide."""

    state: State
    opening: Opening
    intake: Opening | None  # the opening in which a guest can still come tonight
    freshness: Freshness
    max_nights: int | None = None
    nights_there: int = 0  # how many nights in a row this person has just slept there
    closed_because: str = ""
    said_no: str = ""  # tonight, by the person or the house, in their words
    until_at: datetime.datetime | None = None  # a hold runs out
    is_women_only: bool = False
    takes_couples: bool = False
    takes_children: bool = False
    takes_dogs: bool = False
    is_wheelchair_accessible: bool = False
    is_substance_free: bool = False


def reasons_for_place(place: PlaceTonight, needs: Needs) -> list[Reason]:
    """Why the place fits or doesn't, each with its mark: first whether it is free, then the person's needs."""
    no = Reason("fails", place.said_no) if place.said_no else None
    reasons = [no, _free(place), _women_only(place, needs)]
    wanted = [_wanted(place, code) for code in WANTED if code in needs.needs]
    demanded = _demands(place, needs)
    found = [*reasons, *wanted, demanded, _intake(place), _max_nights(place), _fresh(place)]
    return [reason for reason in found if reason is not None]


def unmet_needs(place: PlaceTonight, needs: Needs) -> list[Reason]:
    """What the person needs and the place does not have, whether it is free or not."""
    wanted = [_women_only(place, needs), *(_wanted(place, code) for code in WANTED if code in needs.needs)]
    return [reason for reason in wanted if reason is not None and reason.mark == "fails"]


def fits(reasons: list[Reason]) -> bool:
    """Nothing speaks against it; something may be unknown."""
    return all(reason.mark != "fails" for reason in reasons)


def rank(reasons: list[Reason]) -> tuple[int, int]:
    """Places in order: fewest that fail, then fewest unknown."""
    marks = [reason.mark for reason in reasons]
    return marks.count("fails"), marks.count("unknown")


def what_would_change(place: PlaceTonight, needs: Needs) -> str:
    """What would make a place fit, or settle whether it does; '' when it fits."""
    if place.state == "held" and place.until_at:
        return _("Bliver ledig %(clock)s, hvis den, der er på vej, ikke kommer.") % {"clock": clock(place.until_at)}
    if place.state != "free":
        return ""
    if place.said_no:
        return _("Et nej kan blive til et ja: spørg igen.")
    for code, (trait, _holds, _fails, change) in WANTED.items():
        if code in needs.needs and not getattr(place, trait):
            return str(change)
    if place.is_women_only and needs.sex != "woman":
        return _("Kun hvis borgeren er kvinde.")
    if place.intake is None:
        return _("Ring og spørg, om de tager imod alligevel.")
    if place.freshness.is_stale:
        return _("Ring og spørg, om pladsen stadig er ledig.")
    return ""


def _free(place: PlaceTonight) -> Reason | None:
    if place.state == "free":
        return None
    if place.state == "closed":
        return Reason("fails", _("lukket: %(why)s") % {"why": place.closed_because})
    if place.state == "held" and place.until_at:
        return Reason("fails", _("reserveret til %(clock)s") % {"clock": clock(place.until_at)})
    return Reason("fails", _("optaget"))


def _women_only(place: PlaceTonight, needs: Needs) -> Reason | None:
    if not place.is_women_only:
        return None
    if needs.sex == "woman":
        return None if "women_only" in needs.needs else Reason("holds", _("kun for kvinder"))
    if needs.sex == "unknown":
        return Reason("unknown", _("kun for kvinder, og borgerens køn er ikke oplyst"))
    return Reason("fails", _("kun for kvinder"))


def _wanted(place: PlaceTonight, code: str) -> Reason:
    trait, holds, fails, _change = WANTED[code]
    return Reason("holds", str(holds)) if getattr(place, trait) else Reason("fails", str(fails))


def _demands(place: PlaceTonight, needs: Needs) -> Reason | None:
    """What the place asks of its guests, where we do not know whether the person can."""
    if place.is_substance_free and "substance_free" not in needs.needs:
        return Reason("unknown", _("stoffrit sted: spørg borgeren"))
    return None


def _intake(place: PlaceTonight) -> Reason:
    if place.intake is None:
        return Reason("fails", place.opening.text)
    if place.intake.takes_in_until is None:
        return Reason("holds", place.intake.text)
    until = clock(place.intake.takes_in_until)
    if place.opening.takes_in or place.intake.opens_at is None:
        return Reason("holds", _("tager ind til %(until)s") % {"until": until})
    opens = clock(place.intake.opens_at)
    return Reason("holds", _("åbner %(opens)s, tager ind til %(until)s") % {"opens": opens, "until": until})


def _max_nights(place: PlaceTonight) -> Reason | None:
    if place.max_nights is None:
        return None
    left = place.max_nights - place.nights_there
    if left <= 0:
        text = _("højst %(most)s nætter i træk, og de er brugt") % {"most": place.max_nights}
        return Reason("fails", text)
    return Reason("holds", ngettext("%(left)s nat tilbage her", "%(left)s nætter tilbage her", left) % {"left": left})


def _fresh(place: PlaceTonight) -> Reason:
    if place.freshness.is_closed:
        return Reason("unknown", place.freshness.text)
    if not place.freshness.is_stale:
        return Reason("holds", _("meldt %(age)s") % {"age": place.freshness.text})
    text = place.freshness.text
    return Reason("unknown", _("sidst meldt %(age)s") % {"age": text} if place.freshness.is_known else text)
