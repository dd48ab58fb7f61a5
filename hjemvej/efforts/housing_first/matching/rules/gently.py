"""How is the same said to the citizen? Without blame, and with what we can do about it together."""

from collections import Counter
from collections.abc import Collection, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .why import BIT, Judged, fits

FAILS: dict[str, Promise] = {
    "said": gettext_lazy("Du har sagt, at du ikke vil have sådan en bolig nu. Du kan ændre mening, når du vil."),
    "rent": gettext_lazy("Den er dyrere, end du kan betale nu. Vi kan regne på det sammen."),
    "space": gettext_lazy("Den er for lille til jer."),
    "age": gettext_lazy("Den er kun for unge."),
    "ours": gettext_lazy("Den er for borgere, som bor i vores kommune. Vi hjælper dig med at spørge din egen kommune."),
    "registered": gettext_lazy("Du skal skrives op først. Det gør vi sammen."),
    "said_no": gettext_lazy("Den har du sagt nej tak til. Det koster dig ikke noget."),
}
WISH = gettext_lazy("Den har ikke noget, du har sagt, den skal have. Det er dig, der bestemmer, om ønsket står.")
UNKNOWN = gettext_lazy("Vi mangler at spørge dig om noget, før vi ved, om den passer.")


def gently(judged: Collection[Judged]) -> list[str]:
    """Say to the citizen why a home does not fit now, each reason once; one sentence where it does."""
    said = dict.fromkeys(str(FAILS.get(one.key, WISH)) for one in judged if one.mark == "fails")
    if any(one.mark == "unknown" for one in judged):
        said[str(UNKNOWN)] = None
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
