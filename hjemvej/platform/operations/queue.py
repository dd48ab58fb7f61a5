"""How does the worker reach its queue, which no viewer changes? By saying, signed, that it is the system."""

import contextlib
from collections.abc import AsyncGenerator
from typing import Any

from procrastinate.contrib.django.utils import connector_params
from procrastinate.psycopg_connector import PsycopgConnector

from hjemvej.platform.access import claims
from hjemvej.platform.access.viewer import system

WORKER = system("worker")


class WorkersConnector(PsycopgConnector):
    """Procrastinate's own, which tells PostgreSQL who it is before each of its statements: each is a transaction."""

    @contextlib.asynccontextmanager
    async def _get_cursor(self, connection: Any = None) -> AsyncGenerator[Any]:
        async with super()._get_cursor(connection) as cursor:
            link = cursor.connection
            row = await (await link.execute(claims.BEGAN)).fetchone()
            await link.execute(claims.SET, [claims.signed(WORKER.says, link.info.backend_pid, row[0] if row else "")])
            yield cursor


def workers_connector() -> WorkersConnector:
    return WorkersConnector(kwargs=connector_params())
