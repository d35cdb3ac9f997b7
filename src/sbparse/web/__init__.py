"""``sbparse web``: a page on this machine for people who use no command line.

The story of a visit: ``serve`` opens a port of 127.0.0.1 alone and tells its address with a random token in it; ``guard`` lets in only who
knows the token and comes from the page itself; ``upload`` takes files in, bounded and in memory; ``desk`` keeps each visitor's files until
the page is closed or left idle; ``work`` has every file read and reviewed in a child process of its own (``child``, ``jobs``), so that a
slow or hostile file harms only itself; ``entries`` is the declaration as it is being typed; ``screens`` turns plain values into pages.

Needs the extra ``web``. Nothing else in the package imports this folder, and only this folder knows a network.
"""
