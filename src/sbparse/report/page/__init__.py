"""The web report: one HTML file that needs no network, no script and no other file, to be opened from a mail's attachment.

Everything that a reader sees is escaped by the template engine; the only markup that is passed on is the timeline, whose texts its own
serialiser escapes. The same review gives the same bytes.
"""

from sbparse.report.page.page import report_css, review_page, review_parts

__all__ = ["report_css", "review_page", "review_parts"]
