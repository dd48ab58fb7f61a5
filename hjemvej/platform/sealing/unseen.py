"""Which signs can nobody see? They turn text around, hide in it, or make two names alike that are not.

They are taken out where text is typed (`middleware.py`), on its way into a table and out of it (`free_text.py`), and
where the log tells of older words. An emoji made of several is shown as those.
"""

import re

# Overrides and marks of direction, zero-width spaces and joiners, soft hyphens, fillers that are no letter, and tags.
UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_UNSEEN = re.compile(f"[{UNSEEN}]")


def without_unseen(text: str) -> str:
    """Return the text as it is read."""
    return text if text.isascii() else _UNSEEN.sub("", text)
