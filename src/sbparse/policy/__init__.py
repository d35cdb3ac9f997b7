"""The rule set: windows, limits, eligibility, agencies, rates and caps, as dated tables with their sources (data, no logic)."""
