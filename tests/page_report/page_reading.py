"""A page read back: its elements with their attributes and texts."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "img", "br", "input", "link", "hr"}
INLINE = {"span", "a", "code"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    content: list["str | Element"] = field(default_factory=list)
    parent: "Element | None" = None

    @property
    def children(self):
        return [each for each in self.content if isinstance(each, Element)]

    @property
    def text(self):
        """The texts that stand in the element itself."""
        return "".join(each for each in self.content if isinstance(each, str))

    def iter(self):
        yield self
        for child in self.children:
            yield from child.iter()

    def all(self, tag):
        return [e for e in self.iter() if e.tag == tag]

    def by_id(self, name):
        return next(e for e in self.iter() if e.attributes.get("id") == name)

    @property
    def classes(self):
        return (self.attributes.get("class") or "").split()

    @property
    def whole_text(self):
        """All texts in it in their order; elements that stand in a line run on, others are apart."""
        parts = [
            each if isinstance(each, str) else each.whole_text if each.tag in INLINE else f" {each.whole_text} " for each in self.content
        ]
        return " ".join("".join(parts).split())


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = self.here = Element("root", {})

    def handle_starttag(self, tag, attrs):
        element = Element(tag, {name: value or "" for name, value in attrs}, parent=self.here)
        self.here.content.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag, attrs):
        self.here.content.append(Element(tag, {name: value or "" for name, value in attrs}, parent=self.here))

    def handle_endtag(self, tag):
        assert self.here.tag == tag, f"{tag} closes {self.here.tag}"
        self.here = self.here.parent

    def handle_data(self, data):
        self.here.content.append(data)


def read(html):
    """The page's root; AssertionError where an element is not closed where it should be."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.here is reader.root
    return reader.root
