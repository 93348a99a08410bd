"""Where each engine is, how it is run on a program, and how what it prints is read. Engines from PyPI are in this Python's own environment.

An engine that can tell reading its program from the rest says on the standard error what the rest took: seconds of a processor, and by the clock.
"""
import os, shutil, subprocess, sys

ROOT = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
TARGET = os.path.abspath(os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target")))
VIGENTE = os.path.join(TARGET, "dist", "workloads")
DIFFERENTIAL = os.path.join(TARGET, "peers", "differential", "release", "differential-peer")
CRUSTABRI = os.path.join(TARGET, "peers", "bin", "crustabri")

REST = """
import os, sys, time
def now(): return time.process_time(), time.monotonic()
def rest(begun): print('{"rest": [%.6f, %.6f]}' % tuple(b - a for a, b in zip(begun, now())), file=sys.stderr)
"""
CLINGO = REST + """
import clingo
c = clingo.Control(["--warn=none", "0"]); c.load(sys.argv[1])
begun = now(); c.ground([("base", [])])
found = []
c.solve(on_model=lambda m: found.append([" ".join(str(a.number) for a in s.arguments) for s in m.symbols(shown=True)]))
assert len(found) == 1, f"{len(found)} answer sets"
print("\\n".join(found[0])); rest(begun)
"""
NEMO = REST + """
import nmo_python as n
e = n.NemoEngine(n.load_string(open(sys.argv[1]).read()))
begun = now(); e.reason()
print("\\n".join(" ".join(map(str, row)) for row in e.result("yes"))); rest(begun)
"""
OXIGRAPH = REST + """
import pyoxigraph as o
triples, *steps = open(sys.argv[1]).read().split("---\\n")
s = o.Store(); s.bulk_load(input=triples.encode(), format=o.RdfFormat.N_TRIPLES)
begun = now()
for step in steps[:-1]: s.update(step)
strip = lambda x: x.value.removeprefix("x:").lstrip("vq")
print("\\n".join(" ".join(strip(x) for x in row) for row in s.query(steps[-1]))); rest(begun)
"""
PROLOG = ("statistics(cputime,A), get_time(B), go, statistics(cputime,C), get_time(D), X is C-A, Y is D-B, "
          "format(user_error, '{\"rest\": [~6f, ~6f]}~n', [X, Y]), halt")
VERSION = "import importlib.metadata as m; print(m.version('{}'))"


def module(name):
    try:
        __import__(name)
    except ImportError:
        return False
    return True


class Engine:
    """`command(program, count)` is what is run; `start` a program that says nothing, for the cost of starting."""

    def __init__(self, name, at_hand, command, version, start):
        self.name, self.at_hand, self.command, self.start = name, at_hand, command, start
        self.version = version if at_hand else None


def said(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True).stdout.strip().split("\n")[0]
    except OSError:
        return ""


def package(name):
    return said(sys.executable, "-c", VERSION.format(name))


def python(script):
    return lambda program, _: [sys.executable, "-c", script, program]


def engines():
    swipl = shutil.which("swipl")
    return [
        Engine("clingo", module("clingo"), python(CLINGO), package("clingo"), ("lp", "#show p/1.\n")),
        Engine("nemo", module("nmo_python"), python(NEMO), package("nemo-python"), ("rls", "yes(1) .\n@export yes :- csv {} .\n")),
        Engine("swi-prolog", bool(swipl), lambda p, _: [swipl, "--stack-limit=8g", "-g", PROLOG, p],
               said("swipl", "--version"), ("pl", ":- table p/1.\np(1).\ngo.\n")),
        Engine("crustabri", os.path.exists(CRUSTABRI),
               lambda p, _: [CRUSTABRI, "solve", "-p", "SE-GR", "-f", p, "--logging-level", "off"], said(CRUSTABRI, "--version"), ("af", "p af 1\n")),
        Engine("differential", os.path.exists(DIFFERENTIAL), lambda p, count: [DIFFERENTIAL, "registry", p] if os.path.isdir(p) else [DIFFERENTIAL, "standing", p, str(count)], "0.26", ("txt", "")),
        Engine("oxigraph", module("pyoxigraph"), python(OXIGRAPH), package("pyoxigraph"), ("sparql", "---\nSELECT ?x WHERE { ?x ?y ?z }\n")),
    ]


def answers(engine, out, names):
    """What an engine printed, as the names of what is true."""
    if engine == "crustabri":
        line = next(l for l in out.split("\n") if l.startswith(("w", "[")))
        return {names[int(n) - 1] for n in line.lstrip("w").strip("[] ").replace(",", " ").split()}
    full = lambda row: " ".join(row[:-1] + [names[int(row[-1])]])
    return {full(line.split()) for line in out.split("\n") if line}
