"""What does this room bring to the rest of the house?"""

from django.utils.translation import gettext_lazy as _

from hjemvej.platform.access.roles import Permission
from hjemvej.platform.rooms import Events, FirstStep, MenuItem, MergeRule, Record, Room, Sealed, Sign, Words

from . import actions, events, records
from .models import ImportedRow, Upload

ROOM = Room(
    name="spreadsheets",
    signs=(Sign(ImportedRow, ("imported_at",)),),
    menu=(MenuItem(110, _("Regneark"), "spreadsheets:imports", Permission.IMPORT_PEOPLE),),
    first_steps=(
        FirstStep(20, Permission.IMPORT_PEOPLE, "spreadsheets:imports", _("Indlæs jeres egen liste fra et regneark")),
    ),
    words=Words(
        other_pages=_("Arbejdede med et regneark"),
        lists={
            "spreadsheets.dry_run": _("navne, der ligner, i et regneark"),
            "spreadsheets.leftover": _("navne, der ligner, i et regneark"),
        },
        untold_tables={
            Upload: "a file of many, sealed for its uploader and gone within a day",
            ImportedRow: "keyed hashes of rows, so that none comes in twice",
        },
    ),
    events=Events(events.EVENTS, events.QUIET),
    merge=(MergeRule(ImportedRow),),
    sealed=(Sealed("uploaded spreadsheets", actions.seal_uploads_anew),),
    records=(Record("upload_id", records.upload),),
)
