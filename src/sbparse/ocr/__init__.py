"""A page that is a picture → the same :class:`sbparse.page.model.Page` that the other engines give, with a confidence for every glyph.

The story: ``light`` evens the light and takes colour out; ``upright`` and ``flatten`` turn and straighten the picture; ``rules`` finds the
rulings; ``runs`` shares out all ink among runs of text; the engine (``engine``, ``models``) reads each run several times; ``agree`` keeps
what the readings have in common; ``scan`` puts the page together. What is not sure becomes U+FFFD, the mark for a glyph without a meaning,
so that the table code refuses the cell as it does any other that cannot be read.

Everything is done on this machine by models that come inside the package rapidocr; none of that package's code is run, and nothing here can
open a connection.
"""
