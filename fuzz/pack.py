"""Put the smallest files of a merged corpus into a zip, always the same for the same files.

python fuzz/pack.py FOLDER CORPUS.zip [KILOBYTES]
"""

import sys
import zipfile
from hashlib import sha256
from pathlib import Path

MOST = 900
"""Kilobytes of the zip, unless told otherwise."""


def main(folder: Path, target: Path, kilobytes: int = MOST) -> None:
    files = sorted((path for path in folder.iterdir() if path.is_file()), key=lambda path: (path.stat().st_size, path.name))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in files:
            data = path.read_bytes()
            packed.writestr(zipfile.ZipInfo(sha256(data).hexdigest()[:16]), data, zipfile.ZIP_DEFLATED, 9)
            if packed.fp is not None and packed.fp.tell() > kilobytes * 1024:
                break
    sys.stdout.write(f"{len(zipfile.ZipFile(target).namelist())} of {len(files)} files, {target.stat().st_size // 1024} KB\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:4]))
