"""Compatibility radicals and the ordinary characters they stand for.

Browsers and some producers map glyphs of ordinary characters back to the radical code points (``⻔头沟`` for ``门头沟``). NFKC folds only
U+2F00-2FD5, and there to traditional forms; the form is printed in simplified Chinese, so the simplified form is the one meant.

Source: Unicode property *Equivalent_Unified_Ideograph* (EquivalentUnifiedIdeograph.txt), with the traditional targets replaced by their
simplified forms (戶 to 户, 車 to 车, 門 to 门 ...).
"""

from typing import Final

# Pairs: radical, ordinary character, radical, ordinary character ...
_PAIRS: Final = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵"
    "⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎"
    "⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑长⻒长⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟饣⻠饣⻡𩠐"
    "⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫齐⻬齐⻭齿⻮齿⻯龙⻰龙⻱龟⻲龟⻳龟⼀一⼁丨⼂丶⼃丿⼄乙⼅亅⼆二⼇亠⼈人⼉儿⼊入⼋八⼌冂⼍冖"
    "⼎冫⼏几⼐凵⼑刀⼒力⼓勹⼔匕⼕匚⼖匸⼗十⼘卜⼙卩⼚厂⼛厶⼜又⼝口⼞囗⼟土⼠士⼡夂⼢夊⼣夕⼤大⼥女⼦子⼧宀⼨寸⼩小⼪尢⼫尸⼬屮⼭山"
    "⼮巛⼯工⼰己⼱巾⼲干⼳幺⼴广⼵廴⼶廾⼷弋⼸弓⼹彐⼺彡⼻彳⼼心⼽戈⼾户⼿手⽀支⽁攴⽂文⽃斗⽄斤⽅方⽆无⽇日⽈曰⽉月⽊木⽋欠⽌止⽍歹"
    "⽎殳⽏毋⽐比⽑毛⽒氏⽓气⽔水⽕火⽖爪⽗父⽘爻⽙爿⽚片⽛牙⽜牛⽝犬⽞玄⽟玉⽠瓜⽡瓦⽢甘⽣生⽤用⽥田⽦疋⽧疒⽨癶⽩白⽪皮⽫皿⽬目⽭矛"
    "⽮矢⽯石⽰示⽱禸⽲禾⽳穴⽴立⽵竹⽶米⽷糸⽸缶⽹网⽺羊⽻羽⽼老⽽而⽾耒⽿耳⾀聿⾁肉⾂臣⾃自⾄至⾅臼⾆舌⾇舛⾈舟⾉艮⾊色⾋艸⾌虍⾍虫"
    "⾎血⾏行⾐衣⾑襾⾒见⾓角⾔言⾕谷⾖豆⾗豕⾘豸⾙贝⾚赤⾛走⾜足⾝身⾞车⾟辛⾠辰⾡辵⾢邑⾣酉⾤釆⾥里⾦金⾧长⾨门⾩阜⾪隶⾫隹⾬雨⾭青"
    "⾮非⾯面⾰革⾱韦⾲韭⾳音⾴页⾵风⾶飞⾷食⾸首⾹香⾺马⾻骨⾼高⾽髟⾾鬥⾿鬯⿀鬲⿁鬼⿂鱼⿃鸟⿄卤⿅鹿⿆麦⿇麻⿈黄⿉黍⿊黑⿋黹⿌黾⿍鼎"
    "⿎鼓⿏鼠⿐鼻⿑齐⿒齿⿓龙⿔龟⿕龠"
)

ORDINARY: Final[dict[int, str]] = {ord(radical): plain for radical, plain in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)}
"""``str.translate`` table from radical to ordinary character."""
