"""The site without a port: requests that a browser on this machine would send."""

import asyncio
import re
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace

import httpx

from sbparse.web.app import Site
from sbparse.web.desk import Desk
from sbparse.web.guard import Guard
from sbparse.web.work import Workshop

CASES = Path(__file__).parents[2] / "fixtures/check"
ORIGIN = "http://127.0.0.1:8123"
TOKEN = "token"
ROOT = f"{ORIGIN}/{TOKEN}"


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@asynccontextmanager
async def site(lang="zh", **workshop):
    """The site with a client for it: ``client``, ``desk``, ``clock``, ``workshop``."""
    clock = Clock()
    desk, shop = Desk(clock, idle=600), Workshop(**workshop)
    app = Guard(Site(desk, shop, lang, 600).app(), token=TOKEN, port=8123)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=ROOT, headers={"Origin": ORIGIN}, follow_redirects=True) as client:
        yield SimpleNamespace(client=client, desk=desk, clock=clock, workshop=shop)


def sent(name, *, history=True, **fields):
    """The form of the first page with a fixture's files."""
    files = [("records", ("record.pdf", (CASES / name / "record.pdf").read_bytes(), "application/pdf"))]
    if history:
        files.append(("history", ("history.xlsx", (CASES / name / "history.xlsx").read_bytes(), "")))
    return {"files": files, "data": {"level": "", "education": "", "submitted": "", **fields}}


async def confirmed(site, name, **options):
    """Upload and confirm; the report's answer."""
    first = await site.client.post("/", **sent(name, **options))
    assert first.status_code == 200, first.text
    return await site.client.post(str(first.url))


def fields_of(html):
    """What the form of the declaration would send as it stands."""
    pairs = [(name, value) for name, value in re.findall(r'<input id="[^"]+" name="([^"]+)" type="\w+" value="([^"]*)"', html)]
    for name, options in re.findall(r'<select id="[^"]+" name="([^"]+)"[^>]*>(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r"<option(?: value=\"([^\"]*)\")? selected>([^<]*)", options)
        pairs.append((name, "" if chosen is None or chosen[1] == "" else chosen[2]))
    return dict(pairs)


def run(main):
    return asyncio.run(main())


BROKEN = (sys.executable, "-c", "import os; os.abort()")
