"""How do tests run the real OpenID provider (npm oidc-provider) that plays the login broker?"""

import contextlib
import pathlib
import subprocess
import time
import urllib.request
from collections.abc import Iterator

from launch import browser, postgres
from launch.steps import LOCAL
from tests.databases import CHECKOUT

PROVIDER = pathlib.Path(__file__).parent / "journeys" / "login_broker" / "provider.mjs"


@contextlib.contextmanager
def running(port: int, *, ours: str, log: str) -> Iterator[str]:
    """Run the provider on a port, joined to Hjemvej at the address `ours`; gives its issuer."""
    issuer, written = f"http://localhost:{port}", LOCAL / log
    command = [str(browser.node()), str(PROVIDER), str(port), f"{ours}/konto/tjeneste/broker/svar/"]
    with written.open("wb") as output:
        provider = subprocess.Popen(
            command, cwd=CHECKOUT, stdout=output, stderr=output, preexec_fn=postgres.die_with_parent
        )
    try:
        _wait_for(f"{issuer}/.well-known/openid-configuration", written)
        yield issuer
    finally:
        provider.terminate()
        provider.wait(timeout=20)


def _wait_for(address: str, log: pathlib.Path) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address, timeout=10)  # noqa: S310
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"{address} does not answer: see {log}")
