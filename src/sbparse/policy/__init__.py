"""The rule set: windows, limits, eligibility, agencies, rates and caps, as dated tables with their sources (data, no logic).

``beijing.toml`` is the data; ``load`` reads and checks such a file; ``model`` holds its tables as values that are asked for a month, a
level or a name and answer None where they do not reach, never a guess.
"""

from sbparse.policy.load import default_ruleset, load_ruleset
from sbparse.policy.model import RuleSet

__all__ = ["RuleSet", "default_ruleset", "load_ruleset"]
