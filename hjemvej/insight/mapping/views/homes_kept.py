"""How is it drawn who has kept a home? The share over two years, both ways, and by which way the others left."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from hjemvej.insight.mapping import rules
from hjemvej.insight.mapping.estimation import SMALLEST_AT_RISK
from hjemvej.platform.ui.figures import Figure, curves, pairs_by_name

SPACE = "\N{NO-BREAK SPACE}"
A_YEAR, TWO_YEARS = rules.RELEASED_AT
TIMES = ("90", "183", A_YEAR, "548", TWO_YEARS)  # days


def after(time: str) -> str:
    """The time in words, since the curve counts in days."""
    months = {"90": 3, "183": 6, A_YEAR: 12, "548": 18, TWO_YEARS: 24}
    return _("%(months)d måneder (%(days)s dage)") % {"months": months[time], "days": time}


def ways() -> dict[str, str]:
    return {
        "kept": _("Har ikke mistet boligen"),
        "at_home": _("Botilbud talt som flyttet"),
    }  # fmt: skip


def ends() -> dict[str, str]:
    return {
        "lost": _("Mistede boligen"),
        "institution": _("Botilbud eller lang tid væk"),
        "dead": _("Døde"),
    }  # fmt: skip


def still_at_home(counts: Mapping[str, Any], on: datetime.date) -> Figure | None:
    """The share that has not lost the home, by months since they moved in; for the team."""
    if not counts or not counts["at"]["0"]:
        return None
    title, at = _title(counts["at"]), counts["at"]
    head = [_("Efter indflytning")]
    for words in ways().values():
        head += [words, _("med 95 %")]
    head += [_("følges"), _("fulgt helt eller mistet")]
    return curves(
        {words: _by_month(counts["curves"][name]) for name, words in ways().items()},
        title=title,
        description=_("Kurver over, hvor stor en del der ikke har mistet boligen, måned for måned. %s.") % title,
        head=tuple(head),
        rows=tuple((after(time), *_kept_cells(at[time])) for time in TIMES),
        method=_method(counts),
        on=on,
    )


def _title(at: Mapping[str, Any]) -> str:
    year, two = at[A_YEAR], at[TWO_YEARS]
    if year is None:
        return _("For få er fulgt i 12 måneder til at sige, hvor mange der ikke har mistet boligen")
    if two is None:
        said = _("%d %% har ikke mistet boligen 12 måneder efter indflytning; for få er fulgt i 24")
        return str(said % round(100 * year["kept"][0]))
    return _("%(year)d %% har ikke mistet boligen 12 måneder efter indflytning, %(two)d %% efter 24") % {
        "year": round(100 * year["kept"][0]), "two": round(100 * two["kept"][0]),
    }  # fmt: skip


def _kept_cells(at: Mapping[str, Any] | None) -> tuple[str, ...]:
    if at is None:
        return (_("for få"), "", "", "", "", "")
    kept, followed = at["plain"]
    plain = _("%(kept)d af %(all)d") % {"kept": kept, "all": followed} if followed >= SMALLEST_AT_RISK else _("for få")
    return (*_cells(at["kept"]), *_cells(at["at_home"]), str(at["at_risk"]), plain)


def _cells(told: Sequence[float | None]) -> tuple[str, str]:
    share, low, high = told
    band = "" if low is None or high is None else f"{100 * low:.0f}-{100 * high:.0f}{SPACE}%"
    return f"{100 * (share or 0):.0f}{SPACE}%", band


def _by_month(points: Sequence[Sequence[float]]) -> list[tuple[float, float]]:
    return [(round(day * 12 / 365, 2), round(100 * share, 1)) for day, share in points if day <= int(TWO_YEARS)]


def ways_out(counts: Mapping[str, Any], on: datetime.date) -> Figure | None:
    """The share that has left a home by each way, by months since they moved in; for the team."""
    if not counts or not counts["at"][A_YEAR]:
        return None
    told = {name: round(100 * counts["at"][A_YEAR]["ways_out"][name][0]) for name in ends()}
    title = (
        _(
            "12 måneder efter har %(lost)d %% mistet boligen; %(institution)d %% er i botilbud eller længe væk, "
            "%(dead)d %% er døde"
        )
        % told
    )
    head = [_("Efter indflytning")]
    for words in ends().values():
        head += [words, _("med 95 %")]
    return curves(
        {words: _by_month(counts["curves"][name]) for name, words in ends().items()},
        title=title,
        description=_("Kurver over, hvor stor en del der har forladt et hjem, og hvordan. %s.") % title,
        head=(*head, _("følges")),
        rows=tuple((after(time), *_left_cells(counts["at"][time])) for time in TIMES),
        method=_(
            "De samme indflytninger som ovenfor. Den, der er død eller flyttet i botilbud, kan ikke længere miste "
            "boligen; derfor er andelene regnet sammen (Aalen-Johansen) og giver hundrede med dem, der stadig bor der. "
            "Båndet er med 95 procents sikkerhed. Hvor færre end %d følges, vises intet."
        )
        % SMALLEST_AT_RISK,
        on=on,
    )


def _left_cells(at: Mapping[str, Any] | None) -> tuple[str, ...]:
    if at is None:
        return (_("for få"), *[""] * (2 * len(ends())))
    cells = [cell for name in ends() for cell in _cells(at["ways_out"][name])]
    return (*cells, str(at["at_risk"]))


def _definitions(counts: Mapping[str, Any]) -> str:
    """Say what counts as what, with the days of the rules that were counted by."""
    lost, away, bridged = counts["limits"]
    return _(
        "Indflytninger i de sidste tre år i en bolig med egen lejekontrakt, ikke udslusning eller botilbud, af "
        "borgere, som kommunen havde ansvaret for. Flytter borgeren til en anden egen bolig, tælles der videre. "
        "Boligen er mistet, når borgeren blev sat ud, når borgeren flyttede, uden at vi ved hvorhen, eller når "
        "lejemålet sluttede, og borgeren sov i hjemløshed inden for %(lost)d dage; færre end %(bridged)d nætter før "
        "en ny egen bolig tæller ikke. Slutter lejemålet ved botilbud (§§ 107 og 108), eller er borgeren mere end "
        "%(away)d dage i botilbud, på hospital eller i fængsel, er boligen ikke mistet; det står for sig. Til den dag "
        "følger vi borgeren, og ellers til borgeren dør, flytter fra kommunen, eller vi ikke ved mere. Tallet siger "
        "derfor, hvor mange der ikke har mistet boligen, ikke hvor mange der bor der endnu. Borgere, der er "
        "slettet, er ikke med."
    ) % {"lost": lost, "away": away, "bridged": bridged}


def _method(counts: Mapping[str, Any]) -> str:
    return " ".join(
        [
            _definitions(counts),
            _(
                "%(n)d indflytninger; %(unknown)d af dem følges ikke længere. De, der stadig bor der, er talt med, så "
                "langt vi har fulgt dem (Kaplan-Meier, Greenwoods fejl, log-log-bånd). Sidste kolonne: af dem, der "
                "flyttede ind for så længe siden, og som er fulgt hele tiden eller mistede boligen, hvor mange der "
                "beholdt den. Hvor færre end %(few)d følges, vises intet."
            )
            % {"n": counts["move_ins"], "unknown": counts["unknown"], "few": SMALLEST_AT_RISK},
        ]
    )


def still_at_home_released(counts: Mapping[str, Any], _on: datetime.date) -> Figure | None:
    """The shares a year and two years after moving in, of the last closed month; to those outside the team."""
    released: Mapping[str, Any] = next(iter(counts.get("released", [])), {})
    at = released.get("at", {})
    year = at.get(A_YEAR, {}).get("kept")
    if year is None:
        return None
    names = {name: words for name, words in {**ways(), **ends()}.items() if any(at[time][name] for time in at)}
    title = _("Omkring %d %% har ikke mistet boligen 12 måneder efter indflytning") % year
    return pairs_by_name(  # of so few that they are rounded to none, nothing is drawn
        {words: (at[A_YEAR][name], at.get(TWO_YEARS, {}).get(name)) for name, words in names.items()},
        of=(_("12 måneder"), _("24 måneder")),
        hidden=_("skjult"),
        title=title,
        description=_("Søjler i procent over, hvem der har mistet eller forladt et hjem, og hvem der ikke har. %s.")
        % title,
        head=_("Procent efter indflytning"),
        method=_definitions(released)
        + " "
        + _(
            "Som vi vidste det, da måneden blev lukket. Andele er rundet til nærmeste %(nearest)d procent og vises "
            "ikke, hvor de står for under fem borgere, eller hvor færre end %(few)d følges, så ingen kan genkendes."
        )
        % {"nearest": rules.TO_NEAREST, "few": SMALLEST_AT_RISK},
        on=datetime.date.fromisoformat(released["month_end"]),
    )
