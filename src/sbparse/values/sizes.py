"""How large a file may be that is read, in bytes."""

from typing import Final

LARGEST_RECORD: Final = 200 * 2**20
"""The guide lets applicants hand in at most 50 MB; a scanned bundle may be larger before they compress it."""

LARGEST_HISTORY: Final = 50 * 2**20
