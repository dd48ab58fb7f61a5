"""What does this room bring to the rest of the house?"""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.access.roles import Permission
from hjemvej.platform.rooms import (
    Events,
    FirstStep,
    ImportColumn,
    MenuItem,
    MergeRule,
    Record,
    Room,
    Sealed,
    Sign,
    Words,
)

from . import actions, events, records
from .beside import actions as writing
from .beside import queries as known
from .beside import rules as beside
from .models import ImportedRow, Upload

LAST_SEEN = ImportColumn(
    "last_seen",
    _("Sidst set eller hørt om"),
    ("sidst set", "senest set", "sidste kontakt", "seneste kontakt", "senest kontakt", "sidst kontakt", "set sidst"),
    lambda text: beside.read_last_seen(text, timezone.localdate()),
    known.seen_on,
    writing.write_last_seen,
    has_many=True,
)
HOMELESS_SINCE = ImportColumn(
    "homeless_since",
    _("Hjemløs siden"),
    ("hjemløs siden", "hjemløs fra", "i hjemløshed siden", "hjemløshed siden"),
    lambda text: beside.read_since(text, timezone.localdate()),
    known.told_since,
    writing.write_since,
)
MUNICIPALITY = ImportColumn(
    "municipality",
    _("Handlekommune"),
    ("handlekommune", "kommune", "ansvarlig kommune", "hjemkommune", "betalingskommune"),
    beside.read_municipality,
    known.responsible,
    writing.write_municipality,
)
COORDINATOR = ImportColumn(
    "coordinator",
    _("Koordinator eller kontaktperson"),
    ("koordinator", "kontaktperson", "sagsbehandler", "tovholder", "rådgiver", "støtte-kontaktperson", "skp"),
    str.strip,
    known.coordinated,
    writing.write_coordinator,
)

ROOM = Room(
    name="spreadsheets",
    import_columns=(LAST_SEEN, HOMELESS_SINCE, MUNICIPALITY, COORDINATOR),
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
    records=(Record("upload_id", records.upload), Record("dwelling_list_id", records.dwelling_list)),
)
