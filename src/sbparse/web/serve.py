"""The server: a port of 127.0.0.1 alone, a random token in its address, no log."""

import asyncio
import secrets
import socket
import webbrowser
from collections.abc import Callable
from threading import Thread
from time import monotonic
from typing import Final

import uvicorn

from sbparse.errors import UsageError
from sbparse.messages import Lang, message
from sbparse.web.app import Site
from sbparse.web.desk import Desk
from sbparse.web.guard import Guard
from sbparse.web.work import Workshop

HOST: Final = "127.0.0.1"
_TOKEN: Final = 24  # random bytes


def serve(port: int, lang: Lang, idle: float, said: Callable[[str], None], *, open_page: bool) -> None:
    """Serve until interrupted.

    Args:
        port: the port; 0 for a free one.
        lang: the language of the first page.
        idle: seconds without a request after which a case is forgotten.
        said: is told the address, once the port is open.
        open_page: open the address in the browser.

    Raises:
        UsageError: the port cannot be used.
    """
    with _opened(port) as listening:
        bound = int(listening.getsockname()[1])
        token = secrets.token_urlsafe(_TOKEN)
        address = f"http://{HOST}:{bound}/{token}/"
        asyncio.run(_served(listening, token, bound, lang, idle, lambda: _announced(address, said, open_page=open_page)))


def _opened(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.bind((HOST, port))
    except (OSError, OverflowError) as error:
        listening.close()
        why = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
        raise UsageError(message("web.error.port", port=port, why=why)) from None
    return listening


async def _served(listening: socket.socket, token: str, port: int, lang: Lang, idle: float, ready: Callable[[], None]) -> None:
    # Made here: a workshop belongs to the loop that it runs in.
    site = Site(Desk(monotonic, idle=idle), Workshop(), lang, idle)
    config = uvicorn.Config(
        Guard(site.app(), token=token, port=port),
        access_log=False,  # addresses hold the token
        log_config=None,
        log_level="critical",
        server_header=False,
        date_header=False,
        ws="none",
        http="h11",
        lifespan="on",
        limit_concurrency=64,
        timeout_keep_alive=10,
        timeout_graceful_shutdown=2,
    )
    listening.listen()
    ready()
    await uvicorn.Server(config).serve(sockets=[listening])


def _announced(address: str, said: Callable[[str], None], *, open_page: bool) -> None:
    said(address)
    if open_page:
        # Starting a browser may take seconds, and some wait for it to end.
        Thread(target=webbrowser.open, args=(address,), daemon=True).start()
