"""Who may ask: only the page itself, on this machine, with the token of its address.

A server on 127.0.0.1 can be reached by every page that is open in the browser and, through a name that resolves to 127.0.0.1, be read by
one. So the Host must be this server's own, a change must come from this server's own page, and nothing is told without the token. What the
browser does with the answers is bounded by headers.
"""

from hmac import compare_digest
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS: Final = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    # With no-referrer a browser sends "Origin: null" with a form, and the page's own forms could not be told from others'. No address
    # leaves this origin either way: the pages ask no other, and a link to another gets none.
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Frame-Options": "DENY",
}
_SAFE: Final = frozenset({"GET", "HEAD"})


class Guard:
    """ASGI middleware: refuses what is not the page's own, and puts the headers on every answer.

    The token is the first part of every path; the application behind is given the path without it, as ``root_path`` says.

    Args:
        app: the application behind.
        token: what the address must begin with.
        port: this server's port.
    """

    def __init__(self, app: ASGIApp, *, token: str, port: int) -> None:
        self._app = app
        self._token = token.encode()
        self._hosts = frozenset(f"{name}:{port}".encode() for name in ("127.0.0.1", "localhost"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # nothing here speaks another protocol
        status = self._refusal(scope)
        if status:
            await _refuse(status, send)
            return
        root = f"/{self._token.decode()}"
        await self._app({**scope, "root_path": root}, receive, _with_headers(send))

    def _refusal(self, scope: Scope) -> int | None:
        """The status of a refusal; None where the request may pass. A stranger is not told what is here, so it is 404 for all but POSTs."""
        headers: dict[bytes, list[bytes]] = {}
        for name, value in scope["headers"]:
            headers.setdefault(name.lower(), []).append(value)
        host = headers.get(b"host", [])
        if len(host) != 1 or host[0] not in self._hosts:
            return 404
        if not compare_digest(scope["path"].encode().split(b"/")[1] if "/" in scope["path"] else b"", self._token):
            return 404
        if scope["method"] not in _SAFE and headers.get(b"origin") != [b"http://" + host[0]]:
            return 403
        return None


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {name.lower() for name, _ in message.get("headers", [])}
            added = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items() if name.lower().encode() not in own]
            message = {**message, "headers": [*message.get("headers", []), *added]}
        await send(message)

    return sent


async def _refuse(status: int, send: Send) -> None:
    headers = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
    await send(
        {"type": "http.response.start", "status": status, "headers": [*headers, (b"content-length", b"0"), (b"connection", b"close")]}
    )
    await send({"type": "http.response.body", "body": b""})
