"""Do the rules that all sub-rooms share answer right?"""

import datetime
from zoneinfo import ZoneInfo

from hjemvej.efforts.safe_night.rules import Freshness, freshness

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def moment(hour: int, minute: int = 0) -> datetime.datetime:
    return datetime.datetime(2026, 11, 20, hour, minute, tzinfo=COPENHAGEN)


def test_a_report_goes_stale():
    limit = datetime.timedelta(hours=4)
    assert freshness(moment(9), moment(13), limit) == Freshness(False, "for 4 timer siden")
    assert freshness(moment(9), moment(13, 1), limit).is_stale
    assert freshness(None, moment(13), limit) == Freshness(True, "har ikke meldt endnu", is_known=False)
