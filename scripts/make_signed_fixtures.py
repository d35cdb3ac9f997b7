"""Makes the signed PDFs that the documentation shows: a record signed under our own root, and the same with a figure changed.

    python scripts/make_signed_fixtures.py

Only when the pictures of the form change; the results are committed, so that the documentation needs no keys. The keys are thrown away.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "signing")]

import signing_files as files  # noqa: E402

FOLDER = ROOT / "fixtures" / "signed"


def main() -> None:
    signer = files.office(until=datetime(2099, 1, 1, tzinfo=UTC))
    signed = files.signed(by=signer)
    FOLDER.mkdir(exist_ok=True)
    files.saved(FOLDER, signed, "signed.pdf")
    files.saved(FOLDER, files.refigured(signed), "changed.pdf")
    files.saved(FOLDER, signer.root, "root.pem")


if __name__ == "__main__":
    main()
