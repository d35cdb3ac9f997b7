"""Texts that somebody may put into a name, a file's name or a sheet's, hoping that whoever opens a report obeys them."""

import unicodedata
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final

FORMULAS: Final = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "  +1+1",
    "\u3000=1+1",
    "\u00a0=1+1",
    "\ufeff=1+1",
    "\u200b=1+1",
    '"=1+1"',
    '" =1+1',
    "'=1+1",
    "\x00=1+1",
    "\u202e=1+1",
    "{=1+1}",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x.invalid/","点")',
    '=WEBSERVICE("http://x.invalid/")',
    "=DDE(\"cmd\";\"/C calc\";\"x\")",
    '甲,"=1+1"',
    "甲\n=1+1",
    "甲;=1+1",
    "_x003D_1+1",
)  # fmt: skip
MARKUP: Final = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus='alert(1)",
    "` onmouseover=alert(1) x=`",
    "</textarea></title></style></svg><iframe src=//x.invalid>",
    "]]>",
    "<![CDATA[x",
    "<!--",
    "--><b>",
    "<?xml version='1.0'?>",
    "&lt;b&gt; &#60; &amp;",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
    "{0}{x!r}%s%n",
    "$(x)`x`",
)
LINKS: Final = (
    "http://x.invalid/甲",
    "https://x.invalid/",
    "mailto:a@x.invalid",
    "file:///etc/passwd",
    "ftp://x.invalid",
    r"\\x.invalid\share\甲",
    "internal:工作经历!A1",
    "external:x.xlsx",
    "#工作经历!A1",
    "../../../etc/passwd",
)
CONTROLS: Final = (
    "\x1b[2J\x1b[31m甲",
    "\x1b]8;;http://x.invalid/\x1b\\甲\x1b]8;;\x1b\\",
    "\x1b]0;甲\x07",
    "\x9b31m甲\x9d0;甲\x9c",
    "\x08\x08\x08甲\x7f",
    "\u202e甲\u202c\u2066乙\u2069\u200f",
    "[link=http://x.invalid/]甲[/link]",
    "[bold red]甲[/]",
    "[/]",
    ":boom: 甲",
    "甲\r乙",
    "甲\u2028乙\u2029丙\x85丁\x0b戊\x0c",
    '&C&"Arial,Bold"&24甲&G',
)
PAYLOADS: Final = (*FORMULAS, *MARKUP, *LINKS, *CONTROLS)

_OURS: Final = {
    ("Check", "rule"),
    ("EmploymentChange", "fields"),
    ("FieldChange", "field"),
    ("Figure", "what"),
    ("Finding", "rule"),
    ("FoundRow", "rule"),
    ("FoundRow", "severity"),
    ("Outcome", "valid_until"),
    ("Message", "key"),
    ("Trace", "name"),
}
"""Fields whose texts are names of this program's own: rules, severities, sentences of the catalogue, fields, traces."""


def filled(value: Any, text: Callable[[str], str]) -> Any:
    """The same value with every text in it replaced, however deep; enumerations, dates and numbers stay."""
    if type(value) is str:
        return text(value)
    if is_dataclass(value) and not isinstance(value, type):
        own = {each.name: getattr(value, each.name) for each in fields(value) if each.init}
        return replace(value, **{name: each if (type(value).__name__, name) in _OURS else filled(each, text) for name, each in own.items()})
    if isinstance(value, tuple | list):
        return type(value)(filled(each, text) for each in value)
    if isinstance(value, dict):
        return {key: filled(each, text) for key, each in value.items()}
    return value


def harmless(text: str) -> str:
    """A text of the same length and width, broken in the same places, in which nothing can be meant to be obeyed."""
    return "".join(_plain(char) for char in text)


def _plain(char: str) -> str:
    if not char.isprintable() or char.isspace() or unicodedata.category(char) in ("Cf", "Mn") or char == "/":
        return char
    return "样" if unicodedata.east_asian_width(char) in "WFA" else "x"
