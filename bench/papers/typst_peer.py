"""typst_peer.py SOURCES TRIPS OUT FONTS: sets every paper of every trip as PDF/A by Typst's own package, in one process."""
import json
import os
import sys

import typst

sources, trips, out, fonts = sys.argv[1:]
os.makedirs(out, exist_ok=True)
names = sorted(name for name in os.listdir(sources) if name.endswith(".typ"))
compilers = []
for name in names:
    with open(os.path.join(sources, name), encoding="utf-8") as file:
        body = file.read()
    path = os.path.join(out, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(body.replace("sys.inputs.facts", "json(bytes(sys.inputs.facts))"))
    compilers.append(typst.Compiler(input=path, root=out, font_paths=[fonts], ignore_system_fonts=True))
with open(trips, encoding="utf-8") as file:
    facts = json.load(file)
for number, trip in enumerate(facts):
    inputs = {"facts": json.dumps(trip, ensure_ascii=False)}
    for name, compiler in zip(names, compilers):
        compiler.compile(output=os.path.join(out, f"{number}-{name[:-4]}.pdf"), format="pdf", pdf_standards=["a-2b"],
                         sys_inputs=inputs)
