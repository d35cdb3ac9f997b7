"""Records, reviews and rules on a terminal. Every function takes values and a rich ``Console``, which decides about colour and width."""

from sbparse.report.terminal.record import show_extraction, show_years
from sbparse.report.terminal.review import show_review
from sbparse.report.terminal.rules import show_rule, show_rules

__all__ = ["show_extraction", "show_review", "show_rule", "show_rules", "show_years"]
