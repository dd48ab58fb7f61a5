"""What do we ask, to know somebody again? Whom the words may mean, and who may be in the register twice."""

from .finding import FoundPerson, find_people, known_as, like, recognised
from .pairs import like_person, may_be

__all__ = ["FoundPerson", "find_people", "known_as", "like", "like_person", "may_be", "recognised"]
