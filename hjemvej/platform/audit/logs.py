"""What may the operations team read of what happens in the machine? JSON, with nothing about people in it."""

import re
import time
import traceback
import uuid
from collections.abc import Callable, Mapping, MutableMapping
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponseBase
from prometheus_client import Counter, Histogram

from hjemvej.platform.sealing.cpr_numbers import CPR_LIKE, in_our_digits

EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
QUERY = re.compile(r"\?\S+")  # what was searched for is a name
NEVER = frozenset({
    "name", "given_names", "surname", "cpr", "email", "phone", "text", "note", "reason", "why", "description",
    "address", "password", "user", "viewer", "person", "q", "args", "params", "body", "data", "form",
})  # fmt: skip
SHOWN = "•••"
OF_MACHINES_ALONE = frozenset({"psycopg.pool"})  # the reason for a failed connection, which says nothing of people
LETTERS = str.maketrans("0123456789", "ghijklmnop")  # an id with ten digits in a row would be taken for a CPR number
REQUESTS = Counter("hjemvej_requests", "Pages answered", ["page", "method", "status"])
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})  # what else one may think of is one line, not a line each
SECONDS = Histogram("hjemvej_request_seconds", "Time to answer", ["page"], buckets=(0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5))
request_log = structlog.get_logger("hjemvej.request")


def redacted(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Take out what could tell of somebody: fields by name, numbers and addresses by pattern."""
    return {key: SHOWN if key in NEVER else _without_people(value) for key, value in event.items()}


def _without_people(value: Any) -> Any:
    if isinstance(value, str):
        return QUERY.sub("?" + SHOWN, EMAIL.sub(SHOWN, CPR_LIKE.sub(SHOWN, in_our_digits(value))))
    if isinstance(value, Mapping):
        return {key: SHOWN if key in NEVER else _without_people(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_without_people(part) for part in value]
    if isinstance(value, int | float | bool | uuid.UUID) or value is None:
        return value if isinstance(value, int | float | bool) or value is None else str(value)
    return type(value).__name__


def where_it_broke(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """An error as its kind and its lines of code; its message and its values may hold a citizen, so they go."""
    found = event.pop("exc_info", None)
    error = found[1] if isinstance(found, tuple) else found
    if isinstance(error, BaseException):
        event["error"] = f"{type(error).__module__}.{type(error).__qualname__}"
        frames = traceback.extract_tb(error.__traceback__)
        event["at"] = [f"{frame.filename.rpartition('/hjemvej/')[2]}:{frame.lineno} {frame.name}" for frame in frames]
        cause = error.__cause__ or error.__context__
        if cause is not None:
            event["because"] = f"{type(cause).__module__}.{type(cause).__qualname__}"
    event.pop("exception", None)
    event.pop("stack_info", None)
    return event


def only_the_template(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Log only the fixed text of other packages, without the values that they would put into it."""
    values = event.pop("positional_args", ())
    if values and event["logger"] in OF_MACHINES_ALONE:
        event["event"] = " ".join((event["event"] % values).split())
    return event


SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
LAST: list[Any] = [
    only_the_template,
    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
    where_it_broke,
    redacted,
]


def settings(level: str) -> dict[str, Any]:
    """Django's LOGGING: every logger's lines come out as redacted JSON on standard error."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    json = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": SHARED,
        "processors": [*LAST, structlog.processors.JSONRenderer(ensure_ascii=False)],
        "use_get_message": False,
        "pass_foreign_args": True,
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": json},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django.db.backends": {"level": "INFO"},
            # Told at every start of every command, and about nothing that went wrong.
            "procrastinate.blueprints": {"level": "WARNING"},
            "procrastinate.periodic": {"level": "WARNING"},
        },
    }


class RequestLogMiddleware:
    """Gives each request an id that also stands in its answer, and writes one line about it: page, status and time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request_id = uuid.uuid4().hex.translate(LETTERS)
        began = time.monotonic()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = self.get_response(request)
            response["X-Request-ID"] = request_id
            match = request.resolver_match
            page = match.view_name if match else "unknown"
            seconds = time.monotonic() - began
            method = request.method if request.method in METHODS else "other"
            REQUESTS.labels(page, method, str(response.status_code)).inc()
            SECONDS.labels(page).observe(seconds)
            request_log.info("answered", page=page, method=method, status=response.status_code,
                             ms=round(seconds * 1000))  # fmt: skip
        return response
