#!/usr/bin/env python3
"""Cut the faces that travel with the product.

    apt-get install fonts-noto-cjk fonts-noto-core fonts-lxgw-wenkai fonts-liberation2 unicode-data
    pip install fonttools
    python3 make.py

Noto Serif CJK and Noto Sans CJK (SIL Open Font License 1.1) are cut to their
simplified Chinese member and to the characters an office in China can meet:
all of GBK, the 8105 characters of 通用规范汉字表 (Unihan, kTGH), and the
Latin, Greek and Cyrillic letters, punctuation and signs of the papers.
LXGW WenKai (same licence, reserved font name) is cut to GB 2312 and the same
table, and therefore renamed to "Jinqiao Kai". Liberation Serif (same licence,
reserved font name) is copied as it is, and so are the faces in which partners
write their own names: Thai, Arabic and Persian, Devanagari, Ethiopic.
The result is the same, byte for byte, on every run with the same packages.
"""
import bz2
import glob
import gzip
import io
import os
import re
import shutil
import sys
import zipfile

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

HERE = os.path.dirname(os.path.abspath(__file__))
NOTO = "/usr/share/fonts/opentype/noto/"
WENKAI = "/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf"
NOTO_CORE = "/usr/share/fonts/truetype/noto/"
LIBERATION = "/usr/share/fonts/truetype/liberation2/"

RANGES = [
    (0x0020, 0x007E), (0x00A0, 0x024F), (0x02B0, 0x02FF), (0x0370, 0x03FF),
    (0x0400, 0x04FF), (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x2070, 0x209F),
    (0x20A0, 0x20BF), (0x2100, 0x218F), (0x2190, 0x21FF), (0x2200, 0x22FF),
    (0x2460, 0x24FF), (0x2500, 0x257F), (0x2580, 0x25FF), (0x2600, 0x266F),
    (0x2700, 0x27BF), (0x2E80, 0x2FDF), (0x3000, 0x303F), (0x3100, 0x312F),
    (0x3200, 0x33FF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),
]


def encoded(charset):
    """Every two-byte character of `gbk` or `gb2312`."""
    for high in range(0x81, 0xFF):
        for low in range(0x40, 0xFF):
            try:
                yield ord(bytes((high, low)).decode(charset))
            except (UnicodeDecodeError, TypeError):
                pass


def standard_table():
    """The 8105 characters of 通用规范汉字表, by Unihan's kTGH."""
    for path in sorted(glob.glob("/usr/share/unicode/**/Unihan*", recursive=True)):
        raw = open(path, "rb").read()
        texts = [raw]
        if path.endswith(".bz2"):
            texts = [bz2.decompress(raw)]
        elif path.endswith(".gz"):
            texts = [gzip.decompress(raw)]
        elif path.endswith(".zip"):
            archive = zipfile.ZipFile(io.BytesIO(raw))
            texts = [archive.read(name) for name in archive.namelist()]
        for text in texts:
            for code in re.findall(rb"^U\+([0-9A-F]+)\tkTGH\t", text, re.M):
                yield int(code, 16)


def cut(font, letters, target):
    """Keep `letters` of `font`, drop hints and unused tables, save."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = ["ccmp", "kern", "mark", "mkmk"]
    options.name_IDs = ["*"]
    options.name_languages = [0x409]
    options.notdef_outline = True
    options.glyph_names = False
    options.drop_tables += ["DSIG", "BASE", "VORG", "vhea", "vmtx", "GDEF"]
    options.recalc_timestamp = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    font.recalcTimestamp = False
    font.save(os.path.join(HERE, target))
    print(target, len(font.getBestCmap()), os.path.getsize(os.path.join(HERE, target)))


def rename(font, family):
    """Give a changed font another name, as its reserved name demands."""
    names = font["name"]
    version = names.getDebugName(5)
    rights, licence, address = (names.getDebugName(i) for i in (0, 13, 14))
    names.names = []
    plain = family.replace(" ", "")
    for number, text in [
        (0, f"{rights} Cut and renamed from LXGW WenKai."), (1, family), (2, "Regular"),
        (3, f"{plain};{version}"), (4, family), (5, version), (6, plain + "-Regular"),
        (13, licence), (14, address),
    ]:
        if text:
            names.setName(text, number, 3, 1, 0x409)


def simplified(path):
    """The SC member of a Noto collection."""
    fonts = TTCollection(path).fonts
    return next(font for font in fonts if font["name"].getDebugName(1).endswith(" SC"))


def main():
    table = set(standard_table())
    if len(table) != 8105:
        sys.exit(f"Unihan gives {len(table)} characters of 通用规范汉字表, not 8105")
    signs = {code for first, last in RANGES for code in range(first, last + 1)}
    letters = table | set(encoded("gbk")) | signs
    ideographs = set(range(0x4E00, 0xA000)) | set(range(0xF900, 0xFB00))
    fewer = table | set(encoded("gb2312")) | (signs - ideographs)
    for face in ["NotoSerifCJK-Regular", "NotoSerifCJK-Bold", "NotoSansCJK-Regular"]:
        cut(simplified(NOTO + face + ".ttc"), letters, face.replace("CJK", "SC") + ".otf")
    kai = TTFont(WENKAI)
    rename(kai, "Jinqiao Kai")
    cut(kai, fewer, "JinqiaoKai-Regular.ttf")
    for face in ["LiberationSerif-Regular", "LiberationSerif-Bold"]:
        shutil.copyfile(LIBERATION + face + ".ttf", os.path.join(HERE, face + ".ttf"))
    for face in ["NotoSerifThai", "NotoNaskhArabic", "NotoSerifDevanagari", "NotoSerifEthiopic"]:
        face += "-Regular.ttf"
        shutil.copyfile(NOTO_CORE + face, os.path.join(HERE, face))


if __name__ == "__main__":
    main()
