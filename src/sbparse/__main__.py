"""``python -m sbparse``."""

from sbparse.cli import command

command()
