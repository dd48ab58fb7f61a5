"""How is a town lived in a test? Its rows are kept instead of copied."""

import datetime
from typing import Any

from django.db.models import Model

from hjemvej.invented.history import History
from hjemvej.invented.ledger import Ledger
from hjemvej.invented.town import houses

UNTIL = datetime.date(2026, 11, 22)
NOW = datetime.datetime(2026, 11, 22, 15, 55, tzinfo=datetime.UTC)


class Kept(Ledger):
    """A ledger that keeps its rows instead of copying them."""

    def _copy(self, model: type[Model]) -> None:
        pass

    def everything(self) -> dict[type[Model], list[dict[str, Any]]]:
        return self._rows

    def rows(self, name: str) -> list[dict[str, Any]]:
        return self.by_name()[name]

    def by_name(self) -> dict[str, list[dict[str, Any]]]:
        return {model.__name__: rows for model, rows in self._rows.items()}


def lived(seed: int = 1, days: int = 120, until: datetime.date = UNTIL) -> tuple[Kept, History]:
    """The rows and the history of a town; it asks the law's table for its deadlines."""
    ledger = Kept()
    now = datetime.datetime.combine(until, NOW.timetz())
    start = until - datetime.timedelta(days=days)
    history = History(seed=seed, scale=1, start=start, until=until, now=now, houses=houses(1), ledger=ledger)
    history.live(lambda day: None)
    return ledger, history
