"""What can a citizen pay in rent, and what is left to live on? Values in, an answer with reasons out; pure.

`limits` finds the highest rent, `budget` lays every line out; `incomes` and `support` are what they reckon with.
Worked cases stand in docs/algorithms/economy.md.
"""

from .budget import Budget, BudgetLine, budget, with_income
from .kinds import Economy, Item, Kind, Rates, SaidBy
from .limits import RentLimit, highest_rent, sure_rent

__all__ = [
    "Budget", "BudgetLine", "Economy", "Item", "Kind", "Rates", "RentLimit", "SaidBy", "budget", "highest_rent",
    "sure_rent", "with_income",
]  # fmt: skip
