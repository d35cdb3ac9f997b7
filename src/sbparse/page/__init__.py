"""What is drawn on a PDF page: glyphs, words, rulings, and the grid they form. Knows no insurance.

An engine (``pdfium``, ``plumber``) fills a :class:`~sbparse.page.model.Page`; ``words`` joins its glyphs to words and lines; ``bands``
turns rulings, or gaps where there are none, into rows and columns.
"""
