"""For whom is each method, and how many citizens has a worker? Facts to choose from, never a choice made."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hjemvej.platform.ui.reasons import Reason

from . import Method

OURS = (Method.ICM, Method.ACT_MODIFIED)  # no source says how many citizens a worker has: the number is the team's own
Text = str | Promise


@dataclass(frozen=True)
class About:
    """A method as its manual describes it."""

    method: Method
    title: Text
    for_whom: Text
    lasts: Text
    who: Text
    begins_when: Text
    source: Text

    @property
    def key(self) -> str:
        return self.method.value


ABOUT: Sequence[About] = (
    About(
        Method.CTI,
        gettext_lazy("CTI: støtte i overgangen"),
        gettext_lazy("Kan for det meste bruge de tilbud, der findes, og har brug for en bro ind i egen bolig."),
        gettext_lazy("Ni måneder: tre faser à tre måneder, efter en kontaktfase. Støtten aftager."),
        gettext_lazy("Én medarbejder, der giver over til borgerens netværk og andre tilbud."),
        gettext_lazy("En bolig eller en lejekontrakt er i sigte."),
        gettext_lazy("CTI-manualen, Socialstyrelsen 2021"),
    ),
    About(
        Method.ICM,
        gettext_lazy("ICM: en fast medarbejder, så længe det er nødvendigt"),
        gettext_lazy("Har brug for støtte på flere måder og bruger kun til dels de tilbud, der findes."),
        gettext_lazy("Så længe det er nødvendigt."),
        gettext_lazy("Én medarbejder, der både koordinerer og støtter."),
        gettext_lazy("Borgeren har en bolig, eller er i risiko for at miste den."),
        gettext_lazy("ICM-manualen, Socialstyrelsen 2021"),
    ),
    About(
        Method.ACT,
        gettext_lazy("ACT: et helt team, der kommer ud"),
        gettext_lazy("Kan næsten ikke eller slet ikke bruge de tilbud, der findes. De mest udsatte."),
        gettext_lazy("Så længe det er nødvendigt."),
        gettext_lazy(
            "Et team på tværs, der deler borgerne: psykiatri, sygeplejerske, socialpædagog, rusmidler, job, peers og en"
            " sagsbehandler, der kan afgøre."
        ),
        gettext_lazy("Må begynde på gaden."),
        gettext_lazy("ACT-manualen, Socialstyrelsen 2022"),
    ),
    About(
        Method.ACT_MODIFIED,
        gettext_lazy("Modificeret ACT"),
        gettext_lazy("Som ACT."),
        gettext_lazy("Så længe det er nødvendigt."),
        gettext_lazy("Hvad der er ændret hos jer, står ikke i en kilde, vi har læst. Skriv det i begrundelsen."),
        gettext_lazy("Må begynde på gaden."),
        gettext_lazy("SEL § 85 a; ACT-manualen, Socialstyrelsen 2022"),
    ),
)  # fmt: skip
BY_METHOD = {about.method: about for about in ABOUT}


def begins_when(method: Method, *, has_home: bool, sees_a_home: bool) -> Reason:
    """Say whether what the method begins with is there; it stops nobody from choosing it."""
    text = str(BY_METHOD[method].begins_when)
    if method in (Method.ACT, Method.ACT_MODIFIED):
        return Reason("holds", text)
    if has_home:
        return Reason("holds", _("%s Borgeren har en bolig.") % text)
    if method == Method.CTI and sees_a_home:
        return Reason("holds", _("%s En bolig er fundet til borgeren.") % text)
    if method == Method.CTI:
        return Reason("unknown", _("%s Vi har ingen skrevet ned endnu. Indtil da er det kontaktfasen.") % text)
    return Reason("unknown", _("%s Vi har ingen bolig skrevet ned.") % text)


@dataclass(frozen=True)
class Caseload:
    """How many citizens a worker meets by a method, beside the method's own number; never two methods under one."""

    method: Method
    number: int
    limit: int | None  # of a worker; none: no source says, and neither has the team
    is_shared: bool = False  # the whole team's: how many of them work by the method, we do not know

    @property
    def is_over(self) -> bool:
        return self.limit is not None and not self.is_shared and self.number > self.limit

    @property
    def over(self) -> str:
        return _("flere end jeres tal") if self.method in OURS else _("flere end metoden")

    @property
    def words(self) -> str:
        label = Method(self.method).label
        citizens = ngettext("%(n)s borger i %(method)s", "%(n)s borgere i %(method)s", self.number)
        said = citizens % {"n": self.number, "method": label}
        if self.limit is None:  # nobody knows, and the page says that once
            return said
        if self.method in OURS:
            return _("%(said)s; I har sagt %(limit)s pr. medarbejder") % {"said": said, "limit": self.limit}
        return _("%(said)s; metoden regner med %(limit)s pr. medarbejder") % {"said": said, "limit": self.limit}
