"""What do we decide about support? Which methods there are, how a phase stands, and whether the rhythm is kept."""

from hjemvej.efforts.support import models

Method = models.SupportCourse.Method
Ended = models.SupportCourse.Ended
Number = models.Phase.Number
Because = models.Pause.Because
Kind = models.Contact.Kind
Place = models.Contact.Place
MOST_AREAS = models.PhaseArea.MOST
SHARED = (Method.ACT, Method.ACT_MODIFIED)  # the whole team meets the citizen
COURSE = "support"  # the kind of course by which other rooms hand a citizen over to this one

# Keys of ground/law.
PHASE_LASTS = "support_phase_lasts"
ENDS_SOON = "support_phase_ends_soon"
CHOSEN_WITHIN = "support_method_chosen"
HOME_IN_SIGHT = "support_home_in_sight"
CASELOADS = {  # each method its own; nought: no source says, and neither have we
    Method.CTI: "support_caseload_cti", Method.ICM: "support_caseload_icm", Method.ACT: "support_caseload_act",
    Method.ACT_MODIFIED: "support_caseload_act_modified",
}  # fmt: skip
