"""The sheets of the workbooks, a module each; :mod:`.table` writes those that are tables, :mod:`.conclusion` the one that is a page."""
