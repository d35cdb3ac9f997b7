"""Lines of the form as they stand on pages in memory, and a page of them by part."""

from dataclasses import replace

from record_sheets import parts_of, texts

from sbparse.record.layouts import YEARLY, Part
from sbparse.record.parts import PageParts, split_parts

TITLE = "北京市社会保险个人权益记录（参保人员缴费信息）"
LABELS = "参保人姓名：张样例 校验码：abc234"
EMPLOYMENTS = "一、养老保险单位变动记录："
EMPLOYMENT_HEADER = "缴费起始年月 缴费截止年月 实际缴费月数 单位名称 缴费区县"
JOB = "2019-01 2020-12 24 北京示例有限公司 海淀区"
CONTRIBUTIONS = "二、五险缴费明细："
GROUPS = "缴费起止年月 养老实际缴费 失业实际缴费"
LEAVES = "月数 年缴费基数 个人缴费 月数 年缴费基数"
YEAR = "2019-01至2019-12 12 60000 4800 12 60000"
SUM = "合计 24 - 9600 24 -"
SUPPLEMENT = "三、补充资料"
SENTENCE = "养老保险累计实际缴费年限：2年0个月"
NOTE = "备注：如需鉴定真伪，请凭校验码"
OFFICE = "北京市海淀区社会保险基金管理中心"
DATE = "日期：2021年1月5日"


def split(*lines: str, open_part: Part | None = None, made: PageParts | None = None) -> list[tuple[str, list[str]]]:
    parts = made or parts_of(*lines)
    split_parts(parts, replace(YEARLY), open_part)  # a copy, of which nothing is remembered from another test
    return [(str(part), texts(found)) for part, found in parts.runs]


def bare(*lines: str) -> list[str]:
    return [text.replace(" ", "") for text in lines]
