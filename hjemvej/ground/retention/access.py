"""Who sees what goes when? A leader, and counts alone: they are of everybody, so that no team's rule goes unseen."""

import datetime

from hjemvej.platform.access.viewer import looking_as, system

from .queries import Preview, preview


def preview_of_everybody(*, on: datetime.date) -> Preview:
    by = system("Tæller, hvad der slettes")
    with looking_as(by):
        return preview(on=on, viewer=by)
