"""What is to be audited: submissions, found in a folder or listed in a manifest, in the same order every time.

In a folder every sub-folder that holds files of its own is a submission: any PDFs and one declared history; one that holds nothing else
than papers of other kinds is told. A manifest is a CSV with a row
a submission, whose paths are relative to the manifest itself; with a scheduler they may be addresses that every worker can read.
"""

import csv
import os
from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import Final

from sbparse.errors import UnusableFileError
from sbparse.messages import Message, message
from sbparse.report.clean import encodable

HISTORY_ENDINGS: Final = (".xlsx", ".csv", ".json", ".docx")
MOST_FILES: Final = 200
"""PDFs of one submission: a person's prints, contracts and certificates are some dozens."""

_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "name": ("名称", "编号", "name"),
    "records": ("权益记录", "社保记录", "records"),
    "history": ("工作经历", "申报表", "history"),
    "submitted": ("提交日期", "提交纸质材料日期", "submitted"),
}
"""Columns of a manifest and what they may be called; 名称 and 提交日期 may be missing."""


@dataclass(frozen=True, slots=True)
class Submission:
    """What one person handed in.

    Attributes:
        name: the sub-folder's path in the audited folder, with ``/``; or the manifest's 名称.
        records: paths (or addresses) of the PDFs, in order of their names.
        history: path (or address) of the declared history; None where there is none to be used.
        submitted: the manifest's 提交日期 as written, None where it has none.
        flaw: why it cannot be audited, None where nothing is known to be wrong.
    """

    name: str
    records: tuple[str, ...]
    history: str | None
    submitted: str | None = None
    flaw: Message | None = None


def submissions(source: Path, *, without: Collection[Path] = ()) -> Iterator[Submission]:
    """The submissions of a folder or of a manifest.

    Args:
        source: the folder, or the manifest.
        without: files and folders in it that are none of the submissions', such as the audit's own output.

    Raises:
        UnusableFileError: there is no such folder or file, it holds no submission, or the manifest cannot be read.
    """
    found = _of_folder(source, {path.resolve() for path in without}) if source.is_dir() else _of_manifest(source)
    first = next(found, None)
    if first is None:
        raise UnusableFileError(message("audit.no-submission"), file=str(source))
    yield from distinct(chain([first], found))


def distinct(found: Iterable[Submission]) -> Iterator[Submission]:
    """The submissions, each with a name of its own: ``张三``, ``张三 (2)``. A manifest may name two alike, and so may two sources."""
    times: Counter[int] = Counter()
    for submission in found:
        name = submission.name
        while times[hash(name)]:  # a hash instead of the name: a hundred thousand are held
            times[hash(submission.name)] += 1
            name = f"{submission.name} ({times[hash(submission.name)]})"
        times[hash(name)] += 1
        yield submission if name == submission.name else replace(submission, name=name)


def _of_folder(folder: Path, without: Collection[Path]) -> Iterator[Submission]:
    root, closed, owner = folder.resolve(), deque[OSError](), ""
    names = {path.name for path in without}  # only of these the whole path is asked
    top = str(folder)
    # Paths are texts here: there are thousands of them.
    for here, inner, files in os.walk(top, onerror=closed.append):

        def left_out(name: str, here: str = here) -> bool:
            return name in names and root / Path(here).relative_to(folder) / name in without

        inner[:] = sorted(name for name in inner if not name.startswith(".") and not left_out(name))
        handed_in = sorted(name for name in files if _counts(name) and not left_out(name))
        # What is nobody's or leads nowhere must not be lost without a word.
        yield from _closed(folder, closed)
        for link in [name for name in inner if os.path.islink(os.path.join(here, name))]:  # noqa: PTH114, PTH118
            inner.remove(link)  # not followed: a link to a parent would never end
            yield Submission(_name(os.path.join(here, link), folder), (), None, flaw=message("audit.linked-folder"))  # noqa: PTH118
        if handed_in and here == top and inner:
            for file in handed_in:
                yield Submission(encodable(file), (), None, flaw=message("audit.loose-file"))
        elif handed_in or (here != top and not inner and any(map(_visible, files)) and not (owner and here.startswith(owner))):
            owner = os.path.join(here, "")  # noqa: PTH118
            yield _submission(_name(here, folder), *_told_apart([os.path.join(here, file) for file in handed_in]))  # noqa: PTH118
    yield from _closed(folder, closed)


def _closed(folder: Path, closed: deque[OSError]) -> Iterator[Submission]:
    """Folders that could not be looked into."""
    while closed:
        error = closed.popleft()
        why = message("audit.cannot-open", why=error.strerror or type(error).__name__)
        yield Submission(_name(error.filename, folder), (), None, flaw=why)


def _name(path: str, folder: Path) -> str:
    within = path[len(str(folder)) :].lstrip(os.sep)
    return encodable(within.replace(os.sep, "/") or folder.resolve().name)


def _counts(name: str) -> bool:
    """Whether a file may belong to a submission."""
    return _visible(name) and name.lower().endswith((".pdf", *HISTORY_ENDINGS))


def _visible(name: str) -> bool:
    """No hidden file, no lock file that Excel or Word left behind."""
    return not name.startswith((".", "~$"))


def _told_apart(files: list[str]) -> tuple[list[str], list[str]]:
    """PDFs and possible histories, by their endings; beside a workbook a contract as docx or a program's json is no second history."""
    pdfs = [file for file in files if file.lower().endswith(".pdf")]
    histories = [file for file in files if file not in pdfs]
    workbooks = [file for file in histories if file.lower().endswith(".xlsx")]
    return pdfs, workbooks or histories


def _submission(name: str, records: list[str], histories: list[str], submitted: str | None = None) -> Submission:
    flaw = None
    if not records:
        flaw = message("audit.no-pdf")
    elif len(histories) != 1:
        names = [encodable(Path(file).name) for file in histories]
        flaw = message("audit.several-histories", files=names) if histories else message("audit.no-history")
    elif len(records) > MOST_FILES:
        flaw = message("audit.too-many-files", count=len(records), limit=MOST_FILES)
    return Submission(name, tuple(records), histories[0] if len(histories) == 1 else None, submitted, flaw)


def _of_manifest(path: Path) -> Iterator[Submission]:
    try:
        rows = list(csv.reader(StringIO(_text(path)), strict=True))
    except csv.Error:
        raise UnusableFileError(message("audit.no-manifest"), file=str(path)) from None
    columns = _columns(rows[0] if rows else [], path)
    for number, row in enumerate(rows[1:], start=2):
        cells = {name: row[at].strip() for name, at in columns.items() if at < len(row)}
        if any(cells.values()):
            records, histories = ([_resolved(path, file) for file in _listed(cells.get(name, ""))] for name in ("records", "history"))
            yield _submission(cells.get("name") or str(number), records, histories, cells.get("submitted") or None)


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnusableFileError(message("audit.cannot-open", why=error.strerror or type(error).__name__), file=str(path)) from None
    for encoding in ("utf-8-sig", "gb18030"):  # what Excel writes on a Chinese Windows, whichever kind of CSV is chosen
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnusableFileError(message("audit.no-manifest"), file=str(path))


def _columns(header: Iterable[str], path: Path) -> dict[str, int]:
    titles = [title.strip() for title in header]
    columns = {name: at for name, texts in _COLUMNS.items() for at, title in enumerate(titles) if title in texts}
    missing = [texts[0] for name, texts in _COLUMNS.items() if name in ("records", "history") and name not in columns]
    if missing:
        raise UnusableFileError(message("audit.manifest-columns", columns=missing), file=str(path))
    return columns


def _listed(cell: str) -> list[str]:
    return [file.strip() for file in cell.replace("；", ";").split(";") if file.strip()]


def _resolved(manifest: Path, file: str) -> str:
    return file if "://" in file else str(manifest.parent / file)
