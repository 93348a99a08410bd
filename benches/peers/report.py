"""The figures of run.py go in (a file of JSON lines); the tables in BENCHMARKS.md come out, between their two marks."""
import json, math, os, sys

HERE = os.path.dirname(os.path.abspath(__file__))
PAGE = os.path.join(HERE, "..", "..", "BENCHMARKS.md")
BEGIN, END = "<!-- peers -->\n", "<!-- /peers -->\n"
TITLES = {
    "chain": "W2 chain of norms", "levels": "W2 levels", "teams": "W2 teams", "tree": "W2 tree", "dag": "W2 net of threes",
    "annulment-chain": "W3 chain of annulments", "annulment-dag": "W3 random acyclic annulments",
    "annulment-eights": "W3 acts in matters of eight", "registry-standing": "W4 registry, reduced to standing, three viewpoints",
}

rows = [json.loads(line) for line in open(sys.argv[1])]
find = lambda **want: next((r for r in rows if all(r.get(k) == v for k, v in want.items())), None)
engines = [r["engine"] for r in rows if r["workload"] == "start"]
out = []


def seconds(x):
    return "–" if x is None else f"{x:.3f}" if x < 10 else f"{x:.1f}"


def inner(x):
    """Within a process the system tells time in steps of some milliseconds."""
    return "< 0.004" if x < 0.004 else seconds(x)


def cell(workload, size, engine):
    row = find(workload=workload, size=size, engine=engine)
    if row is None or row.get("why", "").startswith("not tried"):
        return "–"
    if "why" in row:
        return "> " + row["why"].split("more than ")[1] if "more than" in row["why"] else "–" if "fails" not in row["why"] else "fails"
    return f"{seconds(row['cpu'])} ({row['ratio']:.1f}×)"


def growth(workload, size, engine):
    """How the time grows: the exponent between this size and the one before."""
    sizes = sorted({r["items"] for r in rows if r["workload"] == workload and r["engine"] == "vigente"})
    ours = {r["items"]: r for r in rows if r["workload"] == workload and r["engine"] == "vigente"}
    at = sizes.index(next(n for n in sizes if ours[n]["size"] == size))
    if at == 0:
        return ""
    this, that = ours[sizes[at]], ours[sizes[at - 1]]
    return f"{math.log(this['cpu'] / that['cpu']) / math.log(this['items'] / that['items']):.2f}"


machine = [r for r in rows if r["workload"] == "machine"]
out.append(f"Measured {machine[0]['day']} on {machine[0]['cores']} cores, {machine[0]['rounds']} rounds; processes that wanted a core: {machine[0]['load']:.1f} at the start, "
           f"{machine[-1]['load']:.1f} at the end. An engine was stopped after {machine[0]['limit']} s of a processor.\n\n")
out.append("| | version | an empty program, s |\n|---|---|---|\n")
for r in rows:
    if r["workload"] == "start":
        version = (r.get("version") or r.get("why", "")).split("]")[-1].strip()
        out.append(f"| {r['engine']} | {version} | {seconds(r.get('cpu'))} |\n")
out.append("\nProcessor seconds of the whole process; in brackets the median of the ratios to Vigente's, round by round. *Solve* is Vigente's without reading and planning. "
           "*Growth* is the exponent since the size before: 1 is linear. – is not sayable, or not tried after a smaller size took too long.\n")
for name, title in TITLES.items():
    ours = [r for r in rows if r["workload"] == name and r["engine"] == "vigente"]
    if not ours:
        continue
    here = [e for e in engines if any(r["workload"] == name and r["engine"] == e and ("cpu" in r or "more than" in r.get("why", "")) for r in rows)]
    out.append(f"\n**{title}**\n\n| size | items | true answers | Vigente | load | plan | solve | growth | {' | '.join(here)} |\n|{'---|' * (8 + len(here))}\n")
    for r in ours:
        cells = [f"{r['size']:,}", f"{r['items']:,}", f"{r['answers']:,}", seconds(r["cpu"]), *(inner(r[k]) for k in ("load", "plan", "solve")), growth(name, r["size"], "vigente")]
        cells += [cell(name, r["size"], e) for e in here]
        out.append("| " + " | ".join(cells) + " |\n")
late = [r for r in rows if r["workload"] == "late"]
if late:
    out.append(f"\n**W5 standing alone**: {late[0]['items']:,} late acts, one at a time, on {late[0]['size']:,} acts in matters of eight, each followed by a question\n\n"
               "| | median, µs | 99th percentile, µs |\n|---|---|---|\n")
    out += [f"| {r['engine']} | {r['median_us']:.1f} | {r['p99_us']:.1f} |\n" for r in late]
wrong = [f"{r['engine']} on {r['workload']} {r['size']}: {r['why']}" for r in rows if "differ" in r.get("why", "") or "fails" in r.get("why", "")]
if wrong:
    out.append("\nWithout a figure: " + "; ".join(wrong) + ".\n")

page = open(PAGE).read()
before, rest = page.split(BEGIN)
open(PAGE, "w").write(before + BEGIN + "\n" + "".join(out) + "\n" + END + rest.split(END)[1])
