"""Do the rows that wait in a sender's page come back as they went, whatever they say?"""

import dataclasses
import datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from hjemvej.efforts.prevention.rules.receiving import Sent
from hjemvej.efforts.prevention.sending.rules.carried import bring_back, carry

DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1))
SAYS = {
    str: st.text(max_size=20), bool: st.booleans(), datetime.date | None: st.none() | DAYS,
    Decimal | None: st.none() | st.decimals(0, 99_999, places=2), datetime.datetime | None: st.none(),
}  # fmt: skip
ALWAYS = {name: st.text(min_size=1, max_size=20) for name in ("kind", "name")}
SENT = st.builds(Sent, **{one.name: SAYS[one.type] for one in dataclasses.fields(Sent)} | ALWAYS)  # type: ignore[index]


@given(st.lists(st.tuples(st.integers(1, 500), SENT), max_size=3))
def test_every_field_comes_back_as_it_went(rows):
    left = [(7, "refused", "Uden samtykke")]
    assert bring_back(carry(rows, team="our", left=left), team="our") == (rows, left)
    assert bring_back(carry(rows, team="our", left=left), team="another") is None
