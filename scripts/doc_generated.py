"""What the documentation says that the program knows better: tables and quotations, made from its own data.

A page marks a generated part with ``<!-- generated: NAME -->`` and ``<!-- end -->``. Under a heading that names a rule or a message, the
lines of a quotation (``> …``) are generated as well; everything else on a page is written by hand.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from sbparse.findings import RULES
from sbparse.history import forms
from sbparse.messages import LANGS, catalogue
from sbparse.policy import default_ruleset
from sbparse.record.layouts import LAYOUTS
from sbparse.values.dates import parse_span

_PART: Final = re.compile(r"(<!-- generated: (?P<name>[a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
_QUOTED: Final = re.compile(r"^(?P<heading>#+ `(?P<name>[^`]+)`)\n\n(?:>[^\n]*\n)*\n?", re.MULTILINE)
_SEVERITIES: Final = {"error": "error", "warning": "warning", "info": "note"}

DATE_SPELLINGS: Final = (
    "2018.9-2023.3", "2018-09～2023-03", "2018年9月至2023年3月", "2018年9月—2023年3月", "201809-202303", "2018/9—至今",
    "2018年09月01日-2023年3月31日", "自2018年9月起至今", "2018.9 to 2023.3", "２０１８．９－２０２３．３",
)  # fmt: skip
"""How people write a period; the documentation shows what each is read as."""


def filled(page: str) -> str:
    """The page with its generated parts and quotations made anew; KeyError for a part that nobody makes."""
    page = _PART.sub(lambda match: f"{match[1]}\n{_PARTS[match['name']]()}\n{match[3]}", page)
    return _QUOTED.sub(lambda match: f"{match['heading']}\n\n{quotation(match['name'])}", page)


def quotation(name: str) -> str:
    """What the catalogue says about a rule or in a message, as quoted lines with a blank line behind; nothing for another name."""
    chinese, english = (catalogue(lang) for lang in LANGS)
    if name in RULES:
        weight = _SEVERITIES[RULES[name].value]
        keys = [f"report.rule.{name}.{part}" for part in ("title", "holds", "example")]
        lines = [f"**{english[keys[0]]}** · {chinese[keys[0]]} · {weight}"]
        lines += ["", f"Silent when: {english[keys[1]]}", "", chinese[keys[1]]]
        lines += ["", f"Example: {english[keys[2]]}", "", chinese[keys[2]]]
    elif name in english:
        lines = [english[name], "", chinese[name]]
    else:
        return ""
    return "".join(f"> {_plain(line)}".rstrip() + "\n" for line in lines) + "\n"


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table, ending with a line end."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join(f"| {' | '.join(_plain(cell) for cell in line)} |\n" for line in lines)


def _plain(text: str) -> str:
    """A text whose brackets and bars Markdown does not take for its own."""
    return text.replace("<", "&lt;").replace("|", "&#124;")


def _rules() -> str:
    english = catalogue("en")
    rows = [
        (f"[`{rule}`](docs/rules.md#{rule})", _SEVERITIES[weight], english[f"report.rule.{rule}.holds"]) for rule, weight in RULES.items()
    ]
    return table(("Rule", "Severity", "Silent when"), rows)


def _columns(form: forms.SheetForm) -> Callable[[], str]:
    def made() -> str:
        needed = {column.key for column in form.missing(frozenset())}
        rows = [(f"{c.name}{' *' if c.key in needed else ''}", _listed(c.names[1:])) for c in form.columns]
        return f"Names of the sheet: {_listed(form.titles)}\n\n{table(('Column', 'Also accepted'), rows)}"

    return made


def _claim_items() -> str:
    rows = [(item.name, _listed(item.names[1:])) for item in forms.CLAIM_ITEMS]
    return f"Names of the sheet: {_listed(forms.CLAIM_TITLES)}\n\n{table(('项目', 'Also accepted'), rows)}"


def _words() -> str:
    rules = default_ruleset()
    evidence = {name: value.value for name, value in forms.EVIDENCE.items()}
    rows = [
        (item, word, _listed(spelling for spelling, meaning in meanings.items() if meaning == word and spelling != word))
        for item, meanings in (("申报级别", rules.level_spellings), ("学历", rules.educations), ("依据", evidence))
        for word in dict.fromkeys(meanings.values())
    ]
    return table(("Item", "Value", "Also accepted"), rows)


def _dates() -> str:
    rows = [(f"`{text}`", *(str(month or "至今") for month in parse_span(text))) for text in DATE_SPELLINGS]
    return table(("Written", "First month", "Last month"), rows)


def _layouts() -> str:
    """All texts of the first layout; of the others those that differ."""
    rows: list[tuple[str, str, str, str]] = []
    for layout in LAYOUTS:
        form = layout.contributions
        leaves = {"period": form.key, **{str(key): texts for key, texts in form.groups.items()}, **form.leaves}
        parts = (
            ("header block", layout.labels),
            ("captions", {str(part): texts for part, texts in layout.captions.items()}),
            ("一、养老保险单位变动记录", layout.employments.columns),
            ("二、五险缴费明细", leaves),
        )
        for where, fields in parts:
            said = {(row[1], row[2], row[3]) for row in rows}
            new = [(where, f"`{field}`", _listed(texts)) for field, texts in fields.items()]
            rows += [(f"`{layout.name}`", *row) for row in new if row not in said]
    return table(("Layout", "Where", "Field", "Texts that are known"), rows)


def _listed(texts: Iterable[str]) -> str:
    return "、".join(texts) or "—"


_PARTS: Final[Mapping[str, Callable[[], str]]] = {
    "rules": _rules,
    "stints": _columns(forms.STINTS),
    "renames": _columns(forms.RENAMES),
    "assessments": _columns(forms.ASSESSMENTS),
    "claim": _claim_items,
    "words": _words,
    "dates": _dates,
    "layouts": _layouts,
}
