"""Every word the generator prints: invented people and employers, and the districts of the city.

All characters come from here and from ``forms``/``papers``; ``scripts/make_fixtures.py`` subsets the committed fonts to the characters
of this package's sources, so a new character here needs the fonts rebuilt (a test says so).
"""

from typing import Final

SURNAMES: Final = ("张", "王", "李", "赵", "钱", "孙", "周", "吴", "郑", "冯", "陈", "欧阳", "司马", "诸葛")
GIVEN: Final = ("样例", "示例", "测试", "范本", "演示", "一样", "例", "样", "小样", "三", "试")
MINORITY: Final = ("古丽样例·买买提示例", "阿卜杜样·示例江", "尼玛样例", "John样例")

PLACES: Final = ("北京", "中关样", "京样", "天样", "上海", "京北样例", "云杉", "燕山样例")
BRANDS: Final = (
    "样例", "示例", "蓝鲸样例", "银杏谷示例", "青禾样例", "竹间示例", "荻野样本", "栩木样例", "鹤望兰示例", "云杉样例",
    "A样例", "X1示例", "ABC样例", "样例3D", "样·例", "阳光样例", "恒示", "汇例", "月明样例", "日新示例", "长风样例", "门楼示例",
)  # fmt: skip
TRADES: Final = (
    "科技", "软件", "信息技术", "生物科技", "智能装备", "网络技术", "光电技术", "人力资源咨询", "工程设计", "数据服务", "文化传媒",
    "综合交通运输与城市轨道智能调度控制系统工程技术", "新材料与先进制造装备研究开发", "医疗器械", "建筑工程", "IT服务",
)  # fmt: skip
FORMS: Final = (
    "有限公司", "有限责任公司", "股份有限公司", "集团有限公司", "研究所", "研究院", "中心", "事务所（普通合伙）", "事务所(特殊普通合伙)",
    "有限公司亦庄分公司", "中心（有限合伙）", "（集团）有限公司",
)  # fmt: skip
BRANCHES: Final = ("亦庄经济技术开发区分支机构", "第二办公区", "海淀分公司", "第十四研究室")

RARE_BMP: Final = "珺喆堃祎翀瑄旻焜垚犇昇頔"
SUPPLEMENTARY: Final = "𬭚𬭛𬬭𬭳"

DISTRICTS: Final = (
    "海淀区", "朝阳区", "西城区", "东城区", "丰台区", "石景山区", "门头沟区", "房山区", "通州区", "顺义区", "昌平区", "大兴区",
    "怀柔区", "平谷区", "密云区", "延庆区", "北京经济技术开发区",
)  # fmt: skip
OFFICE: Final = "社会保险基金管理中心"


def district_name(district: str, *, office: bool) -> str:
    """缴费区县 as the district itself, or as its office."""
    name = district if district.startswith("北京") else f"北京市{district}"
    return name + OFFICE if office else name


TO_RADICAL: Final = {
    "日": "⽇", "月": "⽉", "至": "⾄", "一": "⼀", "二": "⼆", "门": "⻔", "长": "⻓", "人": "⼈", "工": "⼯", "生": "⽣", "金": "⾦",
    "行": "⾏", "见": "⻅", "页": "⻚", "风": "⻛", "马": "⻢", "用": "⽤", "大": "⼤", "小": "⼩", "山": "⼭", "石": "⽯", "车": "⻋",
    "老": "⽼", "户": "⼾", "子": "⼦", "青": "⻘", "龙": "⻰", "西": "⻄",
}  # fmt: skip
"""Ordinary characters and the radicals that browsers print for them. (Only pairs that fold back to the same character.)"""

FULL_WIDTH: Final = str.maketrans("0123456789", "０１２３４５６７８９")
