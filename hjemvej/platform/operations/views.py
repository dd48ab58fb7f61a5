"""Is the site well? For the load balancer and the operations team; nothing about people."""

import os
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.registry import REGISTRY

from hjemvej.platform.access.pages import Audience, page

from . import health as checks

LOCAL = {"", "127.0.0.1", "::1"}


def _answers_without_database(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The page must answer also when the database does not: it opens no transaction of its own."""
    view.is_monitoring = True  # type: ignore[attr-defined]
    return view


@_answers_without_database
@page(Audience.PUBLIC)
def health(request: HttpRequest) -> HttpResponse:
    """200 when pages can be served. With ?jobs also only when the jobs run and nothing that they do is overdue.

    That is for alarms, not for a balancer: pages are served all the same.
    """
    state = checks.state()
    if "jobs" not in request.GET or not all((state["database"], state["migrations"])):
        return JsonResponse(state, status=200 if state["database"] and state["migrations"] else 503)
    overdue = checks.overdue_by_room()
    is_well = state["jobs"] and not overdue
    return JsonResponse({**state, "overdue": overdue}, status=200 if is_well else 503)


@_answers_without_database
@page(Audience.PUBLIC)
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus' figures, to whoever asks from this very machine and not through the proxy."""
    if request.META.get("REMOTE_ADDR", "") not in LOCAL or "X-Forwarded-For" in request.headers:
        raise Http404
    lines = [f"hjemvej_{name} {value}\n" for name, value in checks.figures().items()]
    return HttpResponse(generate_latest(_registry()) + "".join(lines).encode(), content_type=CONTENT_TYPE_LATEST)


def _registry() -> CollectorRegistry:
    """All processes' figures when gunicorn has several (PROMETHEUS_MULTIPROC_DIR), else this one's."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    from prometheus_client.multiprocess import MultiProcessCollector

    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry
