"""The same workloads for Vigente and for other engines, in one run: answers are compared before times are.

    python3 -m venv DIR && DIR/bin/pip install -r benches/peers/requirements.txt     clingo, Nemo
    apt-get install swi-prolog-nox                                                   SWI-Prolog
    cargo install crustabri@1.1.1                                                    crustabri (GPL: run, never linked)
    DIR/bin/python benches/peers/run.py [SIZE ...]        after: cargo build --release -p vigente-tests

Every peer gets a program in our own words and runs in a process of its own; its time is the processor time of that
process, start and reading included. Vigente's has both: `whole` is measured the same way, `solve` without reading and planning.
A peer that is not at hand, or takes longer than LIMIT seconds, is named with the reason.
"""
import json, os, resource, shutil, subprocess, sys, tempfile

LIMIT, RUNS = int(os.environ.get("LIMIT", 60)), 3
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
TARGET = os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target"))
VIGENTE = os.path.join(TARGET, "release", "workloads")
CRUSTABRI = os.environ.get("CRUSTABRI") or shutil.which("crustabri")

# What each answer is: how many literals follow, or acts stand.
CLINGO = """
import clingo, sys
c = clingo.Control(["--warn=none", "0"]); c.load(sys.argv[1]); c.ground([("base", [])])
found = []
c.solve(on_model=lambda m: found.append(sum(1 for s in m.symbols(shown=True))))
assert len(found) == 1, found
print(found[0])
"""
NEMO = """
import nmo_python as n, sys
e = n.NemoEngine(n.load_string(open(sys.argv[1]).read())); e.reason()
print(sum(1 for _ in e.result("yes")))
"""


def chain(n):
    rules = [(i + 1, [i], []) for i in range(n)]
    return rules, [0]


def levels(n):
    last = 2 * n + 2
    rules = [(i, [], [i + 1]) for i in range(last)]
    rules += [(last + 1 + i, [i + 1], []) for i in range(1, last, 2)]
    return rules, [last]


def dag(n):
    return [(i, [i + 1, i + 2, i + 3], []) for i in range(n)], [n, n + 1, n + 2]


def annulment_chain(n):
    return {i: [i - 1] if i else [] for i in range(n)}


def annulment_dag(n):
    out = subprocess.run([VIGENTE, "dump", "annulment-dag", str(n)], capture_output=True, text=True, check=True).stdout
    by = {i: [] for i in range(n)}
    for line in out.split("\n"):
        if line:
            a, b = line.split()
            by[int(a)].append(int(b))
    return by


def asp(rules, facts):
    one = lambda h, b, u: f"p({h}) :- {', '.join([f'p({x})' for x in b] + [f'not p({x})' for x in u])}.\n"
    return "".join(f"p({f}).\n" for f in facts) + "".join(one(*r) for r in rules) + "#show p/1.\n"


def asp_annulments(by):
    edges = "".join(f"annuls({a},{b}).\n" for a, bs in by.items() for b in bs)
    acts = f"act(0..{len(by) - 1}).\n"
    return acts + edges + "fallen(X) :- annuls(Y,X), stands(Y).\nstands(X) :- act(X), not fallen(X).\n#show stands/1.\n"


def nemo(rules, facts):
    """One predicate: possible only without negation. Unrolled into a predicate for each literal with it."""
    if not any(u for _, _, u in rules):
        lines = [f"rule({h},{','.join(map(str, b))}) .\n" for h, b, _ in rules]
        k = len(rules[0][1])
        xs = [f"?x{i}" for i in range(k)]
        body = ", ".join([f"rule(?h, {', '.join(xs)})"] + [f"yes({x})" for x in xs])
        return "".join(f"yes({f}) .\n" for f in facts) + "".join(lines) + f"yes(?h) :- {body} .\n@export yes :- csv {{}} .\n"
    lines = [f"p{f}(1) .\n" for f in facts]
    for h, b, u in rules:
        body = ["one(?x)"] + [f"p{x}(?x)" for x in b] + [f"~p{x}(?x)" for x in u]
        lines.append(f"p{h}(?x) :- {', '.join(body)} .\n")
    heads = sorted({h for h, _, _ in rules} | set(facts))
    lines += [f"yes({h}) :- p{h}(?x) .\n" for h in heads]
    return "one(1) .\n" + "".join(lines) + "@export yes :- csv {} .\n"


def nemo_annulments(by):
    """Stands is not stratified over all acts: one predicate for each act."""
    attackers = {i: [] for i in by}
    for a, bs in by.items():
        for b in bs:
            attackers[b].append(a)
    return nemo([(i, [], attackers[i]) for i in by if attackers[i]], [i for i in by if not attackers[i]])


def prolog(rules, facts):
    clause = lambda h, b, u: f"p({h}) :- {', '.join([f'p({x})' for x in b] + [f'tnot(p({x}))' for x in u])}.\n"
    heads = sorted([(f, f"p({f}).\n") for f in facts] + [(h, clause(h, b, u)) for h, b, u in rules])
    upto = max([h for h, _ in heads] + facts)
    goal = f":- aggregate_all(count, (between(0,{upto},X), p(X)), N), writeln(N).\n"
    return ":- set_prolog_flag(table_space, 8_000_000_000).\n:- table p/1.\n" + "".join(c for _, c in heads) + goal


def prolog_annulments(by):
    edges = "".join(f"annuls({a},{b}).\n" for b, a in sorted((b, a) for a, bs in by.items() for b in bs))
    goal = f":- aggregate_all(count, (between(0,{len(by) - 1},X), stands(X)), N), writeln(N).\n"
    return (":- set_prolog_flag(table_space, 8_000_000_000).\n:- table stands/1, fallen/1.\n:- dynamic annuls/2.\n" + edges
            + "fallen(X) :- annuls(Y,X), stands(Y).\nstands(X) :- tnot(fallen(X)).\n" + goal)


def iccma(by):
    return f"p af {len(by)}\n" + "".join(f"{a + 1} {b + 1}\n" for a, bs in by.items() for b in bs)


def whole(command, count=None):
    """Answer and processor seconds of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        ran = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT)
    except subprocess.TimeoutExpired:
        return None, f"more than {LIMIT} s"
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if ran.returncode != 0:
        return None, "fails: " + (ran.stderr.strip().split("\n") or [""])[-1][:80]
    try:
        return (count or (lambda out: int(out.split()[-1])))(ran.stdout), cpu
    except (ValueError, IndexError):
        return None, "no answer: " + (ran.stdout + ran.stderr).strip()[:80]


def crustabri_count(out):
    line = next(l for l in out.split("\n") if l.startswith(("w", "[")))
    return len(line.lstrip("w").strip("[] ").replace(",", " ").split())


def main():
    sizes = [int(a) for a in sys.argv[1:]] or [1000, 10000]
    workloads = {"chain": chain, "levels": levels, "dag": dag, "annulment-chain": annulment_chain, "annulment-dag": annulment_dag}
    print("workload size engine answers cpu_s ratio_to_vigente_whole", flush=True)
    for name, make in workloads.items():
        for size in sizes:
            made = make(size)
            graph = isinstance(made, dict)
            with tempfile.TemporaryDirectory() as folder:
                def file(text, ending):
                    path = os.path.join(folder, "program." + ending)
                    with open(path, "w") as f:
                        f.write(text)
                    return path
                peers = {"clingo": [sys.executable, "-c", CLINGO, file(asp_annulments(made) if graph else asp(*made), "lp")],
                         "nemo": [sys.executable, "-c", NEMO, file(nemo_annulments(made) if graph else nemo(*made), "rls")]}
                if shutil.which("swipl"):
                    text = prolog_annulments(made) if graph else prolog(*made)
                    peers["swi-prolog"] = ["swipl", "--stack-limit=4g", "-g", "halt", file(text, "pl")]
                else:
                    print(name, size, "swi-prolog", "not installed")
                if graph and CRUSTABRI:
                    peers["crustabri"] = [CRUSTABRI, "solve", "-p", "SE-GR", "-f", file(iccma(made), "af"), "--logging-level", "off"]
                elif graph:
                    print(name, size, "crustabri", "not installed")
                own = lambda out: json.loads(out)["answers"]
                command = [VIGENTE, name, str(size), "1"]
                rows, truth, solve = {"vigente": []}, None, []
                dead = {}
                for _ in range(RUNS):
                    answer, cpu = whole(command, own)
                    if answer is None:
                        sys.exit(f"vigente {name} {size}: {cpu}")
                    truth = answer
                    rows["vigente"].append(cpu)
                    solve.append(json.loads(subprocess.run(command, capture_output=True, text=True).stdout))
                    for peer, line in peers.items():
                        if peer in dead:
                            continue
                        answer, cpu = whole(line, crustabri_count if peer == "crustabri" else None)
                        if answer is None:
                            dead[peer] = cpu
                        elif answer != truth:
                            dead[peer] = f"answers {answer}, not {truth}"
                        else:
                            rows.setdefault(peer, []).append(cpu)
                middle = lambda xs: sorted(xs)[len(xs) // 2]
                base = middle(rows["vigente"])
                print(name, size, "vigente(solve)", truth, f"{middle([s['solve'] for s in solve]):.4f}", "-")
                for peer in ["vigente", *peers]:
                    if peer in dead:
                        print(name, size, peer, dead[peer])
                    else:
                        print(name, size, peer, truth, f"{middle(rows[peer]):.3f}", f"{middle([a / b for a, b in zip(rows[peer], rows['vigente'])]):.1f}")
                sys.stdout.flush()


main()
