#!/usr/bin/env python3
"""Coverage-guided fuzzing of the reader of declared histories: xlsx, docx, CSV and JSON. See README.md.

python fuzz/history.py fuzz/corpus/history -max_total_time=600
"""

import os
import random
import sys
from pathlib import Path

import atheris

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path[:0] = [str(HERE), str(ROOT / "tests" / "fuzz"), str(ROOT / "tests")]

with atheris.instrument_imports(include=["sbparse", "docx"]):
    import docx  # noqa: F401 - else imported by the first file that needs it, and not instrumented
    from fuzz_invariant import history_failure

from structure import package_mutated, text_mutated  # noqa: E402

LARGEST = 60_000


def seeds() -> list[bytes]:
    """Small workbooks, a Word document, CSV and JSON, each with every sheet."""
    from bombs.packages import HEADER_ROW, ONE_ROW, document, package, sheet, word_row, workbook

    tables = (
        [("曾用名", "现用名", "更名日期"), ("甲", "乙", "2018.9")],
        [("项目", "内容"), ("姓名", "张三"), ("申报级别", "工程师"), ("毕业时间", "2010.7")],
    )
    stints = [
        ("单位", "专业技术工作", "技术职务", "起止时间", "证明人", "依据"),
        ("甲", "研发", "岗", "2018.9-2023.3", "某", "合同"),
        ("乙", "", "", "2023.4-至今", "", ""),
    ]
    word = "".join(f"<w:tbl>{''.join(word_row(*row) for row in rows)}</w:tbl>" for rows in (stints, *tables))
    merged = sheet(HEADER_ROW + ONE_ROW, after='<mergeCells><mergeCell ref="A2:A3"/></mergeCells>')
    json = (
        '{"工作经历": [{"单位": "甲", "开始时间": "2018.9", "结束时间": "至今", "依据": "合同"}], "更名": [{"曾用名": "甲", "现用名": "乙", '
        '"更名日期": "2018.9"}], "申报信息": {"姓名": "张三", "申报级别": "工程师"}, "考核情况": [{"起止时间": "2020年", "种类": "年度", "结论": "合格"}]}'
    )
    csv = "\n".join(",".join(row) for row in stints)
    fixtures = sorted((ROOT / "fixtures" / "check").glob("*/history.*"))
    texts = [json.encode(), csv.encode(), csv.encode("gb18030"), csv.encode("utf-16"), csv.replace(",", "\t").encode("utf-8-sig")]
    return [*(path.read_bytes() for path in fixtures), package(document(word)), package(workbook(merged)), *texts]


def one(data: bytes) -> None:
    found = history_failure(data)
    if found:
        raise RuntimeError(found)


def mutate(data: bytes, most: int, seed: int) -> bytes:
    rng = random.Random(seed)
    if rng.random() < 0.2:
        return atheris.Mutate(data, most)[:most]
    return (package_mutated if data[:2] == b"PK" else text_mutated)(data, rng)[:most]


def main() -> None:
    folder = next((Path(arg) for arg in sys.argv[1:] if not arg.startswith("-")), None)
    if folder is not None and folder.is_dir() and not os.environ.get("FUZZ_ONLY_CORPUS"):
        for number, seed in enumerate(seeds()):
            target = folder / f"seed-{number:02}"
            if not target.exists():
                target.write_bytes(seed)
    atheris.Setup([*sys.argv, f"-max_len={LARGEST}", "-timeout=60", "-rss_limit_mb=3000"], one, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
