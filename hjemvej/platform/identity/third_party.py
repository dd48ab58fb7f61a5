"""Which tables of other packages do we guard or log? Declared here, for their models are not ours."""

from hjemvej.platform.audit.row_security import Rows, everybody
from hjemvej.platform.audit.triggers import Changes, Trigger, logged

BEFORE_SIGN_IN = "the sign-in reads it before a viewer is known"


def guarded_sign_in(user: str, when: str) -> tuple[Trigger, ...]:
    """Let users alone change what they sign in by; `access_guard_sign_in` says who else."""
    return (Trigger("guard", f"BEFORE {when}", f"access_guard_sign_in('{user}')"),)


TABLES: dict[str, tuple[Rows, Changes, tuple[Trigger, ...]]] = {
    "mfa.Authenticator": (
        everybody(BEFORE_SIGN_IN),
        logged(masked=("data",)),
        guarded_sign_in("user_id", "INSERT OR UPDATE OF user_id, type, data OR DELETE"),
    ),
    "socialaccount.SocialAccount": (
        everybody(BEFORE_SIGN_IN),
        logged(),
        guarded_sign_in("user_id", "INSERT OR UPDATE OF user_id, provider, uid OR DELETE"),
    ),
}
