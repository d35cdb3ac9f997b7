"""The blocks of a page: how commands, excerpts and edits are read."""

import pytest
from doc_blocks import Block, agrees, blocks_of, commands_of, console, edited

PAGE = """Text
```console
$ one \\
>   more
$ two
a
b
```
```python edit=x.py after='    "a": 1,'
new
```
"""


def edit(*options: str, body: str = "new\n") -> Block:
    return Block("python", ("edit=x.py", *options), body, 0, 0)


def test_blocks_are_found_where_they_stand() -> None:
    first, second = blocks_of(PAGE)
    assert (first.language, PAGE[first.start : first.end]) == ("console", first.body)
    assert (second.option("edit"), second.option("after"), second.option("before")) == ("x.py", '    "a": 1,', None)


def test_commands_with_their_output() -> None:
    one, two = commands_of(next(blocks_of(PAGE)).body)
    assert (one.line, one.output) == ("one \\\n  more", ())
    assert (two.line, two.output) == ("two", ("a", "b"))
    assert console([one, two]) == next(blocks_of(PAGE)).body


def test_output_without_a_command_is_an_error() -> None:
    with pytest.raises(ValueError, match="before any command"):
        commands_of("a\n$ b\n")


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("", "", True),
        ("a", "a", True),
        ("a", "", False),
        ("", "a", False),
        ("a b", "a", False),
        ("a", "a b", False),
        ("…", "", True),
        ("… b", "a b", True),
        ("… b", "a b c", False),
        ("… b …", "a b c", True),
        ("… b …", "b", True),
        ("… b … b", "b", False),
        ("… b … b", "b b", True),
        ("a … c", "a c", True),
        ("a … c", "c", False),
    ],
)
def test_an_excerpt_agrees_line_by_line(shown: str, printed: str, same: bool) -> None:
    assert agrees(tuple(shown.split()), tuple(printed.split())) is same


@pytest.mark.parametrize(
    ("way", "text"),
    [
        ("append", "a\nb\nc\nnew\n"),
        ("after=b", "a\nb\nnew\nc\n"),
        ("after=a", "a\nnew\nb\nc\n"),
        ("before=b", "a\nnew\nb\nc\n"),
        ("before=a", "new\na\nb\nc\n"),
        ("replace=b", "a\nnew\nc\n"),
        ("replace=c", "a\nb\nnew\n"),
    ],
)
def test_edits(way: str, text: str) -> None:
    assert edited("a\nb\nc\n", edit(way)) == text


@pytest.mark.parametrize("text", ["a\n", "b\nb\n", "bb\n", None])
def test_an_edit_without_its_one_place_is_an_error(text: str | None) -> None:
    with pytest.raises(ValueError, match=r"x\.py"):
        edited(text, edit("after=b"))


def test_a_new_file_replaces_none() -> None:
    assert edited(None, edit("new")) == "new\n"
    with pytest.raises(ValueError, match="already"):
        edited("a\n", edit("new"))
