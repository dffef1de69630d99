"""alike.py OURS THEIRS: whether two folders of filled papers say the same, cell by cell and merge by merge.

A race between two sides is worth something only if both did the same work. Papers are matched by trip and template:
`0001-3.docx` on our side is `1-3.docx` on the other."""
import os
import sys

import docx
from docx.oxml.ns import qn


def content(path):
    """Every paragraph and cell in order, each cell with its width in columns and whether it goes on from above."""
    said = []
    for element in docx.Document(path).element.body.iter(qn("w:p"), qn("w:tc")):
        words = "".join(text.text or "" for text in element.iter(qn("w:t")))
        if element.tag == qn("w:tc"):
            said.append((words, element.grid_span, element.vMerge))
        else:
            said.append(words)
    return said


ours, theirs = sys.argv[1:]
names = sorted(name for name in os.listdir(ours) if name.endswith(".docx"))
for name in names:
    trip, paper = name.split("-")
    one, other = content(os.path.join(ours, name)), content(os.path.join(theirs, f"{int(trip)}-{paper}"))
    if one != other:
        apart = next((pair for pair in zip(one, other) if pair[0] != pair[1]), (len(one), len(other)))
        sys.exit(f"{name}: {apart[0]} / {apart[1]}")
print(f"{len(names)} papers say the same")
