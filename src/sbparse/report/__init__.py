"""Findings and records as JSON, CSV, workbook, data frames and terminal text. Nothing is decided here, only formatted.

Only :mod:`~sbparse.report.record_data` and :mod:`~sbparse.report.review_data` are light; the other faces import what they draw with
(openpyxl, rich, pandas) and are imported by whoever wants that face.
"""
