"""Which tables of other packages do we guard or log? Declared here, for their models are not ours."""

from hjemvej.platform.audit.row_security import Rows, everybody
from hjemvej.platform.audit.triggers import Changes, Trigger, logged, not_logged, written_by_the_system

BEFORE_SIGN_IN = "the sign-in reads it before a viewer is known"
QUEUE = "procrastinate.Procrastinate"


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
    "account.EmailAddress": (
        everybody(BEFORE_SIGN_IN),
        logged(),
        guarded_sign_in("user_id", "INSERT OR UPDATE OR DELETE"),
    ),
    **{
        f"{QUEUE}{table}": (
            everybody("health counts it; it holds ids alone"),
            not_logged("it is the worker's own log"),
            written_by_the_system(),
        )
        for table in ("Job", "Event", "PeriodicDefer", "Worker")
    },
}
