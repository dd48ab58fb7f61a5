"""A register of addresses to ask, as Adressevælger answers: a real web server on this machine."""

import contextlib
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer

HIT = {
    "type": "adresse", "id": "0a3f50b8-0000-32b8-e044-0003ba298018", "titel": "Prøvevej 1, st. tv, 4000 Roskilde"
}  # fmt: skip


@dataclass
class Register:
    """What it answers, and the address that it was asked by last."""

    url: str
    said: bytes = b""
    status: int = 200
    asked: str = ""

    def answers(self, said: object, status: int = 200) -> None:
        self.said, self.status = said if isinstance(said, bytes) else json.dumps(said).encode(), status


@contextlib.contextmanager
def running() -> Iterator[Register]:
    register = Register("")

    class Asked(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            register.asked = self.path
            self.send_response(register.status)
            self.end_headers()
            self.wfile.write(register.said)

        def log_message(self, *_words: object) -> None:
            """Say nothing on the screen."""

    with HTTPServer(("127.0.0.1", 0), Asked) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        register.url = f"http://127.0.0.1:{server.server_port}"
        yield register
        server.shutdown()
