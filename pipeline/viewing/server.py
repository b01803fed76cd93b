"""A page on this computer alone, where one drops saved pages and gets their records: `winnow view`.

It listens on the loopback interface and answers only where the address holds a secret and `Host` is its own, so neither
other users nor other sites reach it, also not by DNS rebinding. What changes something must come from its own page
(`Origin`). Scraped text is escaped, and the content security policy of every page forbids all but our own script.
"""

import logging
import secrets
import socketserver
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote

from pipeline.errors import MissingExtraError
from pipeline.outputs import format_named
from pipeline.viewing.collection import LARGEST_FILE, Collection, TooMuchError
from pipeline.viewing.document import policy_of
from pipeline.viewing.inspection import inspect
from pipeline.viewing.overview import DOWNLOADS, overview

log = logging.getLogger("winnow")
HOST = "127.0.0.1"
_SECONDS = 60  # that a browser may be silent in the middle of a request


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back to the browser."""

    status: HTTPStatus
    body: bytes = b""
    media: str = "text/plain; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()


class Server(ThreadingHTTPServer):
    """The server of one collection, on a free port unless one is given. `url` is where its page is."""

    daemon_threads = True

    def __init__(self, collection: Collection, port: int = 0) -> None:
        self.collection = collection
        self.secret = secrets.token_urlsafe(24)
        super().__init__((HOST, port), Handler)

    def server_bind(self) -> None:
        """Binds without asking a name server for the name of this computer, as the standard library does."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    @property
    def url(self) -> str:
        """Where the page is."""
        return f"http://{HOST}:{self.server_port}/{self.secret}/"

    @property
    def hosts(self) -> tuple[str, ...]:
        """What `Host` may say."""
        return f"{HOST}:{self.server_port}", f"localhost:{self.server_port}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away is no fault."""
        log.info("a request ended early", exc_info=True)


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Server
    timeout = _SECONDS
    server_version, sys_version = "winnow", ""

    def do_GET(self) -> None:
        """Pages, inspections and downloads."""
        self._answer(self._get)

    def do_POST(self) -> None:
        """Files that are dropped, and buttons."""
        self._answer(self._post)

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are nobody's business."""
        log.debug(format, *args)

    def _answer(self, handle: Callable[[str], Answer]) -> None:
        path = self._own_path()
        try:
            answer = _not_found() if path is None else handle(path)
        except TooMuchError as error:
            answer = Answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, str(error).encode())
        except OSError:  # the browser is gone, or the disk is full
            log.warning("a request failed", exc_info=True)
            answer = Answer(HTTPStatus.INTERNAL_SERVER_ERROR, b"reading or writing failed; see the terminal")
        self.send_response(answer.status)
        for name, value in (
            ("Content-Type", answer.media),
            ("Content-Length", str(len(answer.body))),
            *answer.headers,
            *_ALWAYS,
        ):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)

    def _own_path(self) -> str | None:
        """What stands behind the secret in the address; None where the request is not for us."""
        first, _, rest = self.path.removeprefix("/").partition("/")
        known = secrets.compare_digest(first.encode(), self.server.secret.encode())
        return rest if known and self.headers.get("Host") in self.server.hosts else None

    def _get(self, path: str) -> Answer:
        collection = self.server.collection
        if path == "":
            return _page(overview(collection))
        kind, _, name = path.partition("/")
        if kind == "page" and name.isdecimal() and name.isascii() and int(name[:9]) < len(collection.results):
            return _page(inspect(collection.results[int(name[:9])]))
        if kind == "download" and name in DOWNLOADS:
            return self._download(name)
        return _not_found()

    def _download(self, name: str) -> Answer:
        kind = DOWNLOADS[name]
        try:
            data = format_named(kind.format).document(self.server.collection.records())
        except MissingExtraError as error:
            return Answer(HTTPStatus.NOT_IMPLEMENTED, str(error).encode())
        return Answer(
            HTTPStatus.OK, data, kind.media, (("Content-Disposition", f'attachment; filename="records.{name}"'),)
        )

    def _post(self, path: str) -> Answer:
        if self.headers.get("Origin") not in {f"http://{host}" for host in self.server.hosts}:
            return _not_found()
        length = self.headers.get("Content-Length", "")
        if not (length.isdecimal() and length.isascii()) or "Transfer-Encoding" in self.headers:
            return Answer(HTTPStatus.LENGTH_REQUIRED)
        collection = self.server.collection
        if path == "files" and len(length) <= len(str(LARGEST_FILE)):
            collection.receive(unquote(self.headers.get("X-Name", "")), self.rfile, int(length))
        elif path == "files":
            raise TooMuchError(f"the file is larger than {LARGEST_FILE // 1_000_000} MB; use `winnow run` for it")
        elif path == "read":
            collection.read_received()
        elif path == "clear":
            collection.clear()
        else:
            return _not_found()
        return Answer(HTTPStatus.OK, b"done")


def _not_found() -> Answer:
    return Answer(HTTPStatus.NOT_FOUND, b"Not found. Open the address that winnow printed in the terminal.")


def _page(html: str) -> Answer:
    policy = f"{policy_of(html)}; frame-ancestors 'none'"
    return Answer(
        HTTPStatus.OK,
        html.encode("utf-8", "backslashreplace"),
        "text/html; charset=utf-8",
        (("Content-Security-Policy", policy),),
    )


_ALWAYS = (
    ("Cache-Control", "no-store"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
)
