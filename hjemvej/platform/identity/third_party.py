"""Which tables of other packages are guarded or logged as ours are? Said here, for their models are not ours."""

from hjemvej.platform.audit.row_security import Rows, everybody
from hjemvej.platform.audit.triggers import Changes, logged

# Read before it is known who looks: by them somebody signs in.
TABLES: dict[str, tuple[Rows, Changes]] = {
    "mfa.Authenticator": (everybody(), logged(masked=("data",))),
    "socialaccount.SocialAccount": (everybody(), logged()),
}
