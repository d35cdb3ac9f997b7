"""Write what README.md and docs/ show of the program: its tables, quotations and the output of every command.

python scripts/make_docs.py             # all pages
python scripts/make_docs.py docs/cli.md
python scripts/make_docs.py --check     # write nothing; say which pages are stale, and exit with 1 where any is
"""

import difflib
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from doc_follow import ROOT, Project, followed
from doc_generated import filled


def pages() -> list[Path]:
    """README.md and every page of docs/."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def fresh(page: Path) -> str:
    """The page as it should be; follows it to the letter in a copy of the project."""
    with TemporaryDirectory() as folder:
        return followed(filled(page.read_text("utf-8")), Project(Path(folder)))


def changes(page: Path, text: str) -> str:
    """What differs between a page and its fresh text, as a diff."""
    name = str(page.relative_to(ROOT))
    return "".join(difflib.unified_diff(page.read_text("utf-8").splitlines(True), text.splitlines(True), name, f"{name} (fresh)"))


def main(arguments: Sequence[str]) -> int:
    check = "--check" in arguments
    chosen = [Path(name).resolve() for name in arguments if name != "--check"] or pages()
    stale = 0
    for page in chosen:
        text = fresh(page)
        difference = changes(page, text)
        if not difference:
            continue
        stale += 1
        if check:
            sys.stderr.write(f"{page.relative_to(ROOT)}: stale; run python scripts/make_docs.py\n{difference}")
        else:
            page.write_text(text, "utf-8")
            sys.stderr.write(f"{page.relative_to(ROOT)}: written\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
