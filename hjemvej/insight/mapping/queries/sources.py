"""How many people did which sources know, in a week or more? For estimating those whom none knows; never who."""

import datetime
from collections import Counter

from hjemvej.insight.mapping.models import SpellWeek
from hjemvej.platform.access.viewer import Viewer

KNOWN = """
SELECT person_id, array_agg(DISTINCT what ORDER BY what) FROM known_fact
WHERE about = 'source' AND known_until IS NULL AND from_on < %(until_on)s
    AND (until_on IS NULL OR until_on > %(from_on)s)
GROUP BY person_id"""
OF_THE_ERASED = "by-"


def known_to(from_on: datetime.date, until_on: datetime.date, *, viewer: Viewer) -> Counter[frozenset[str]]:
    """Count the people by the very set of sources that knew them on these days (the end left out); two queries.

    A source is the kind of organisation or house that told us: `shelter`, `team`, `health`, `prison`. Of the erased, by
    whole weeks.
    """
    counted: Counter[frozenset[str]] = Counter()
    with viewer.cursor() as cursor:
        cursor.execute(KNOWN, {"from_on": from_on, "until_on": until_on})
        counted.update(frozenset(sources) for _person, sources in cursor.fetchall())
    spells: dict[object, set[str]] = {}
    weeks = viewer.rows_of(SpellWeek).filter(week_on__gte=from_on, week_on__lt=until_on)
    for spell_id, sources in weeks.values_list("spell_id", "sources"):
        knew = {name.removeprefix(OF_THE_ERASED) for name in sources if name.startswith(OF_THE_ERASED)}
        spells.setdefault(spell_id, set()).update(knew)
    counted.update(frozenset(sources) for sources in spells.values() if sources)
    return counted
