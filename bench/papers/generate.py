"""generate.py FOLDER TRIPS: eight papers in every dialect, and the facts of TRIPS trips.

FOLDER/ours/N.docx, FOLDER/theirs/N.docx and FOLDER/typst/N.typ hold the same papers as templates for the product,
for docxtemplater and for Typst; FOLDER/trips.json holds the facts; FOLDER/form.docx is a
form of an office to be checked. All invented, all from a fixed seed.

A block of a paper is a sentence, a table `(list, columns)`, or a form: a list of parts in one grid of six columns, in
which a part is `("row", cells)` with cells merged sideways, or `("rows", label, list, columns)`: a label merged downwards
beside its heads and beside every repeated row."""
import json
import os
import random
import sys

import docx

PEOPLE = ("members", [("姓名", "name"), ("性别", "sex"), ("单位及职务", "post"), ("证照号码", "passport"), ("团内职务", "duty")])
DAYS = ("days", [("日期", "date"), ("城市", "city"), ("安排", "work"), ("接待单位", "host")])
COSTS = ("costs", [("科目", "item"), ("标准", "standard"), ("人数", "persons"), ("外币", "foreign"), ("人民币", "yuan")])
FIRST = "应«inviter»邀请，«school»拟派«head»率团一行«persons»人，于«range»赴«country»参加«event»，在外停留«days_count»天。"
CLOSE = "妥否，请批示。"
GRID = 6
HEAD_OF_FORM = [
    ("row", [("组团单位", 1), ("«school»", 2), ("团长", 1), ("«head»", 2)]),
    ("row", [("出访国家", 1), ("«country»", 2), ("起止日期", 1), ("«range»", 2)]),
    ("row", [("出访任务", 1), ("参加«event»，在外停留«days_count»天", 5)]),
]
PAPERS = [
    ("«school»关于赴«country»参加«event»的请示",
     [FIRST, "一、出访必要性", "«necessity»", "二、团组人员", PEOPLE, "三、日程安排", DAYS, "四、经费预算", COSTS,
      "以上共计人民币«total»元，由«payer»承担。", CLOSE]),
    ("出访人员名单", [PEOPLE, "«school»（盖章处）", "«date»"]),
    ("日程安排", ["«range»，«country»", DAYS, "以上安排以实际航班为准。"]),
    ("经费预算表", ["«country»，«persons»人，«days_count»天", COSTS, "合计人民币«total»元。"]),
    ("公示", [FIRST, PEOPLE, DAYS, "公示期五个工作日。如有异议，请向«school»外事办反映。", "«date»"]),
    ("邀请函（草稿）", ["«inviter»谨邀请«school»«head»一行«persons»人，于«range»访问«country»，参加«event»。", DAYS, "«inviter»", "«date»"]),
    ("因公临时出国任务表",
     [HEAD_OF_FORM + [("row", [("必要性", 1), ("«necessity»", 5)]), ("rows", "团组人员", *PEOPLE), ("rows", "日程", "days", DAYS[1] + [("备注", "note")])],
      "«school»（盖章处）", "«date»"]),
    ("经费预算申报表",
     [HEAD_OF_FORM + [("rows", "支出", *COSTS), ("row", [("合计", 1), ("人民币«total»元", 5)]), ("row", [("经费来源", 1), ("«payer»", 5)])],
      "填报日期：«date»"]),
]

# A form of an office, in the names of the product's own catalogue of facts.
FORM = [
    "«school.name»拟派团于«trip.range»赴«trip.countries»参加«stop.event»，在外停留«trip.days»天。",
    [("row", [("组团单位", 1), ("«school.name»", 5)]),
     ("rows", "团组人员", "members", [("姓名", "name"), ("性别", "sex"), ("出生年月", "born"), ("单位", "unit"), ("职务", "post")]),
     ("rows", "预算", "budget.rows", [("科目", "item"), ("标准", "standard"), ("人数", "persons"), ("外币", "foreign"), ("人民币", "yuan")]),
     ("row", [("合计", 1), ("人民币«budget.total»元", 5)])],
    "«school.name»（盖章处）", "«paper.date»",
]


def dialect(name, loop, first, last):
    """A row's cells in the words of one engine."""
    if name == "ours":
        opened, closed, tag = "{{#for x in %s}}" % loop, "{{/for}}", "{{x.%s}}"
    else:
        opened, closed, tag = "{#%s}" % loop, "{/%s}" % loop, "{%s}"
    return lambda key, at: (opened if at == first else "") + tag % key + (closed if at == last else "")


def said(name, text):
    around = ("{{", "}}") if name == "ours" else ("{", "}")
    return text.replace("«", around[0]).replace("»", around[1])


def form(document, name, parts):
    """A form in one grid, its cells merged sideways and downwards."""
    table = document.add_table(rows=0, cols=GRID)
    table.style = "Table Grid"
    for part in parts:
        cells = table.add_row().cells
        if part[0] == "row":
            at = 0
            for text, width in part[1]:
                cells[at].merge(cells[at + width - 1]).text = said(name, text)
                at += width
            continue
        _, label, loop, columns = part
        below = table.add_row().cells
        cell = dialect(name, loop, 0, len(columns) - 1)
        for at, (head, key) in enumerate(columns):
            cells[at + 1].text = head
            below[at + 1].text = cell(key, at)
        cells[0].merge(below[0]).text = label


def word(path, name, title, blocks):
    document = docx.Document()
    document.add_heading(said(name, title), 1)
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(said(name, block))
            continue
        if isinstance(block, list):
            form(document, name, block)
            continue
        loop, columns = block
        table = document.add_table(rows=2, cols=len(columns))
        table.style = "Table Grid"
        cell = dialect(name, loop, 0, len(columns) - 1)
        for at, (head, key) in enumerate(columns):
            table.rows[0].cells[at].text = head
            table.rows[1].cells[at].text = cell(key, at)
    document.save(path)


def typst_part(part, said):
    if part[0] == "row":
        return ", ".join("table.cell(colspan: %d)[%s]" % (width, said(text)) for text, width in part[1])
    _, label, loop, columns = part
    heads = ", ".join("[%s]" % head for head, _ in columns)
    cells = ", ".join("[#x.%s]" % key for _, key in columns)
    return "table.cell(rowspan: t.%s.len() + 1)[%s], %s, ..t.%s.map(x => (%s,)).flatten()" % (loop, label, heads, loop, cells)


def typst(path, title, blocks):
    def said(text):
        return text.replace("«", "#t.at(\"").replace("»", "\")")

    lines = ["#let t = sys.inputs.facts", "#set page(paper: \"a4\")", "#set text(font: \"Noto Serif CJK SC\", size: 12pt, lang: \"zh\", region: \"cn\")",
             "= " + said(title)]
    for block in blocks:
        if isinstance(block, str):
            lines.append(said(block))
            continue
        if isinstance(block, list):
            lines.append("#table(columns: %d, %s)" % (GRID, ", ".join(typst_part(part, said) for part in block)))
            continue
        loop, columns = block
        heads = ", ".join("[%s]" % head for head, _ in columns)
        cells = ", ".join("[#x.%s]" % key for _, key in columns)
        lines.append("#table(columns: %d, table.header(%s), ..t.%s.map(x => (%s,)).flatten())" % (len(columns), heads, loop, cells))
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n\n".join(lines) + "\n")


def trip(chance, number):
    country, city = chance.choice([("巴西", "圣保罗"), ("南非", "开普敦"), ("俄罗斯", "莫斯科"), ("摩洛哥", "卡萨布兰卡")])
    days, people = chance.randint(5, 9), chance.randint(4, 6)
    yuan = [chance.randint(100_000, 9_000_000) for _ in range(6)]
    money = lambda fen: f"{fen // 100:,}.{fen % 100:02}"
    return {
        "school": "示例职业技术学院", "country": country, "event": f"示例技能国际赛（第{number}场）", "inviter": f"示例{city}技术学院",
        "head": "示例团长", "persons": str(people), "range": f"2026年9月1日至{days}日", "days_count": str(days),
        "necessity": "学习办赛标准，共建实训课程，为本校专业建设取得可以使用的成果。" * chance.randint(3, 6),
        "total": money(sum(yuan)), "payer": "示例职业技术学院", "date": "2026年6月8日",
        "members": [{"name": f"示例{'甲乙丙丁戊己'[at]}", "sex": chance.choice("男女"), "post": "示例学院教师",
                     "passport": f"E{number:04}{at:04}", "duty": "团长" if at == 0 else "团员"} for at in range(people)],
        "days": [{"date": f"9月{at + 1}日", "city": city, "work": chance.choice(["参加赛前说明会", "观摩比赛并与裁判组交流", "洽谈工坊共建"]),
                  "host": f"示例{city}技术学院", "note": chance.choice(["", "乘车前往", "全天"])} for at in range(days)],
        "costs": [{"item": item, "standard": f"{chance.randint(40, 300)}美元/人·天", "persons": str(people),
                   "foreign": money(fen // 7), "yuan": money(fen)}
                  for item, fen in zip(["国际旅费", "国外城市间交通费", "住宿费", "伙食费", "公杂费", "其他费用"], yuan)],
    }


folder, trips = sys.argv[1], int(sys.argv[2])
for name in ("ours", "theirs", "typst"):
    os.makedirs(os.path.join(folder, name), exist_ok=True)
for at, (title, blocks) in enumerate(PAPERS, 1):
    for name in ("ours", "theirs"):
        word(os.path.join(folder, name, f"{at}.docx"), name, title, blocks)
    typst(os.path.join(folder, "typst", f"{at}.typ"), title, blocks)
word(os.path.join(folder, "form.docx"), "ours", "因公临时出国申报表", FORM)
chance = random.Random(2026)
with open(os.path.join(folder, "trips.json"), "w", encoding="utf-8") as file:
    json.dump([trip(chance, number) for number in range(1, trips + 1)], file, ensure_ascii=False)
