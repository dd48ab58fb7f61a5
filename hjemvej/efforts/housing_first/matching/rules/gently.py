"""How is the same said to the citizen? Without blame, and with what we can do about it together."""

from collections.abc import Collection

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .why import Judged

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
