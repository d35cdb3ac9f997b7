"""Write the JSON Schemas of the command line's output to schema/, or with --check say whether the files there are fresh."""

import sys
from pathlib import Path

from sbparse.attest.schema import attest_schema, confirm_schema
from sbparse.report.record_data import to_json
from sbparse.report.schema import check_schema, diff_schema, extract_schema, verify_schema

FOLDER = Path(__file__).parent.parent / "schema"


def schemas() -> dict[Path, str]:
    """The text of every schema file."""
    return {
        FOLDER / "extract.schema.json": to_json(extract_schema()) + "\n",
        FOLDER / "check.schema.json": to_json(check_schema()) + "\n",
        FOLDER / "diff.schema.json": to_json(diff_schema()) + "\n",
        FOLDER / "verify.schema.json": to_json(verify_schema()) + "\n",
        FOLDER / "attest.schema.json": to_json(attest_schema()) + "\n",
        FOLDER / "confirm.schema.json": to_json(confirm_schema()) + "\n",
    }


def main(arguments: list[str]) -> int:
    stale = [path for path, text in schemas().items() if not path.exists() or path.read_text("utf-8") != text]
    if "--check" in arguments:
        for path in stale:
            sys.stderr.write(f"{path}: stale; run python scripts/make_schema.py\n")
        return 1 if stale else 0
    for path, text in schemas().items():
        path.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
