"""Can this file be a picture of a home, and what do we keep of it? The picture alone, made anew. Pure."""

import io
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, ImageOps, UnidentifiedImageError

from hjemvej.ground.homes.models import DwellingPicture
from hjemvej.platform.ui.refusals import Refused

LARGEST = 20 * 1024 * 1024  # bytes of the file
MOST_PIXELS = 60_000_000  # a phone's largest picture; a small file can unfold into more than the machine holds
FORMATS = ("JPEG", "PNG", "WEBP")
SIDE, SMALL_SIDE, QUALITY = 1600, 480, 80
MOST = 12  # pictures of a home
TOO_LONG = gettext_lazy("Billedet fylder over 20 MB. Tag det med lavere opløsning, og prøv igen.")
KINDS = DwellingPicture.Kind.choices


class PictureRefused(Refused):
    """The file is no picture that we can keep."""

    field = "file"


class TooManyPictures(Refused):
    """The home has as many as a page can show."""

    field = "file"


@dataclass(frozen=True)
class Made:
    """A picture made anew, as JPEG, and the same for a list; `width` and `height` are those of the small one."""

    content: bytes
    small: bytes
    width: int
    height: int


def made_of(file: bytes) -> Made:
    """Draw the picture again, turned upright; what the camera wrote into the file (place, time, owner) is left out."""
    if len(file) > LARGEST:
        raise PictureRefused(str(TOO_LONG))
    drawn = _drawn(file)
    small = drawn.copy()
    small.thumbnail((SMALL_SIDE, SMALL_SIDE))
    return Made(_as_jpeg(drawn), _as_jpeg(small), *small.size)


def _drawn(file: bytes) -> Image.Image:
    """Return the pixels alone, made small first to spare memory, on white where the picture is see-through."""
    try:
        opened = Image.open(io.BytesIO(file), formats=FORMATS)  # reads the head alone: nothing is unfolded yet
        if opened.width * opened.height > MOST_PIXELS:
            raise PictureRefused(_("Billedet er for stort. Tag det med lavere opløsning, og prøv igen."))
        shrunk: Image.Image = opened.convert("RGBA") if opened.mode in ("1", "P") else opened  # drawn lines stay whole
        shrunk.thumbnail((SIDE, SIDE))
        upright = ImageOps.exif_transpose(shrunk).convert("RGBA")
    except Image.DecompressionBombError as unfolds:
        raise PictureRefused(_("Billedet er for stort. Tag det med lavere opløsning, og prøv igen.")) from unfolds
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as unreadable:
        words = _("Filen kan ikke læses som et billede. Brug JPEG, PNG eller WebP; tag et skærmbillede af en PDF.")
        raise PictureRefused(words) from unreadable
    white = Image.new("RGB", upright.size, "white")
    white.paste(upright, mask=upright)
    return white


def _as_jpeg(drawn: Image.Image) -> bytes:
    written = io.BytesIO()
    drawn.save(written, "JPEG", quality=QUALITY, optimize=True)
    return written.getvalue()
