"""Which files do we keep, and which type is a file? Read from its content, for its name may lie. Pure."""

import io
import re
import zipfile
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hjemvej.platform.ui.refusals import Refused

LARGEST = 20 * 1024 * 1024
MACROS = "vbaProject.bin"


class FileRefused(Refused):
    """A file we do not keep; the message says why."""


@dataclass(frozen=True)
class FileType:
    media_type: str
    ending: str


PDF = FileType("application/pdf", "pdf")
PNG = FileType("image/png", "png")
JPEG = FileType("image/jpeg", "jpg")
OFFICE = "application/vnd.openxmlformats-officedocument"
XLSX = FileType(f"{OFFICE}.spreadsheetml.sheet", "xlsx")
DOCX = FileType(f"{OFFICE}.wordprocessingml.document", "docx")
BEGINS_WITH = {b"%PDF-": PDF, b"\x89PNG\r\n\x1a\n": PNG, b"\xff\xd8\xff": JPEG}
HOLDS = {"xl/workbook.xml": XLSX, "word/document.xml": DOCX}
BY_MEDIA_TYPE = {kind.media_type: kind for kind in (PDF, PNG, JPEG, XLSX, DOCX)}


def type_of(content: bytes) -> FileType:
    """Return the type of a file that we may keep; raise FileRefused with the reason for any other."""
    if not content:
        raise FileRefused(_("Filen er tom."))
    if len(content) > LARGEST:
        raise FileRefused(
            _("Filen fylder %(size)s. Den må højst fylde %(largest)s.")
            % {"size": size_in_words(len(content)), "largest": size_in_words(LARGEST)}
        )
    for beginning, file_type in BEGINS_WITH.items():
        if content.startswith(beginning):
            return file_type
    return _type_of_archive(content)


def _type_of_archive(content: bytes) -> FileType:
    """Word and Excel are archives; only their names are read, nothing is unpacked."""
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        names = []
    if any(name.endswith(MACROS) for name in names):
        raise FileRefused(_("Filen indeholder makroer. Gem den uden makroer, og prøv igen."))
    for inside, file_type in HOLDS.items():
        if inside in names:
            return file_type
    raise FileRefused(_("Filtypen kan ikke bruges. Brug PDF, Word (docx), Excel (xlsx), PNG eller JPEG."))


def safe_filename(name: str, kind: FileType) -> str:
    """Return the name without folders and invisible characters, with the ending of the file's true type."""
    last = re.split(r"[/\\]", name)[-1]
    seen = "".join(sign if sign.isprintable() and sign not in '"<>:|?*' else " " for sign in last)
    stem = " ".join(seen.rpartition(".")[0].split() or seen.split()).strip(". ")
    return f"{stem[:100] or 'fil'}.{kind.ending}"


def size_in_words(size: int) -> str:
    """Write a size as Danes do: 812 KB, 1,4 MB."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB".replace(".0 ", " ").replace(".", ",")
