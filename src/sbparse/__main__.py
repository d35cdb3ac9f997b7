"""``python -m sbparse``."""

from sbparse.cli import main

main()
