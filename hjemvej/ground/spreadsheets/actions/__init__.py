"""What do we change with a spreadsheet? It is uploaded, its columns chosen, its rows imported, and it is forgotten."""

from .importing import ImportMeanwhileChanged, hand_out_leftover, import_rows
from .planning import leftover_file, make_plan, sheets_of
from .uploading import choose_columns, forget_old_uploads, upload_file

__all__ = [
    "ImportMeanwhileChanged",
    "choose_columns",
    "forget_old_uploads",
    "hand_out_leftover",
    "import_rows",
    "leftover_file",
    "make_plan",
    "sheets_of",
    "upload_file",
]
