"""How are wrong passwords counted, so that SQL in a page neither forgets them nor plants what the site would load?

They are kept by Django's cache, which loads what its table holds as Python objects: a row that SQL wrote there would
run as the site. So PostgreSQL lets the system alone write them (`Counted`), and the cache says, signed, that it is.
"""

from collections.abc import Callable
from typing import Any

from django.core.cache.backends.db import DatabaseCache

from hjemvej.platform.access.viewer import looking_as, system


class Counts(DatabaseCache):
    def _base_set(self, *args: Any) -> Any:
        return _as_the_system(super()._base_set, *args)  # type: ignore[misc]

    def _base_delete_many(self, keys: Any) -> Any:
        return _as_the_system(super()._base_delete_many, keys)  # type: ignore[misc]

    def clear(self) -> None:
        _as_the_system(super().clear)


def _as_the_system(write: Callable[..., Any], *args: Any) -> Any:
    with looking_as(system("counts tries")):
        return write(*args)
