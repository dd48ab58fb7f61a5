"""Which questions of VIVE's form has no other room an answer to? Dated, with how sure we are, and why each is asked.

The form itself has not been read: a variable is known from what was tabulated of it, or from memory. A new form is a
new `Form` here; what was answered by an older one keeps its year.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

YES, NO, NONE, REFUSED, UNKNOWN, OTHER = "yes", "no", "none", "refused", "unknown", "other"
NO_ANSWER = frozenset({REFUSED, UNKNOWN})  # kept, and not asked again soon
ALONE = frozenset({YES, NO, NONE}) | NO_ANSWER  # never beside another answer
ANSWERS: dict[str, Any] = {
    YES: _("ja"),
    NO: _("nej"),
    "mental": _("psykisk sygdom"),
    "alcohol": _("alkohol"),
    "drugs": _("stoffer"),
    "money": _("økonomi"),
    "no_home": _("mangel på en passende bolig"),
    "evicted": _("udsættelse fra en bolig"),
    "left_family": _("kunne ikke blive boende hos familie eller venner"),
    "hash": _("hash"),
    "medicine": _("medicin"),
    "hard_drugs": _("andre stoffer"),
    "for_mental": _("for psykisk sygdom"),
    "for_alcohol": _("for alkohol"),
    "for_drugs": _("for hash, medicin eller andre stoffer"),
    OTHER: _("noget andet"),
    NONE: _("ingen af dem"),
    REFUSED: _("vil ikke svare"),
    UNKNOWN: _("vides ikke"),
}
Certainty = Literal["D", "A", "?"]  # as in ground/law: D read in what others write of the form, A recollected, ? unsure


@dataclass(frozen=True)
class Question:
    """A question as a worker asks it, what may be answered, and why and where it matters."""

    key: str
    title: Any
    asks: Any
    answers: tuple[str, ...]
    why: Any
    certainty: Certainty
    is_many: bool = False  # more than one answer may be true

    @property
    def choices(self) -> list[tuple[str, Any]]:
        return [(key, ANSWERS[key]) for key in (*self.answers, UNKNOWN, REFUSED)]


@dataclass(frozen=True)
class Form:
    """VIVE's form of a year, from the first day of its week until the next form."""

    year: int
    valid_from: datetime.date
    questions: Sequence[Question]


REASONS = Question(
    "reasons", _("Grunde til hjemløsheden"), _("Hvad førte til, at borgeren ikke har et hjem?"),
    ("mental", "alcohol", "drugs", "money", "no_home", "evicted", "left_family", OTHER),
    _("Grunden siger, hvad der skal være på plads, for at det næste hjem holder."), "D", is_many=True,
)  # fmt: skip
MENTAL = Question(
    "mental_illness", _("Psykisk sygdom"), _("Har borgeren en psykisk sygdom?"), (YES, NO),
    _("Handleplanen skal sige, om der er brug for behandling."), "D",
)  # fmt: skip
PHYSICAL = Question(
    "physical_illness", _("Fysisk sygdom"), _("Har borgeren en fysisk sygdom, der gør hverdagen svær?"), (YES, NO),
    _("Handleplanen skal sige, om der er brug for behandling eller hjælpemidler."), "A",
)  # fmt: skip
SUBSTANCES = Question(
    "substances", _("Rusmidler"), _("Er der rusmidler, som fylder for meget i borgerens liv?"),
    ("alcohol", "hash", "medicine", "hard_drugs", NONE),
    _("Handleplanen skal sige, om der er brug for behandling. Et svar lukker ingen dør: et hjem kræver ikke, at man er"
      " holdt op."),
    "D", is_many=True,
)  # fmt: skip
TREATMENT = Question(
    "treatment", _("Behandling"), _("Er borgeren i behandling nu?"),
    ("for_mental", "for_alcohol", "for_drugs", NONE),
    _("Så ved vi, hvem der er om borgeren i forvejen, og hvad der mangler."), "D", is_many=True,
)  # fmt: skip
RESIDENTIAL = Question(
    "residential", _("Skrevet op til et botilbud"), _("Er borgeren skrevet op til et botilbud?"), (YES, NO),
    _("Et botilbud og en bolig søges hver sit sted. Opskrivning til en bolig står under opskrivninger."), "D",
)  # fmt: skip
EVICTION = Question(
    "eviction", _("Sat ud af en bolig"), _("Er borgeren blevet sat ud af en bolig?"), (YES, NO),
    _("Hvornår det skete, siger, hvilken gæld og hvilken udlejer der skal tales med først."), "A",
)  # fmt: skip
CARE = Question(
    "care", _("Anbragt som barn"), _("Har borgeren været anbragt uden for hjemmet som barn?"), (YES, NO),
    _("Spørges kun, når det betyder noget for hjælpen, f.eks. hvem der kender borgeren fra før."), "A",
)  # fmt: skip
VETERAN = Question(
    "veteran", _("Veteran"), _("Har borgeren været udsendt som soldat?"), (YES, NO),
    _("Spørges kun, når det betyder noget for hjælpen: der er andre at spørge for veteraner."), "A",
)  # fmt: skip

FORMS = (  # the newest last
    Form(
        2024, datetime.date(2024, 2, 5),
        (REASONS, MENTAL, PHYSICAL, SUBSTANCES, TREATMENT, RESIDENTIAL, EVICTION, CARE, VETERAN),
    ),
)  # fmt: skip
QUESTIONS = {question.key: question for form in FORMS for question in form.questions}  # as they were asked last


def form_on(day: datetime.date) -> Form:
    """Return the form of a day; before the first, that one."""
    return next((form for form in reversed(FORMS) if form.valid_from <= day), FORMS[0])


def question_of(key: str, year: int) -> Question:
    """Return a question as the form of a year asked it, or as it was asked last."""
    asked = (question for form in FORMS if form.year == year for question in form.questions if question.key == key)
    return next(asked, QUESTIONS[key])
