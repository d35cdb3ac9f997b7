"""Forms with files: what comes in, each limit on both sides, nothing on a disk."""

import asyncio
import tempfile

import pytest

from sbparse.web.upload import Limits, RefusedUploadError, read_form

BOUNDARY = b"frontier"
TYPE = "multipart/form-data; boundary=frontier"


def part(name, data, file=None):
    named = f'; filename="{file}"' if file is not None else ""
    return b'--%b\r\nContent-Disposition: form-data; name="%b"%b\r\n\r\n%b\r\n' % (BOUNDARY, name.encode(), named.encode(), data)


def body(*parts):
    return b"".join(parts) + b"--%b--\r\n" % BOUNDARY


def read(data, limits=None, *, content_type=TYPE, length=None, step=1000, pause=0.0):
    taken = []

    async def stream():
        for start in range(0, len(data), step):
            await asyncio.sleep(pause)
            taken.append(start)
            yield data[start : start + step]

    async def run():
        return await read_form(stream(), content_type, length, limits or Limits())

    try:
        return asyncio.run(run())
    except RefusedUploadError as refused:
        refused.taken = len(taken)
        raise


def refused(*arguments, **options):
    with pytest.raises(RefusedUploadError) as caught:
        read(*arguments, **options)
    return caught.value


@pytest.mark.parametrize("step", [1, 7, 10_000])
def test_files_and_fields_come_as_they_were_sent(step):
    sent = body(part("records", b"%PDF-\r\n--front\x00", "记录 1.pdf"), part("level", "工程师".encode()), part("history", b"", ""))
    form = read(sent, step=step)
    assert form.fields == {"level": "工程师"}
    assert [(each.field, each.name, each.data) for each in form.files] == [("records", "记录 1.pdf", b"%PDF-\r\n--front\x00")]


def test_a_name_is_no_path():
    form = read(body(part("records", b"x", "../../etc/a\tb.pdf"), part("records", b"y", "C:\\\\fakepath\\\\c.pdf")))
    assert [each.name for each in form.files] == ["ab.pdf", "c.pdf"]


def test_a_file_of_the_largest_size_passes_and_one_byte_more_does_not():
    limits = Limits(file=5000)
    assert len(read(body(part("records", b"x" * 5000, "a.pdf")), limits).files[0].data) == 5000
    assert refused(body(part("records", b"x" * 5001, "a.pdf")), limits).status == 413


def test_the_whole_form_is_bounded_while_it_comes():
    sent = body(part("a", b"x" * 90, "a"), part("b", b"x" * 90_000, "b"))
    assert read(sent, Limits(total=len(sent))).files
    caught = refused(sent, Limits(total=len(sent) - 1))
    assert caught.status == 413
    early = refused(sent, Limits(total=5000))
    assert early.taken <= 7  # of 91 pieces


def test_what_says_that_it_is_too_large_is_not_read_at_all():
    sent = body(part("a", b"x", "a"))
    assert read(sent, Limits(total=1000), length=1000).files
    assert refused(sent, Limits(total=1000), length=1001).taken == 0


@pytest.mark.parametrize(("count", "passes"), [(3, True), (4, False)])
def test_number_of_files(count, passes):
    sent = body(*(part("records", b"x", f"{n}.pdf") for n in range(count)))
    if passes:
        assert len(read(sent, Limits(files=3)).files) == 3
    else:
        assert refused(sent, Limits(files=3)).status == 413


@pytest.mark.parametrize(("count", "passes"), [(3, True), (4, False)])
def test_number_of_fields(count, passes):
    sent = body(*(part(f"f{n}", b"x") for n in range(count)))
    if passes:
        assert len(read(sent, Limits(fields=3)).fields) == 3
    else:
        assert refused(sent, Limits(fields=3)).status == 400


@pytest.mark.parametrize(("size", "passes"), [(10, True), (11, False)])
def test_size_of_a_field(size, passes):
    sent = body(part("f", b"x" * size))
    if passes:
        assert read(sent, Limits(field=10)).fields
    else:
        assert refused(sent, Limits(field=10)).status == 400


def test_a_slow_form_and_one_that_stops():
    sent = body(part("a", b"x" * 3000, "a"))
    assert refused(sent, Limits(seconds=0.2), step=10, pause=0.05).status == 408
    assert refused(sent, Limits(quiet=0.05), pause=0.5).status == 408


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"no form",
        body(part("a", b"x", "a"))[:-10],
        b"--frontier\r\nContent-Type: text/plain\r\n\r\nx\r\n--frontier--\r\n",
        b"--frontier\r\n" + b"X: " + b"y" * 100_000 + b"\r\n\r\n",
        b"--frontier\r\n" + b"X: y\r\n" * 10_000,
    ],
    ids=["empty", "text", "cut", "no-name", "long-header", "many-headers"],
)
def test_what_is_no_form(sent):
    assert refused(sent).status == 400


@pytest.mark.parametrize(
    "kind", ["", "text/plain", "multipart/form-data", "application/x-www-form-urlencoded", "multipart/form-data; boundary=" + "x" * 500]
)
def test_other_kinds_of_body(kind):
    assert refused(body(part("a", b"x")), content_type=kind).status == 400


def test_nothing_goes_through_a_file(monkeypatch):
    def no_file(*_, **__):
        raise AssertionError("a file was opened")

    for name in ("TemporaryFile", "NamedTemporaryFile", "SpooledTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, no_file)
    monkeypatch.setattr("builtins.open", no_file)
    monkeypatch.setattr("os.open", no_file)
    data = b"x" * (3 * 2**20)
    sent = body(part("records", data, "a.pdf"))

    async def pieces():
        yield sent

    # The loop itself is made before: only the form is read under watch.
    loop = asyncio.new_event_loop()
    form = loop.run_until_complete(read_form(pieces(), TYPE, None))
    loop.close()
    assert form.files[0].data == data
