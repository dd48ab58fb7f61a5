"""What is a citizen asked about a home, in which words and in which order? One list, for the screen and for paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

from . import Wanted, Weight

Asks = Literal["places", "words_and_place", "number", "words", ""]
MUST, GOOD, NO_MATTER, NO = _("Skal"), _("Ville være godt"), _("Er lige meget"), _("Nej")


@dataclass(frozen=True)
class Question:
    """One question as it is spoken, its three answers, and what is asked beside them."""

    wanted: Wanted
    spoken: Any
    must: Any = MUST
    good: Any = GOOD
    no_matter: Any = NO_MATTER
    asks: Asks = ""
    more: Any = ""  # the label of what is asked beside it
    most: int = 0  # of a number

    @property
    def answers(self) -> list[tuple[str, Any]]:
        return [(Weight.MUST, self.must), (Weight.GOOD, self.good), (Weight.NO_MATTER, self.no_matter)]


@dataclass(frozen=True)
class Group:
    title: Any
    questions: tuple[Question, ...]


GROUPS = (
    Group(
        _("Hvor"),
        (
            Question(
                Wanted.AREA,
                _("Hvor vil du gerne bo?"),
                must=_("Kun der"),
                good=_("Helst der"),
                asks="places",
                more=_("Hvilke kvarterer?"),
            ),
            Question(
                Wanted.NOT_AREA,
                _("Er der steder, du ikke vil bo?"),
                must=_("Aldrig der"),
                good=_("Helst ikke der"),
                no_matter=_("Nej, er lige meget"),
                asks="places",
                more=_("Hvilke kvarterer?"),
            ),
            Question(
                Wanted.NEAR,
                _("Er der nogen eller noget, du vil bo tæt på?"),
                must=_("Det skal jeg"),
                asks="words_and_place",
                more=_("Hvem eller hvad?"),
            ),
            Question(
                Wanted.AWAY,
                _("Er der nogen eller noget, du vil væk fra?"),
                must=_("Det skal jeg"),
                asks="words_and_place",
                more=_("Hvem eller hvad?"),
            ),
        ),
    ),
    Group(
        _("Hvem bor der"),
        (
            Question(
                Wanted.PARTNER,
                _("Skal din kæreste eller ægtefælle bo der også?"),
                must=_("Ja, det skal vi"),
                no_matter=NO,
            ),
            Question(
                Wanted.CHILDREN_STAY,
                _("Skal dine børn kunne sove der, f.eks. hver anden weekend?"),
                must=_("Ja, det skal de"),
                no_matter=NO,
                asks="number",
                more=_("Hvor mange børn?"),
                most=12,
            ),
            Question(
                Wanted.PETS,
                _("Skal du have hund eller kat med?"),
                must=_("Ja, den skal med"),
                no_matter=NO,
                asks="words",
                more=_("Hvilket dyr?"),
            ),
        ),
    ),
    Group(
        _("Boligen"),
        (
            Question(
                Wanted.ROOMS,
                _("Skal der være et bestemt antal rum?"),
                asks="number",
                more=_("Hvor mange rum mindst?"),
                most=8,
            ),
            Question(Wanted.KITCHEN, _("Skal du have dit eget køkken?")),
            Question(Wanted.BATH, _("Skal du have dit eget bad?")),
            Question(Wanted.QUIET, _("Skal der være ro i opgangen?")),
            Question(Wanted.GROUND_FLOOR, _("Skal den ligge i stueetagen?")),
            Question(Wanted.STEP_FREE, _("Skal man kunne komme ind uden trin?")),
            Question(Wanted.LIFT, _("Skal der være elevator?")),
            Question(Wanted.BALCONY, _("Skal der være altan eller have?")),
        ),
    ),
)
QUESTIONS = tuple(question for group in GROUPS for question in group.questions)
BY_WANTED: Mapping[Wanted, Question] = {question.wanted: question for question in QUESTIONS}
