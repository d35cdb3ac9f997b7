"""The command: what it writes, what it says, and what it does not write."""

import importlib.util
from pathlib import Path

import pikepdf
import pytest
from mask_files import BUNDLE, FIXTURES, SEED, masked_file, retold, rewritten
from typer.testing import CliRunner

from sbparse.cli import app
from sbparse.errors import SbparseError
from sbparse.messages import LANGS, catalogue, render


def run(*arguments: str | Path, lang: str = "en") -> tuple[int, str]:
    done = CliRunner().invoke(app, ["mask", *map(str, arguments), "--lang", lang])
    if isinstance(done.exception, SbparseError):
        return done.exception.exit_code, done.exception.what.key
    return done.exit_code, done.output


def test_it_writes_the_masked_file(tmp_path: Path) -> None:
    out = tmp_path / "shareable.pdf"
    code, said = run(SEED, "-o", out, "--seed", "7")
    assert code == 0 and "√" in said
    assert out.read_bytes() == masked_file(SEED).data


def test_it_tells_what_was_left_out(tmp_path: Path) -> None:
    assert "1, 4" in run(BUNDLE, "-o", tmp_path / "a.pdf")[1]
    assert "ignatures were left out" in run(FIXTURES / "signed/signed.pdf", "-o", tmp_path / "b.pdf")[1]


@pytest.mark.parametrize("lang", LANGS)
def test_it_tells_that_a_sample_fails_as_the_original_does(tmp_path: Path, lang: str) -> None:
    (tmp_path / "odd.pdf").write_bytes(retold(SEED.read_bytes(), "缴费起止年月", "缴费起止何年"))
    code, said = run(tmp_path / "odd.pdf", "-o", tmp_path / "a.pdf", lang=lang)
    assert code == 0
    assert "何年" in "".join(said.split())  # the reason is the original's, for its owner's eyes


def test_an_output_that_exists_and_the_original_are_spared(tmp_path: Path) -> None:
    original, out = tmp_path / "record.pdf", tmp_path / "out.pdf"
    original.write_bytes(SEED.read_bytes())
    out.write_bytes(b"work")
    assert run(original, "-o", original, "--force") == (2, "mask.error.same-file")
    assert run(original, "-o", out) == (2, "cli.error.exists")
    assert run(original, "-o", tmp_path / "out.txt") == (2, "cli.error.ending")
    assert original.read_bytes() == SEED.read_bytes() and out.read_bytes() == b"work"
    assert run(original, "-o", out, "--force")[0] == 0


def blank(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        page.Contents = pdf.make_stream(b"q 1 0 0 1 0 0 cm Q")


def test_what_cannot_be_masked_is_refused_and_nothing_written(tmp_path: Path) -> None:
    cases = {
        "reading.not-pdf": b"nothing",
        "reading.damaged": b"%PDF-1.4 nothing",
        "mask.error.no-text": rewritten(SEED.read_bytes(), blank),
    }
    for key, data in cases.items():
        (tmp_path / "in.pdf").write_bytes(data)
        assert run(tmp_path / "in.pdf", "-o", tmp_path / "out.pdf") == (2, key)
    assert not (tmp_path / "out.pdf").exists()


def test_a_password_is_asked_for_nowhere(tmp_path: Path) -> None:
    with pikepdf.open(SEED) as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="o", user="u"))
        pdf.save(tmp_path / "open.pdf", encryption=pikepdf.Encryption(owner="o", user=""))
    assert run(tmp_path / "locked.pdf", "-o", tmp_path / "a.pdf") == (2, "reading.encrypted")
    assert run(tmp_path / "open.pdf", "-o", tmp_path / "b.pdf")[0] == 0
    with pikepdf.open(tmp_path / "b.pdf") as pdf:
        assert not pdf.is_encrypted


def test_a_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sbparse.cli import masking

    monkeypatch.setattr(masking, "find_spec", lambda name: None if name == "fontTools" else importlib.util.find_spec(name))
    assert run(SEED, "-o", tmp_path / "a.pdf") == (2, "mask.error.no-extra")


def test_every_sentence_of_the_command_is_in_the_catalogue() -> None:
    from dataclasses import replace

    from sbparse.cli.masking import sentences
    from sbparse.mask import Way
    from sbparse.messages import message

    made = masked_file(SEED)
    why = message("mask.error.no-text")
    for way in Way:
        for before, after in ((None, None), (why, None), (why, why), (why, message("mask.error.damaged"))):
            for each in sentences(
                replace(made, way=way, before=before, after=after, blank=(1,), pictures=1, signatures=True, rules=("overlap",))
            ):
                assert [render(each, lang) for lang in LANGS]
    assert {key for key in catalogue("zh") if key.startswith("mask.")} == {key for key in catalogue("en") if key.startswith("mask.")}
