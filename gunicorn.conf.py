"""How does gunicorn serve? No query in its log, since a name was searched for; the code out of the collector's way."""

import gc
from typing import Any

from django.urls import reverse

access_log_format = '%(t)s "%(m)s %(U)s" %(s)s %(B)s %(M)sms'


def post_worker_init(worker: Any) -> None:
    """What is loaded now stays: a page is not kept waiting while the garbage collector looks through it again."""
    reverse("staff:front")  # loads every address and view, which else come with the first page, after this
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)  # a large page makes more than Python's 700 things, and leaves none behind
