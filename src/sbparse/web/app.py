"""The pages: what each address shows, and what becomes of what is sent to it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from importlib.resources import files
from typing import Final
from urllib.parse import parse_qsl, quote

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from sbparse.messages import Lang, render
from sbparse.report.page import report_css
from sbparse.web.desk import Case, Desk, FullDeskError
from sbparse.web.entries import acted, typed
from sbparse.web.progress import RefusedJobError, check, done, reading
from sbparse.web.screens import confirm_screen, message_screen, report_screen, start_screen, text
from sbparse.web.upload import Form, RefusedUploadError, read_form
from sbparse.web.work import Workshop

MOST_TYPED: Final = 2**20
"""Bytes of a sent declaration."""
_TYPED_SECONDS: Final = 30.0
_SWEEP: Final = 1.0  # seconds between two looks at the desk and for the child that waits
_CHOSEN: Final = ("level", "education", "submitted")
_STATIC: Final = {"app.js": "text/javascript", "web.css": "text/css"}
_DOWNLOADS: Final = {
    "report.html": ("html", "text/html"),
    "report.xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "declaration.xlsx": ("form", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "corrected.xlsx": ("corrected", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@dataclass(frozen=True, slots=True)
class Site:
    """All pages with what they work on: the desk, the workshop, the language at first, the idle limit in seconds."""

    desk: Desk
    workshop: Workshop
    lang: Lang
    idle: float

    def app(self) -> Starlette:
        """The application, to be put behind a guard."""
        case = "/case/{case}"
        return Starlette(
            routes=[
                Route("/", self.start, methods=["GET"]),
                Route("/", self.take_in, methods=["POST"]),
                Route(f"{case}/confirm", self.confirm, methods=["GET"]),
                Route(f"{case}/confirm", self.confirmed, methods=["POST"]),
                Route(f"{case}/picture/{{number:int}}.png", self.picture, methods=["GET"]),
                Route(f"{case}/report", self.report, methods=["GET"]),
                Route(f"{case}/report", self.change, methods=["POST"]),
                Route(f"{case}/file/{{name}}", self.download, methods=["GET"]),
                Route(f"{case}/close/{{page}}", self.closed, methods=["POST"]),
                Route(f"{case}/open/{{page}}", self.reopened, methods=["POST"]),
                Route(f"{case}/forget", self.forget, methods=["POST"]),
                Route("/static/{name}", _static, methods=["GET"]),
            ],
            exception_handlers={404: self._missing, 405: self._missing, 500: self._broken},
            lifespan=self._lifespan,
        )

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """While the server runs, the desk is swept and a child waits."""
        sweeping = asyncio.create_task(self._sweep())
        try:
            yield
        finally:
            sweeping.cancel()
            await self.workshop.close()

    async def _sweep(self) -> None:
        while True:
            self.desk.sweep()
            await self.workshop.prepare()
            await asyncio.sleep(_SWEEP)

    # The first page.

    async def start(self, request: Request) -> Response:
        lang = _asked_lang(request) or self.lang
        notice = text("start.cleared", lang) if "cleared" in request.query_params else None
        return HTMLResponse(start_screen(_root(request), lang, self.idle, notice=notice))

    async def take_in(self, request: Request) -> Response:
        """Files come in, are read, and lie on the desk."""
        lang = _asked_lang(request) or self.lang
        try:
            length = request.headers.get("content-length", "")
            form = await read_form(request.stream(), request.headers.get("content-type", ""), int(length) if length.isdecimal() else None)
            case = self._put(form, lang)
        except RefusedUploadError as refused:
            return self._refused(request, lang, render(refused.what, lang), refused.status)
        except FullDeskError:
            return self._refused(request, lang, text("upload.full", lang), 503)
        except ClientDisconnect:
            return Response(status_code=400)
        if case is None:
            return self._refused(request, lang, text("start.no-record", lang), 422)
        try:
            read = await reading(self.workshop, case)
        except RefusedJobError as refused:
            self.desk.drop(case.name)
            return self._refused(request, lang, str(refused), 422)
        case.entries = read.values["entries"]
        return _to(request, case, "confirm")

    def _put(self, form: Form, lang: Lang) -> Case | None:
        """The files on the desk; which is which is told by the field they came in. None without a record."""
        records = tuple(each for each in form.files if each.field == "records")
        history = next((each for each in form.files if each.field == "history"), None)
        chosen = {key: form.fields.get(key, "")[:40] for key in _CHOSEN}
        return self.desk.put(records, history, chosen, lang) if records else None

    def _refused(self, request: Request, lang: Lang, why: str, status: int) -> Response:
        page = start_screen(_root(request), lang, self.idle, error=why)
        # The rest of a refused body is not read.
        return HTMLResponse(page, status, {"Connection": "close"} if status in (408, 413) else None)

    # The reading.

    async def confirm(self, request: Request) -> Response:
        case = self._case(request)
        if case is None:
            return self._gone(request)
        try:
            read = await reading(self.workshop, case)
        except RefusedJobError as refused:
            return self._refused(request, case.lang, str(refused), 422)
        return HTMLResponse(confirm_screen(_root(request), case, self._page(request, case), read.values, self.idle))

    async def picture(self, request: Request) -> Response:
        case = self._case(request)
        number = request.path_params["number"]
        read = next(iter(case.readings.values()), None) if case else None
        if read is None or number >= len(read.blobs):
            return Response(status_code=404)
        return Response(read.blobs[number], media_type="image/png")

    async def confirmed(self, request: Request) -> Response:
        case = self._case(request)
        if case is None:
            return self._gone(request)
        case.read = True
        await check(self.workshop, case)
        return _to(request, case, "report")

    # The report and the declaration.

    async def report(self, request: Request) -> Response:
        case = self._case(request)
        if case is None:
            return self._gone(request)
        if not case.read:
            return _to(request, case, "confirm")
        await check(self.workshop, case)
        try:
            notes = (await reading(self.workshop, case)).values["notes"]
        except RefusedJobError:
            notes = []
        page = self._page(request, case)
        return HTMLResponse(report_screen(_root(request), case, page, self.idle, notes=notes, error=case.trouble.get(case.lang)))

    async def change(self, request: Request) -> Response:
        """The entries as typed, then what the button that was pressed says; the page is shown anew."""
        case = self._case(request)
        if case is None:
            return self._gone(request)
        pairs = await _typed_pairs(request)
        if pairs is None:
            return Response(status_code=413)
        actions = [value for name, value in pairs if name == "do"]
        # A number that was left blank is the one that is there: the page does not show it in full.
        fields = [(name, value) for name, value in pairs if (name, value.strip()) != ("claim-id_number", "")]
        offered = case.results.get(case.lang, {}).get("suggestions", [])
        entries = typed(fields, case.entries)
        for action in actions:
            entries = acted(entries, action, offered)
        case.retype(entries)
        await check(self.workshop, case)
        return _to(request, case, "report", "#declaration")

    async def download(self, request: Request) -> Response:
        case = self._case(request)
        if case is None:
            return self._gone(request)
        job, kind = _DOWNLOADS.get(request.path_params["name"], (None, ""))
        if job is None or not case.read:
            return self._missing_page(request)
        extra = {"corrected": job == "corrected"}
        try:
            made = await done(self.workshop, "form" if job == "corrected" else job, case, extra)
        except RefusedJobError as refused:
            return HTMLResponse(
                report_screen(_root(request), case, self._page(request, case), self.idle, notes=[], error=str(refused)), 422
            )
        name = quote(text(f"file.{job}", case.lang))
        return Response(made.blobs[0], media_type=kind, headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"})

    # Closing.

    async def closed(self, request: Request) -> Response:
        self.desk.close(request.path_params["case"], request.path_params["page"])
        return Response(status_code=204)

    async def reopened(self, request: Request) -> Response:
        case = self._case(request)
        if case is None:
            return Response(status_code=410)
        self.desk.reopen(case.name, request.path_params["page"][:20])
        return Response(status_code=204)

    async def forget(self, request: Request) -> Response:
        case = self._case(request)
        lang = case.lang if case else self.lang
        self.desk.drop(request.path_params["case"])
        return RedirectResponse(f"{_root(request)}/?cleared=1&lang={lang}", 303)

    # What all of them need.

    def _case(self, request: Request) -> Case | None:
        case = self.desk.get(request.path_params["case"])
        if case is not None and (lang := _asked_lang(request)):
            case.lang = lang
        return case

    def _page(self, request: Request, case: Case) -> str:
        """The page that is given out; the script that shows it in place of another says which."""
        known = request.headers.get("x-page", "")[:20]
        if known:
            self.desk.reopen(case.name, known)
        return known or self.desk.page(case.name)

    def _gone(self, request: Request) -> Response:
        return HTMLResponse(message_screen(_root(request), _asked_lang(request) or self.lang, self.idle, "gone"), 410)

    async def _missing(self, request: Request, _: Exception) -> Response:
        return self._missing_page(request)

    async def _broken(self, request: Request, _: Exception) -> Response:
        """A fault of the page's own: one sentence, and no traceback anywhere."""
        return HTMLResponse(message_screen(_root(request), _asked_lang(request) or self.lang, self.idle, "error"), 500)

    def _missing_page(self, request: Request) -> Response:
        return HTMLResponse(message_screen(_root(request), _asked_lang(request) or self.lang, self.idle, "missing"), 404)


async def _typed_pairs(request: Request) -> list[tuple[str, str]] | None:
    """The fields of a sent declaration, in their order; None where it is too large or does not come."""
    body = bytearray()
    with suppress(TimeoutError, ClientDisconnect, ValueError):
        async with asyncio.timeout(_TYPED_SECONDS):
            async for piece in request.stream():
                body += piece
                if len(body) > MOST_TYPED:
                    return None
        return parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=5000)
    return None


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name == "report.css":
        return Response(report_css(), media_type="text/css")
    if name not in _STATIC:
        return Response(status_code=404)
    return Response(files("sbparse.web").joinpath("static", name).read_bytes(), media_type=_STATIC[name])


def _asked_lang(request: Request) -> Lang | None:
    match request.query_params.get("lang"):
        case "zh":
            return "zh"
        case "en":
            return "en"
        case _:
            return None


def _root(request: Request) -> str:
    return str(request.scope["root_path"])


def _to(request: Request, case: Case, page: str, anchor: str = "") -> Response:
    return RedirectResponse(f"{_root(request)}/case/{case.name}/{page}{anchor}", 303)
