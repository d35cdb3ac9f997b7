"""Who may ask: Host, token and Origin, each on both sides; the headers on every answer."""

import asyncio

import pytest

from sbparse.web.guard import CONTENT_POLICY, HEADERS, Guard

TOKEN, PORT = "right-token", 8123
HOST = (b"host", b"127.0.0.1:8123")


async def behind(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": scope["root_path"].encode()})


def asked(path=f"/{TOKEN}/", method="GET", headers=(HOST,), kind="http"):
    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": kind, "path": path, "method": method, "headers": list(headers), "root_path": ""}
    asyncio.run(Guard(behind, token=TOKEN, port=PORT)(scope, None, send))
    return sent


def status(**request):
    return asked(**request)[0]["status"]


def test_the_page_itself_may_ask():
    sent = asked()
    assert (sent[0]["status"], sent[1]["body"]) == (200, b"/right-token")


@pytest.mark.parametrize(
    ("host", "answer"),
    [
        (b"127.0.0.1:8123", 200),
        (b"localhost:8123", 200),
        (b"127.0.0.1", 404),
        (b"127.0.0.1:8124", 404),
        (b"localhost:80", 404),
        (b"evil.example:8123", 404),
        (b"127.0.0.1.evil.example:8123", 404),
        (b"[::1]:8123", 404),
        (b"", 404),
    ],
)
def test_host(host, answer):
    assert status(headers=[(b"host", host)]) == answer


def test_no_host_and_two_hosts():
    assert status(headers=[]) == 404
    assert status(headers=[HOST, HOST]) == 404


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/right-token/", 200),
        ("/right-token/case/x/report", 200),
        ("/right-token", 200),
        ("/right-toke", 404),
        ("/right-token2/", 404),
        ("/Right-token/", 404),
        ("//right-token/", 404),
        ("/x/right-token/", 404),
        ("/", 404),
        ("", 404),
        ("/é/", 404),
    ],
)
def test_token(path, answer):
    assert status(path=path) == answer


@pytest.mark.parametrize(
    ("origin", "answer"),
    [
        ([(b"origin", b"http://127.0.0.1:8123")], 200),
        ([], 403),
        ([(b"origin", b"null")], 403),
        ([(b"origin", b"http://127.0.0.1:8124")], 403),
        ([(b"origin", b"https://127.0.0.1:8123")], 403),
        ([(b"origin", b"http://evil.example")], 403),
        ([(b"origin", b"http://localhost:8123")], 403),  # another name than that of the page
        ([(b"origin", b"http://127.0.0.1:8123"), (b"origin", b"http://evil.example")], 403),
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_origin_of_what_changes_something(method, origin, answer):
    assert status(method=method, headers=[HOST, *origin]) == answer


def test_looking_needs_no_origin():
    assert status(method="HEAD") == 200


@pytest.mark.parametrize("request_", [{}, {"path": "/wrong/"}, {"method": "POST"}])
def test_headers_stand_on_every_answer(request_):
    headers = dict(asked(**request_)[0]["headers"])
    assert {name.lower().encode(): value.encode() for name, value in HEADERS.items()}.items() <= headers.items()


def test_the_policy_allows_nothing_inline_and_nobody_else():
    rules = dict(part.split(" ", 1) for part in CONTENT_POLICY.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["frame-ancestors"] == "'none'"
    assert not any(word in CONTENT_POLICY for word in ("unsafe", "http", "*", "blob:"))


def test_other_protocols_get_no_answer():
    assert asked(kind="websocket") == []
