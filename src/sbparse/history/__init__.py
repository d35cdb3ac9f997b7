"""The declared history: what the applicant says, from a workbook, CSV, JSON or Word table.

``load`` reads any of them into a :class:`~sbparse.history.model.DeclaredHistory`; an input that cannot be read for certain is a
:class:`~sbparse.errors.HistoryError` that names sheet, row, cell and text.
"""
