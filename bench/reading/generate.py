"""generate.py FOLDER: list.docx (10,000 rows, seven columns) and roster.xlsx (100,000 rows, ten columns).

Everything is invented; the seed is fixed, so every run writes the same rows."""
import os
import random
import sys
from copy import deepcopy

import docx
import xlsxwriter

HEADS = ["序号", "国家/地区", "城市", "时间", "停留天数", "活动主题", "名称"]
PLACES = [("北非", "卡萨布兰卡"), ("中亚（哈萨克斯坦、吉尔吉斯斯坦）", "待定"), ("巴西", "圣保罗"), ("南非", "待定"),
          ("俄罗斯", "莫斯科"), ("中东（伊朗/阿联酋）", "待定"), ("东盟（印尼、马来西亚、泰国）", "待定")]
WINDOWS = ["6月", "4-5月", "7-8月", "9月、11月", "10月", "待定"]
SKILLS = ["移动应用开发", "工业机器人", "数字孪生", "网络安全", "增材制造", "无人机", "云计算", "物联网", "智能制造", "电子商务"]
COLUMNS = ["序号", "姓名", "性别", "出生日期", "单位", "职务", "身份", "证照号码", "电话", "金额"]
FAMILY, GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨", "示例甲乙丙丁戊己庚辛壬癸子丑寅卯"


def listing(path, chance, rows=10_000):
    document = docx.Document()
    document.add_paragraph("示例活动列表")
    table = document.add_table(rows=2, cols=len(HEADS))
    table.style = "Table Grid"
    for cell, head in zip(table.rows[0].cells, HEADS):
        cell.text = head
    pattern = table.rows[1]._tr
    for number in range(1, rows + 1):
        region, city = chance.choice(PLACES)
        skill = chance.choice(SKILLS)
        values = [number, region, city, chance.choice(WINDOWS), f"{chance.randint(5, 10)}天",
                  "国际交流/金砖工坊建设/金砖大赛", f"2026示例{skill}国际赛暨交流活动（第{number}场）"]
        row = deepcopy(pattern)
        for cell, value in zip(row.tc_lst, values):
            cell.p_lst[0].add_r().text = str(value)
        pattern.addprevious(row)
    pattern.getparent().remove(pattern)
    document.save(path)


def roster(path, chance, rows=100_000):
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("人员")
    sheet.write_row(0, 0, COLUMNS)
    for number in range(1, rows + 1):
        name = chance.choice(FAMILY) + "".join(chance.choices(GIVEN, k=2))
        born = f"19{chance.randint(60, 99)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        unit = f"示例{chance.choice(SKILLS)}学院"
        sheet.write_row(number, 0, [number, name, chance.choice("男女"), born, unit, chance.choice(["教授", "讲师", "工程师"]),
                                    chance.choice(["教师", "选手", "翻译"]), f"E{number:08}", f"000-{number:08}",
                                    chance.randint(0, 10**7) / 100])
    book.close()


folder = sys.argv[1]
os.makedirs(folder, exist_ok=True)
listing(os.path.join(folder, "list.docx"), random.Random(2026))
roster(os.path.join(folder, "roster.xlsx"), random.Random(2027))
