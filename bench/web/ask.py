"""Asks several servers for the same pages in turn, A B A B: `ask.py CONFIG.json`.

CONFIG: [{"name", "pid", "base", "cookie", "pages": {"list": "/delegations", …}}, …]. One request at a time over
one connection; prints one JSON line a server and page with the median over the rounds of the server's CPU
milliseconds a request (its whole process tree), the 99th percentile of the waiting times, and its PSS in MiB."""

import http.client
import json
import os
import re
import statistics
import sys
import time

ROUNDS, REQUESTS = 5, 60
TICK = os.sysconf("SC_CLK_TCK")


def family(pid):
    pids = [pid]
    for task in os.listdir(f"/proc/{pid}/task"):
        for child in open(f"/proc/{pid}/task/{task}/children").read().split():
            pids += family(int(child))
    return pids


def cpu(pid):
    spent = 0
    for one in family(pid):
        fields = open(f"/proc/{one}/stat").read().rsplit(")", 1)[1].split()
        spent += sum(map(int, fields[11:15]))
    return spent / TICK


def memory(pid):
    found = (re.search(r"^Pss:\s+(\d+)", open(f"/proc/{one}/smaps_rollup").read(), re.M) for one in family(pid))
    return sum(int(it[1]) for it in found) / 1024


servers = json.load(open(sys.argv[1]))
seen = {}
for turn in range(ROUNDS + 1):
    for server in servers:
        for page, path in server["pages"].items():
            line = http.client.HTTPConnection(server["base"].removeprefix("http://"), timeout=60)
            headers = {"Cookie": server["cookie"], "Accept": "*/*"}
            kept = seen.setdefault((server["name"], page), {"cpu": [], "waits": [], "wrong": 0, "bytes": 0})
            begun = cpu(server["pid"])
            for _ in range(REQUESTS):
                asked = time.perf_counter()
                line.request("GET", path, headers=headers)
                answer = line.getresponse()
                body = answer.read()
                if turn:
                    kept["waits"].append(time.perf_counter() - asked)
                    kept["wrong"] += answer.status != 200
                    kept["bytes"] = len(body)
            if turn:
                kept["cpu"].append(1000 * (cpu(server["pid"]) - begun) / REQUESTS)
            line.close()
for (name, page), kept in seen.items():
    pid = next(server["pid"] for server in servers if server["name"] == name)
    waits = sorted(kept["waits"])
    print(json.dumps({"server": name, "page": page, "cpu_ms": round(statistics.median(kept["cpu"]), 3),
                      "p99_ms": round(1000 * waits[int(len(waits) * 0.99)], 2), "not_200": kept["wrong"],
                      "bytes": kept["bytes"], "pss_mib": round(memory(pid), 1)}), flush=True)
