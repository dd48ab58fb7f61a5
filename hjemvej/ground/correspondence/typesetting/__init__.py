"""How does a letter become a PDF or a picture? Typst sets the words; it knows nothing of citizens. Plain Python.

`pdf` gives PDF/UA-1 (tagged, Danish, with a title), `pictures` one PNG a page,
`unprintable` the characters that no font has.
"""

from .setting import LetterNotSet, Part, Section, Sheet, pdf, pictures, unprintable

__all__ = ["LetterNotSet", "Part", "Section", "Sheet", "pdf", "pictures", "unprintable"]
