"""What do we ask, to know somebody again? Whom the words may mean, and who may be in the register twice."""

from .finding import FoundPerson, find_people, known_as, like, recognised

__all__ = ["FoundPerson", "find_people", "known_as", "like", "recognised"]
