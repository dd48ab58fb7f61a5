"""How does gunicorn serve? No query in its log, since a name was searched for; the code out of the collector's way."""

import gc
from typing import Any

access_log_format = '%(t)s "%(m)s %(U)s" %(s)s %(B)s %(M)sms'


def post_worker_init(worker: Any) -> None:
    """What is loaded now stays: a page is not kept waiting while the garbage collector looks through it again."""
    gc.collect()
    gc.freeze()
