"""The words that Chinese company names are built of, as data: places, legal forms, lines of business, branches.

A registered name is ``place + 字号 + line of business + legal form`` (企业名称登记管理规定, article 6); the place may also
stand in brackets.
The lists need not be complete: a word that is missing stays part of the 字号, which makes two names less alike, never more.
"""

from typing import Final


def _words(text: str) -> tuple[str, ...]:
    """The words, longest first, so that a pattern built of them takes the longest that fits."""
    return tuple(sorted(text.split(), key=lambda word: (-len(word), word)))


MUNICIPALITIES: Final = ("北京", "上海", "天津", "重庆", "香港", "澳门")

CITIES: Final[dict[str, tuple[str, ...]]] = {
    province: tuple(cities.split())
    for province, cities in {
        "河北": "石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 雄安",
        "山西": "太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁",
        "内蒙古": "呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布",
        "辽宁": "沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 葫芦岛",
        "吉林": "长春 四平 辽源 通化 白山 松原 白城",
        "黑龙江": "哈尔滨 齐齐哈尔 大庆 佳木斯 牡丹江 绥化",
        "江苏": "南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 昆山",
        "浙江": "杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 义乌",
        "安徽": "合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城",
        "福建": "福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德",
        "江西": "南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶",
        "山东": "济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽",
        "河南": "郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店",
        "湖北": "武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州",
        "湖南": "长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底",
        "广东": "广州 深圳 珠海 汕头 佛山 韶关 湛江 肇庆 江门 茂名 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮",
        "广西": "南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林",
        "海南": "海口 三亚 三沙 儋州",
        "四川": "成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安",
        "贵州": "贵阳 六盘水 遵义 安顺 毕节 铜仁",
        "云南": "昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧",
        "西藏": "拉萨 日喀则",
        "陕西": "西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛",
        "甘肃": "兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳",
        "青海": "西宁 海东",
        "宁夏": "银川 石嘴山 吴忠 固原",
        "新疆": "乌鲁木齐 克拉玛依 喀什",
        "台湾": "台北 高雄",
    }.items()
}

BEIJING_DISTRICTS: Final = _words(
    """
    东城 西城 朝阳 海淀 丰台 石景山 门头沟 房山 通州 顺义 昌平 大兴 怀柔 平谷 密云 延庆 经济技术开发 中关村科技园
    """
)

COMPANY_FORMS: Final = _words("有限责任公司 股份有限公司 有限公司 股份公司 总公司 公司 集团 控股 股份")
"""Endings that say only how a company is constituted; several may follow each other (``集团股份有限公司``)."""

PARTNERSHIPS: Final = _words("有限合伙 普通合伙 特殊普通合伙 特殊的普通合伙 个人独资 集团 控股 股份")
"""What a pair of brackets may hold besides a place without belonging to the 字号."""

TRADES: Final = _words(
    """
    科技 科学技术 高科技 新技术 技术 软件 网络 信息 数据 大数据 数字 数码 智能 人工智能 电子 通信 通讯 互联网 计算机 系统 系统集成
    集成 芯片 集成电路 半导体 微电子 云计算 物联网 区块链 工程 工程技术 咨询 服务 管理 顾问 人力资源 人才 企业管理 文化 传媒 传播
    广告 教育 培训 投资 贸易 商贸 进出口 国际 发展 开发 研究 研发 设计 制造 加工 生产 生物 医药 医疗 健康 制药 药业 环境 环保 生态
    能源 新能源 电力 石油 天然气 化工 石化 材料 新材料 机械 设备 装备 仪器 仪表 光电 光电子 电气 电器 自动化 航空 航天 汽车 交通
    运输 物流 建筑 建设 建材 装饰 房地产 置业 物业 金融 资产 基金 保险 证券 农业 食品 餐饮 酒店 旅游 体育 地理 测绘 遥感 空间
    空间信息 卫星 安全 应用 产业 工业 实业 创新 创业 孵化器 有色 冶金 矿业 铁路 水利 检测 认证 知识产权 专利 代理 事务 劳务 劳务派遣
    派遣 家政 保安 在线 电子商务 电商 供应链 生命 基因 诊断 器械 影视 娱乐 游戏 移动 视觉 机器人 无人机 控制 测控 激光 光学 超导
    量子 纳米 真空 工艺 精密 勘察 勘测 规划 科研 科贸 工贸 经贸 商务 外包 创意 出版 印刷 海洋 气象 地质 核能 核电 水务 市政 园林
    绿化 通用 综合 专业 高新 现代 研究所 研究院 研究中心 技术中心 中心 设计院 设计研究院 设计所 工作室
    """
)
"""Lines of business and kinds of institute: what hundreds of companies have in common, so nothing to tell one by."""

COMMON_STEMS: Final = _words(
    """
    中科 国科 中国 中华 国家 全国 国务院 中央 首都 华北 华东 华南 华中 东北 西北 西南 中电 中核 中航 联合 环球 世纪 新世纪 时代
    科学院
    """
)
"""Beginnings shared by companies that have nothing to do with each other; alone they are no 字号."""

PARENTS: Final = _words("科学院 大学 学院 研究院 总院 集团 集团公司 总公司 总局 部 局 委员会 公司 医院")
"""A 字号 that ends in one of these names the parent of many units, not one company."""

BRANCHES: Final = _words(
    """
    分公司 分支机构 办事处 代表处 联络处 营业部 项目部 经营部 分院 分所 分行 支行 分部 分校 分店 分社 分厂 分局 分中心 分会 分队
    """
)
"""Endings of a part that is no company of its own."""

HEADS: Final = _words(
    """
    公司 集团 银行 科学院 研究院 设计院 研究所 设计所 事务所 大学 学院 医院 学校 中学 小学 中心 出版社 报社 协会 学会 委员会 基金会
    总局 厂 院 所 社 台 馆
    """
)
"""Where the name of a head company or institution may end before its branch, or before a part of it, begins."""

COUNTED: Final = _words(
    """
    研究所 研究院 设计院 医院 中学 小学 工程局 工程公司 工程处 研究室 分公司 分院 分所 分部 分厂 局 厂 院 所 处 部 队
    """
)
"""What a bare numeral before it numbers (``七一一研究所``); elsewhere 一 or 三 may be part of a word (``三维``)."""
