"""The fonts of the machine do not matter: a process that has started pdfium with them reads the same as one that has not."""

import subprocess
import sys
from pathlib import Path

import pytest

FIXTURES = Path(__file__).parents[2] / "fixtures"
READ = """
import json, sys
{before}
from sbparse.page.native import fonts_covered
from sbparse.record.document import read_bytes
from sbparse.report.record_data import extractions_data, to_json
read = [read_bytes(open(path, "rb").read(), path)[0] for path in sys.argv[1:]]
print(fonts_covered())
print(to_json(extractions_data(read, lang="en")))
"""


def read(before: str, files: list[Path]) -> tuple[str, str]:
    """Whether pdfium runs with our cover font alone, and the files' JSON without places, which the fonts move a little."""
    script = READ.format(before=before)
    done = subprocess.run([sys.executable, "-c", script, *map(str, files)], capture_output=True, text=True, check=True, encoding="utf-8")
    covered, _, data = done.stdout.partition("\n")
    return covered, data


@pytest.mark.parametrize("folder", ["extract", "chromium"])
def test_the_machine_s_fonts_do_not_matter(folder: str) -> None:
    import json

    files = sorted((FIXTURES / folder).glob("*.pdf"))
    ours, first = read("", files)
    theirs, second = read("import pypdfium2", files)
    assert (ours, theirs) == ("True", "False")
    assert _bare(json.loads(first)) == _bare(json.loads(second))


def _bare(value: object) -> object:
    if isinstance(value, dict):
        return {key: _bare(inner) for key, inner in value.items() if key not in ("where", "findings")}
    return [_bare(inner) for inner in value] if isinstance(value, list) else value
