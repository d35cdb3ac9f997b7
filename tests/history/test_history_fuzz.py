"""Whatever the bytes are, nothing but an SbparseError leaves the reader, in one line."""

import io
import json
import zipfile
from pathlib import Path

from history_files import read
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from office_parts import CSV, DOCUMENT, JSON, WORKBOOK, repacked

from sbparse.errors import SbparseError
from sbparse.messages import LANGS

FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def only_sbparse_errors(path: Path, data: bytes) -> None:
    try:
        read(path, data)
    except SbparseError as error:
        for lang in LANGS:
            assert "\n" not in error.line(lang)


@FUZZ
@given(st.data(), st.sampled_from([WORKBOOK, DOCUMENT, CSV, JSON]))
def test_mutated_bytes_raise_nothing_else(tmp_path: Path, data: st.DataObject, original: bytes) -> None:
    mutated = bytearray(original)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(mutated)))
        mutated[at : at + data.draw(st.integers(0, 6))] = data.draw(st.binary(max_size=6))
    only_sbparse_errors(tmp_path / "h", bytes(mutated))


PARTS = [
    (original, name)
    for original in (WORKBOOK, DOCUMENT)
    for name in zipfile.ZipFile(io.BytesIO(original)).namelist()
    if name.endswith((".xml", ".rels"))
]


@FUZZ
@given(st.data(), st.sampled_from(PARTS))
def test_mutated_parts_raise_nothing_else(tmp_path: Path, data: st.DataObject, part: tuple[bytes, str]) -> None:
    original, name = part
    text = zipfile.ZipFile(io.BytesIO(original)).read(name).decode()
    at = data.draw(st.integers(0, len(text)))
    inserted = data.draw(
        st.text(max_size=4) | st.sampled_from(['r="0"', "<row/>", "&lt;", "<c/>", 't="d"', 's="9"', '"', ">", "-1", "1e9", "<w:tr/>"])
    )
    changed = text[:at] + inserted + text[at + data.draw(st.integers(0, 20)) :]
    key = name.replace("/", "__").replace(".", "_dot_")
    only_sbparse_errors(tmp_path / "h", repacked(original, **{key: changed.encode()}))


@FUZZ
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_raise_nothing_else(tmp_path: Path, data: bytes) -> None:
    only_sbparse_errors(tmp_path / "h", data)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["单位", "起止时间", "工作经历", "申报信息", "姓名", "x"]), inner, max_size=3)
    ),
    max_leaves=10,
)


@FUZZ
@given(JSON_VALUES)
def test_any_json_raises_nothing_else(tmp_path: Path, value: object) -> None:
    only_sbparse_errors(tmp_path / "h", json.dumps(value).encode())
