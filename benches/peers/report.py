"""The figures of run.py go in (a file of JSON lines); the tables in BENCHMARKS.md come out, between their two marks."""
import json, math, os, sys

HERE = os.path.dirname(os.path.abspath(__file__))
PAGE = os.path.join(HERE, "..", "..", "BENCHMARKS.md")
BEGIN, END = "<!-- peers -->\n", "<!-- /peers -->\n"
TITLES = {
    "chain": "W2 chain of norms", "levels": "W2 levels", "teams": "W2 teams", "tree": "W2 tree", "dag": "W2 net of threes",
    "annulment-chain": "W3 chain of annulments", "annulment-dag": "W3 random acyclic annulments",
    "annulment-eights": "W3 acts in matters of eight", "registry-standing": "W4 registry, reduced to standing, three viewpoints",
    "registry-questions": "W4 random questions on all axes, about a reduced registry of as many acts",
}

rows, engines, out = [], [], []


def seconds(x):
    return "–" if x is None else f"{x:.3f}" if x < 10 else f"{x:.1f}"


def inner(x):
    """Within a process the system tells time in steps of some milliseconds."""
    return "< 0.004" if x < 0.004 else seconds(x)


def times(row, what, form=seconds):
    """Two cells: by processor and by the clock, each with the ratio to Vigente's, where both can be told."""
    told = row.get(what + "_ratio")
    exact = what == "whole" or told and row[what][0] >= 0.004 * max(1, told[0])
    ratio = lambda i: f" ({told[i]:.1f}×)" if exact and told else ""
    return [form(row[what][i]) + ratio(i) for i in range(2)]


def missing(why):
    """Two cells for what has no figure."""
    if "more than" in why and not why.startswith("not tried"):
        return ["> " + why.split("more than ")[1], ""]
    return ["fails" if "fails" in why else "differs" if "differ" in why else "–", ""]


def growth(told):
    """How the processor's time grows: the exponent between the two largest sizes."""
    if len(told) < 2 or told[-2][1] < 0.004:
        return ""
    (n, t), (m, u) = told[-2:]
    return f"{math.log(u / t) / math.log(m / n):.2f}"


def table(name, title):
    mine = [r for r in rows if r["workload"] == name and "engine" in r]
    ours = {r["size"]: r for r in mine if r["engine"] == "vigente"}
    of = lambda engine, size: next(r for r in mine if r["engine"] == engine and r["size"] == size)
    sizes, head = list(ours), "; ".join(f"{r['items']:,} items, {r['answers']:,} true answers" for r in ours.values())
    columns = [f"{r['items']:,}: processor | clock" for r in ours.values()]
    out.append(f"\n**{title}**: {head}\n\n| seconds | {' | '.join(columns)} | growth |\n|{'---|' * (2 * len(sizes) + 2)}\n")

    def line(title, engine, what, form=seconds):
        cells, told = [], []
        for size in sizes:
            row = of(engine, size)
            if what in row:
                cells += times(row, what, form)
                told.append((ours[size]["items"], row[what][0]))
            else:
                cells += missing(row.get("why", ""))
        out.append(f"| {title} | {' | '.join(cells)} | {growth(told)} |\n")

    line("**Vigente**", "vigente", "whole")
    for what, title in (("load", "reading"), ("plan", "planning"), ("solve", "solving"), ("rest", "all after reading")):
        line("· " + title, "vigente", what, inner)
    unsaid = []
    for engine in engines:
        here = [of(engine, size) for size in sizes]
        if any("whole" in r or "more than" in r.get("why", "") for r in here):
            line(engine, engine, "whole")
            if any("rest" in r for r in here):
                line("· after reading", engine, "rest", inner)
        else:
            unsaid.append(f"{engine} ({here[0]['why']})")
    if unsaid:
        out.append(f"\nNot: {'; '.join(unsaid)}.\n")


def main(path):
    rows.extend(json.loads(line) for line in open(path))
    engines.extend(r["engine"] for r in rows if r["workload"] == "start")
    machine = [r for r in rows if r["workload"] == "machine"]
    out.append(f"Measured {machine[0]['day']} on {machine[0]['cores']} cores, {machine[0]['rounds']} rounds, in each of which every engine has its turn; processes that wanted a core: "
               f"{machine[0]['load']:.1f} at the start, {machine[-1]['load']:.1f} at the end. An engine was stopped after {machine[0]['limit']} s of a processor.\n\n")
    out.append("| | version | an empty program: processor, s | clock |\n|---|---|---|---|\n")
    for r in rows:
        if r["workload"] == "start":
            version = (r.get("version") or r.get("why", "")).split("]")[-1].strip()
            cpu, wall = r.get("whole") or (None, None)
            out.append(f"| {r['engine']} | {version} | {seconds(cpu)} | {seconds(wall)} |\n")
    out.append("\nMedians of the whole process, from its start to the last answer, and, where an engine tells it, of what comes after reading the program; in brackets the median "
               "of the ratios to Vigente's (after reading: to Vigente's after reading), round by round. *Growth* is the exponent of the processor's time between the two largest "
               "sizes: 1 is linear. – is not tried, since a smaller size took too long.\n")
    for name, title in TITLES.items():
        if any(r["workload"] == name and r.get("engine") == "vigente" for r in rows):
            table(name, title)
    gone = [f"{r['workload']} {r['size'] or ''}".strip() for r in rows if r.get("why", "").startswith("left out")]
    if gone:
        out.append(f"\nLeft out, since the minutes were over: {', '.join(gone)}.\n")
    late = [r for r in rows if r["workload"] == "late" and "engine" in r]
    if late:
        out.append(f"\n**W5 standing alone**: {late[0]['items']:,} late acts, one at a time, on {late[0]['size']:,} acts in matters of eight, each followed by a question\n\n"
                   "| | median, µs | 99th percentile, µs |\n|---|---|---|\n")
        out.extend([f"| {r['engine']} | {r['median_us']:.1f} | {r['p99_us']:.1f} |\n" for r in late])
    wrong = [f"{r.get('engine')} on {r['workload']} {r['size']}: {r['why']}" for r in rows if "differ" in r.get("why", "") or "fails" in r.get("why", "")]
    if wrong:
        out.append("\nWithout a figure: " + "; ".join(wrong) + ".\n")

    page = open(PAGE).read()
    before, rest = page.split(BEGIN)
    open(PAGE, "w").write(before + BEGIN + "\n" + "".join(out) + "\n" + END + rest.split(END)[1])


if __name__ == "__main__":
    main(sys.argv[1])
