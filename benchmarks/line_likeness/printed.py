"""Lines as pages print them: names of a record's authors in the styles of publishers, and what is no line of names."""

import random
from typing import Any

from extractors.detectors.names import parse_name

_DEGREES = ["PhD", "MD", "MD, PhD", "MSc", "RN", "MPH", "Ph.D.", "BSc"]
_HAN = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏"
_HAN_GIVEN = "明华丽强敏静伟芳娜秀英杰涛超霞平刚桂兰玉红文建国志新海晓东亮雪梅宇佳浩然子轩思"
_HANGUL = "김이박최정강조윤장임한오서신권황안송"
_HANGUL_GIVEN = "민준서연지우현수영희정은진경미선혜성재호태동"
_KANA_FAMILY = [
    "佐藤",
    "鈴木",
    "高橋",
    "田中",
    "渡辺",
    "伊藤",
    "山本",
    "中村",
    "小林",
    "加藤",
    "松浦",
    "高野",
    "森",
    "清水",
]
_KANA_GIVEN = ["佳代", "歩", "真喜子", "太郎", "花子", "健一", "美咲", "翔", "陽子", "直樹", "さくら", "ひろし"]
_RUSSIAN_FAMILY = [
    "Голубев",
    "Иванов",
    "Петрова",
    "Чеботарев",
    "Кузнецов",
    "Смирнова",
    "Шевченко",
    "Коваленко",
    "Мороз",
]
_RUSSIAN_GIVEN = ["Сергей", "Иван", "Анна", "Мария", "Олена", "Дмитрий", "Наталья", "Андрей"]
_PATRONYMIC = ["Сергеевич", "Ивановна", "Петрович", "Андреевна", "Дмитриевич"]


def names_line(record: dict[str, Any], rng: random.Random) -> str | None:
    """The authors of a record in one style, drawn at random; None where it has none that can be split."""
    people = [n for a in record["authors"][:60] if (n := parse_name(a["name"], "given-first")) and n.family and n.given]
    if not people:
        return None
    how_many = rng.choice([1, 1, 2, 3, len(people), len(people)])
    people = people[:how_many]
    form = rng.choice(
        ["plain"] * 6
        + ["initials", "dotted", "vancouver", "inverted", "inverted-initial", "upper", "family-upper", "family-first"]
    )
    printed = [_person(n.given or "", n.family or "", form) for n in people]
    if rng.random() < 0.35:
        printed = [_mark(p, i, rng) for i, p in enumerate(printed)]
    if rng.random() < 0.08:
        printed = [f"{p}, {rng.choice(_DEGREES)}" for p in printed]
    if rng.random() < 0.07 and (places := [p for a in record["authors"][:9] for p in a["affiliations"]]):
        beside = [f"{p} ({rng.choice(places)[:90]})" for p in printed]
        return rng.choice(["", "• ", "- "]) + rng.choice(["; ", " ; ", ", "]).join(beside) + rng.choice(["", " ;", ";"])
    separator = ", "
    if form.startswith("inverted") and rng.random() < 0.6:
        separator = "; "
    else:
        separator = rng.choice([", "] * 6 + ["; ", ",", " , ", " · ", " | ", " "])
    line = separator.join(printed)
    if len(printed) > 1 and rng.random() < 0.4 and separator == ", ":
        line = ", ".join(printed[:-1]) + rng.choice([" and ", " & ", ", and ", " et ", " und ", " y "]) + printed[-1]
    return (
        rng.choice(["", "", "", "", "", "", "By ", "• ", "- ", "1. "])
        + line
        + rng.choice([""] * 9 + [" et al.", ",", "."])
    )


def _person(given: str, family: str, form: str) -> str:
    letters = [w[0] for w in given.replace("-", " ").split() if w[:1].isalpha()]
    dotted = " ".join(f"{letter.upper()}." for letter in letters)
    return {
        "plain": f"{given} {family}",
        "initials": f"{dotted} {family}",
        "dotted": f"{dotted.replace(' ', '')} {family}",
        "vancouver": f"{family} {''.join(letters).upper()[:3]}",
        "inverted": f"{family}, {given}",
        "inverted-initial": f"{family}, {dotted}",
        "upper": f"{given} {family}".upper(),
        "family-upper": f"{given} {family.upper()}",
        "family-first": f"{family} {given}",
    }[form]


def _mark(name: str, number: int, rng: random.Random) -> str:
    mark = rng.choice([str(number % 4 + 1), "abcde"[number % 5], "¹²³⁴"[number % 4], f"[{number % 5 + 1}]"])
    if mark.isalpha() and mark.isascii():
        return name + rng.choice([" ", ""]) + mark + rng.choice(["", "", "b", ",*", ", b"])
    return name + rng.choice(["", "", "", " "]) + mark + rng.choice(["", "", "", "*", ",*", ",2", " *"])


def other_script_line(rng: random.Random) -> str:
    """Names in Han, Hangul, Japanese or Cyrillic script."""
    how_many = rng.choice([1, 2, 2, 3, 4, 6])
    kind = rng.choice(["han", "han", "hangul", "japanese", "russian", "russian-initials"])
    one = {
        "han": lambda: rng.choice(_HAN) + "".join(rng.choices(_HAN_GIVEN, k=rng.choice([1, 2, 2]))),
        "hangul": lambda: rng.choice(_HANGUL) + "".join(rng.choices(_HANGUL_GIVEN, k=2)),
        "japanese": lambda: rng.choice(_KANA_FAMILY) + rng.choice([" ", " ", ""]) + rng.choice(_KANA_GIVEN),
        "russian": lambda: " ".join(
            map(
                rng.choice,
                rng.choice([[_RUSSIAN_FAMILY, _RUSSIAN_GIVEN, _PATRONYMIC], [_RUSSIAN_GIVEN, _RUSSIAN_FAMILY]]),
            )
        ),
        "russian-initials": lambda: (
            rng.choice(_RUSSIAN_FAMILY)
            + " "
            + rng.choice("АБВГДЕИМНС")
            + "."
            + rng.choice(["", " "])
            + rng.choice("АБВГДЕИМНС")
            + "."
        ),
    }[kind]
    people = [one() for _ in range(how_many)]
    if kind in ("han", "hangul") and rng.random() < 0.45:
        words = (_HANGUL_WORDS if kind == "hangul" else _HAN_WORDS).split()
        form = rng.choice(
            ["{}대학교 {}학과", "{}대학교", "{}연구원 {}센터"] if kind == "hangul" else ["{}大学", "{}大学{}学院"]
        )
        people = [f"{p}{rng.choice(['', ' '])}({form.format(*rng.choices(words, k=2))})" for p in people]
        return rng.choice(["", "• "]) + rng.choice([" ; ", "; ", ";"]).join(people) + rng.choice(["", " ;", ";"])
    if kind == "japanese" and how_many > 2 and rng.random() < 0.2:
        return "".join(f"{rng.choice(_KANA_FAMILY)} {rng.choice(_KANA_GIVEN[:9])}" for _ in people)
    if rng.random() < 0.35:
        people = [p + rng.choice(["1", "2", "1,*", "*", " 1", "¹"]) for p in people]
    wide = kind in ("han", "japanese")
    separators = [", ", ",", "，", "、", " ", ";", "；", "　"] if wide else [", ", ", ", "; ", ","]
    return rng.choice(separators).join(people)


_TITLE_PARTS = {
    "zh": (
        [
            "基于{a}的{b}研究",
            "{a}对{b}影响的实验研究",
            "{a}与{b}的关系分析",
            "{b}视角下{a}的现状与对策",
            "论{a}中的{b}问题",
            "{a}中{b}的应用进展",
            "我国{a}{b}评价指标体系构建",
        ],
        [
            "深度学习",
            "城市河流",
            "土壤水分",
            "慢性肾病患者",
            "高校图书馆",
            "冬小麦",
            "乡村治理",
            "碳排放",
            "护理教育",
            "古代诗歌",
        ],
        [
            "图像识别",
            "空间分布",
            "生活质量",
            "知识共享",
            "产量形成",
            "风险评估",
            "决策支持",
            "心理健康",
            "叙事结构",
            "政策演变",
        ],
    ),
    "ja": (
        ["{a}における{b}の検討", "{a}に関する{b}の研究", "{b}からみた{a}の課題", "{a}を対象とした{b}の実態調査"],
        ["高齢者看護", "都市河川", "大学図書館", "中学校教育", "慢性疾患患者", "森林土壌"],
        ["質的分析", "水質変動", "情報行動", "学習意欲", "生活の質", "炭素動態"],
    ),
    "ko": (
        ["{a}에 관한 {b} 연구", "{a}의 {b} 분석", "{b}이 {a}에 미치는 영향", "{a}을 위한 {b} 개발"],
        ["대학 도서관", "간호 학생", "도시 하천", "노인 환자", "초등학교 교육"],
        ["이용 행태", "직무 스트레스", "수질 변화", "건강 증진 프로그램", "학습 동기"],
    ),
}


def other_script_title(rng: random.Random) -> str:
    """A title in Chinese, Japanese or Korean, put together from parts."""
    forms, subjects, aspects = _TITLE_PARTS[rng.choice(list(_TITLE_PARTS))]
    return rng.choice(forms).format(a=rng.choice(subjects), b=rng.choice(aspects))


_CYRILLIC_WORDS = "физики истории химии Москва Томск Киев Пермский"
_HANGUL_WORDS = "숙명여자 전주 한성 문헌정보 간호 경영"
_HAN_WORDS = "延安 南京 北京 東京 文 物理 看護 计算机 上海"
_NO_AUTHOR = [
    "{} (Advisor)",
    "{} (Editor)",
    "{} (Committee member)",
    "{} (Supervisor)",
    "{} (Translator)",
    "Editor: {}",
    "Edited by {}",
    "Academic Editor: {}",
    "Reviewed by: {}",
    "Supervisor: {}",
    "Translated by {}",
    "Advisor: {}",
    "Correspondence to: {}",
    "Corresponding author: {}",
    "Copyright {}",
    "© {}",
    "Herausgeber: {}",
    "Научный руководитель: {}",
    "More by {}",
    "Search for {}",
    "View all publications by {}",
    "{}, born 1985, PhD, associate professor",
    "{}, Professor, research interests include bread",
]
_CJK_PLACES = [
    "{}大学 {}学院, {} {}",
    "{}大学{}学院",
    "{}科学院{}研究所, {} {}",
    "{}医院{}科, {} {}",
    "{}大学大学院 {}研究科",
    "{}大学 {}学部",
    "{}대학교 {}학과",
    "{}대학교 {}연구소",
    "1. {}大学 {}系, {} {}",
    "({}大学, {})",
]
_RUSSIAN_PLACES = [
    "Кафедра {}, {} государственный университет, {}",
    "Институт {}, {}",
    "{} государственный университет, г. {}",
    "Институт {} НАН Украины, {}",
    "Факультет {} {} университета",
]


def no_author_line(record: dict[str, Any], rng: random.Random) -> str | None:
    """A person of a record in another role than author."""
    people = [author["name"] for author in record["authors"][:5]]
    if rng.random() < 0.15:
        name = rng.choice(_HAN) + "".join(rng.choices(_HAN_GIVEN, k=2))
        return name + rng.choice(
            [
                ",博士,副教授",
                "，讲师，博士，研究方向为面包",
                "(1985-)，男，博士，教授",
                ",硕士研究生,主要研究方向为图像识别",
            ]
        )
    return rng.choice(_NO_AUTHOR).format(rng.choice(people)) if people else None


def other_script_place(rng: random.Random) -> str:
    """An affiliation in Chinese, Japanese, Korean or Russian."""
    form = rng.choice(_CJK_PLACES + _RUSSIAN_PLACES)
    hangul, cyrillic = "대" in form, form in _RUSSIAN_PLACES
    names = (_CYRILLIC_WORDS if cyrillic else _HANGUL_WORDS if hangul else _HAN_WORDS).split()
    return form.format(*rng.choices(names, k=3), rng.choice(["716000", "210093", "北京"]))


_SCRIPTS = {
    "arabic": ("\u0600", "\u06ff"),
    "hebrew": ("\u0590", "\u05ff"),
    "hindi": ("\u0900", "\u097f"),
    "greek": ("\u0370", "\u03ff"),
}
_FAR_TITLES = """
تأثير النوم على جودة الحياة لدى طلاب الجامعات
دراسة العلاقة بين القراءة والتحصيل الدراسي في المدارس الابتدائية
استخدام المياه المعالجة في ري المحاصيل الحقلية
بررسی تأثیر خواب بر کیفیت زندگی دانشجویان
رابطه بین مطالعه و پیشرفت تحصیلی در مدارس ابتدایی
ارزیابی روش های آبیاری در مزارع گندم شمال کشور
השפעת השינה על איכות החיים של סטודנטים
הקשר בין קריאה להישגים לימודיים בבתי הספר
שימוש במים מושבים בהשקיה של גידולי שדה
नींद का विद्यार्थियों के जीवन की गुणवत्ता पर प्रभाव
प्राथमिक विद्यालयों में पठन और उपलब्धि का संबंध
Η επίδραση του ύπνου στην ποιότητα ζωής των φοιτητών
Η σχέση της ανάγνωσης με τη σχολική επίδοση
Μελέτη της ποιότητας του νερού σε μικρούς ποταμούς
ผลของการนอนหลับต่อคุณภาพชีวิตของนักศึกษา
""".strip().splitlines()
_FAR_CHROME = """
الصفحة الرئيسية
عن المجلة
الكلمات المفتاحية
تحميل الملف
تسجيل الدخول
العدد الحالي
صفحه اصلی
درباره نشریه
کلمات کلیدی
چکیده
ورود به سامانه
دریافت مقاله
דף הבית
מילות מפתח
תקציר
הורדת המאמר
כניסה למערכת
על כתב העת
मुख्य पृष्ठ
बीज शब्द
Αρχική σελίδα
Λέξεις κλειδιά
Περίληψη
Σχετικά με το περιοδικό
หน้าแรก
คำสำคัญ
บทคัดย่อ
""".strip().splitlines()


def far_script_line(rng: random.Random, names: dict[str, list[str]]) -> tuple[str, str]:
    """Names, a title or a label in a script of South and West Asia, or Greek, and its role."""
    role = rng.choice(["authors", "authors", "title", "none"])
    if role == "title":
        return rng.choice(_FAR_TITLES), role
    if role == "none":
        label = rng.choice(_FAR_CHROME)
        return rng.choice([label, label + ":", f"{label}: {rng.choice(_FAR_TITLES).split(' ')[0]}"]), role
    words = names[rng.choice([script for script, known in names.items() if len(known) > 9])]
    people = [
        " ".join(_or_unknown(w, rng).capitalize() for w in rng.choices(words, k=rng.choice([2, 2, 3])))
        for _ in range(rng.choice([1, 2, 3, 4]))
    ]
    if rng.random() < 0.3:
        people = [p + str(rng.choice([1, 2, "*"])) for p in people]
    arabic = "\u0600" <= people[0][0] <= "\u06ff"
    return rng.choice(["، ", "؛ ", ", "] if arabic else [", ", ", ", "; "]).join(people), role


def _or_unknown(word: str, rng: random.Random) -> str:
    """A name or, one time in five, letters that no table knows, as pages have them."""
    return word[::-1] if rng.random() < 0.2 else word


def names_by_script(words: list[str]) -> dict[str, list[str]]:
    """The names of a table that are written in each of the far scripts."""
    return {script: [w for w in words if first <= w[0] <= last] for script, (first, last) in _SCRIPTS.items()}
