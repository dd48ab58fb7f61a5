"""Which tables of other packages do we guard or log? Declared here, for their models are not ours."""

from hjemvej.platform.audit.row_security import Rows, everybody
from hjemvej.platform.audit.triggers import Changes, logged

BEFORE_SIGN_IN = "the sign-in reads it before a viewer is known"
TABLES: dict[str, tuple[Rows, Changes]] = {
    "mfa.Authenticator": (everybody(BEFORE_SIGN_IN), logged(masked=("data",))),
    "socialaccount.SocialAccount": (everybody(BEFORE_SIGN_IN), logged()),
}
