"""Values that cannot be wrong: months, periods, money, dates as people write them, text folded for matching.

Nothing here knows of pages, records or reviews; every other folder may use it.
"""
