"""How is the same said to the citizen? Without blame, and with what we can do about it together."""

from collections import Counter
from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .why import BIT, Judged, fits

OURS_TO_FIND_OUT = gettext_lazy("Der er noget, vi selv skal finde ud af først.")


def gently(judged: Collection[Judged]) -> list[str]:
    """Say to the citizen why a home does not fit now, each reason once; one sentence where it does."""
    fails = [one for one in judged if one.mark == "fails"]
    said = dict.fromkeys(one.gently for one in fails)
    if any(one.key.startswith("wish_") for one in fails):
        said[_("Vil du holde fast i det? Det bestemmer du.")] = None
    said |= dict.fromkeys(one.gently or str(OURS_TO_FIND_OUT) for one in judged if one.mark == "unknown")
    return list(said) or [_("Den passer til det, du har sagt. Vil du se den?")]


# On the citizen's own paper, which is in Danish: why no vacant home fits them, after "Vi".
NONE_FITS: dict[str, str] = {
    "rent": "leder videre. De ledige boliger koster mere, end du kan betale nu. Vi kan regne på det sammen",
    "space": "leder videre. De ledige boliger er for små til jer",
    "age": "leder videre. De ledige boliger er kun for unge",
    "ours": "leder videre, og vi hjælper dig med at spørge din egen kommune",
    "registered": "skriver dig op sammen med dig, så flere boliger er åbne for dig",
    "said_no": "leder videre. Det koster dig ikke noget, at du har sagt nej tak til en bolig",
}
NO_WISH_IS_MET = "leder videre. De ledige boliger har ikke det, du har sagt, din bolig skal have"


def why_none_fits(homes: Sequence[Collection[Judged]]) -> str:
    """Say what keeps most vacant homes from the citizen, and nothing where one fits; never of anybody else."""
    if not homes or any(fits(judged) for judged in homes):
        return ""
    kept = Counter(one.key for judged in homes for one in judged if one.mark == "fails")
    most = min(kept, key=lambda key: (-kept[key], BIT[key]))
    return NONE_FITS.get(most, NO_WISH_IS_MET)
