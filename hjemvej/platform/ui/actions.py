"""What do we change? Only the language a user has chosen for themselves."""

from typing import Protocol


class HasLanguage(Protocol):
    language: str

    def save(self, *, update_fields: list[str]) -> None: ...


def keep_language(*, user: HasLanguage, language: str) -> None:
    user.language = language
    user.save(update_fields=["language"])
