"""Hostile files, made and never committed: small in what they take on disk, large in what they ask of whoever reads them.

``RECORDS`` are PDFs, ``HISTORIES`` workbooks, Word documents, CSV and JSON. Each makes the file of a given size, so that a test asks for
a small one of the same kind and ``benchmarks/bombs.py`` for the one that hurts.
"""

from bombs.histories import HISTORIES
from bombs.kinds import Bomb
from bombs.records import RECORDS

__all__ = ["HISTORIES", "RECORDS", "Bomb"]
