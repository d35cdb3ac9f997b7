"""One company under its names: normal form, renames, dispatch, likeness.

:mod:`~sbparse.employer.names` says what is equal and shows what is alike, :mod:`~sbparse.employer.renames` links the names of one company,
:mod:`~sbparse.employer.dispatch` reads ``<agency>派遣至<host>``. ``anatomy`` and ``vocabulary`` take names apart for likeness alone.
"""
