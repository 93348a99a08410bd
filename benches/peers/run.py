"""The same workloads for Vigente and for other engines, in one run: sets of answers are compared before times are.

    cargo x peers [--rounds N] [--limit SECONDS] [--minutes N] [--only WORKLOAD,…] [--sizes N,…]

That installs what it can (see `xtask/src/peers.rs`), runs this, and puts tables and plot into BENCHMARKS.md and benches/peers/plot.svg.
Each engine gets a program in our own words (`programs.py`) and runs in a process of its own, in turn, round by round, each round beginning
with another; its figures are the processor time and the time by the clock of that process, start and reading included, and what it says
itself of the time after reading. Every answer is written out, and the set is held against Vigente's and against one worked out by hand. An
engine that takes more processor seconds than the limit is not asked for larger sizes. What has not begun after so many minutes is
left out. Lines of JSON come out.
"""
import argparse, json, os, random, resource, signal, subprocess, sys, tempfile, time

import programs
from engines import DIFFERENTIAL, VIGENTE, answers, engines

SIZES = {
    "chain": [1000, 10_000, 100_000],
    "levels": [1000, 10_000, 100_000],
    "teams": [1000, 10_000, 100_000],
    "tree": [1000, 10_000, 100_000],
    "dag": [1000, 10_000, 100_000],
    "annulment-chain": [1000, 10_000, 100_000],
    "annulment-dag": [1000, 10_000, 100_000],
    "annulment-eights": [10_000, 100_000, 1_000_000],
    "registry-standing": [1000, 10_000, 100_000],
    "registry-questions": [1000, 10_000, 100_000],
}
LATE = (100_000, 10_000)


def whole(command, limit):
    """What a command prints, its processor seconds and its seconds by the clock; or why there is none."""
    bound = lambda: resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
    before, clock = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    try:
        ran = subprocess.run(command, capture_output=True, text=True, timeout=20 * limit, preexec_fn=bound)
    except subprocess.TimeoutExpired:
        return None, f"more than {20 * limit} s by the clock"
    after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic() - clock
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if ran.returncode in (-signal.SIGXCPU, -signal.SIGKILL) and cpu >= limit * 0.8:
        return None, f"more than {limit} s"
    if ran.returncode != 0:
        return None, "fails: " + (ran.stderr.strip().split("\n")[-1][:100] or f"ended by signal {-ran.returncode}")
    return ran, (cpu, wall)


def middle(xs):
    return sorted(xs)[len(xs) // 2]


def tell(**row):
    print(json.dumps(row), flush=True)
    print(" ".join(f"{v:.4f}" if isinstance(v, float) else str(v) for v in row.values()), file=sys.stderr, flush=True)


def lines(path):
    return open(path).read().split("\n")[:-1]


def rest(ran):
    """What a process says of itself: seconds of a processor and by the clock after reading."""
    told = [line for line in ran.stderr.split("\n") if line.startswith('{"rest"')]
    return tuple(json.loads(told[-1])["rest"]) if told else None


def both(pairs):
    """By processor and by the clock: the middle ones."""
    return [middle(xs) for xs in zip(*pairs)]


def compare(name, size, peers, dead, rounds, limit):
    with tempfile.TemporaryDirectory() as folder:
        made = subprocess.run([VIGENTE, "write", name, str(size), folder], capture_output=True, text=True, check=True)
        asked, items = (json.loads(made.stdout)[k] for k in ("asked", "items"))
        facts, names = programs.Facts(folder), lines(os.path.join(folder, "names.txt"))
        truth = set(lines(os.path.join(folder, "answers.txt")))
        records, questions = (os.path.join(folder, file) for file in ("records.vig", "questions.txt"))
        own = [VIGENTE, "answer-questions", records, questions] if asked == "questions" else [VIGENTE, "answer", asked, records]
        commands, why = {"vigente": own}, {}
        for peer in peers:
            if peer.name in dead:
                why[peer.name] = "not tried: " + dead[peer.name]
                continue
            program = getattr(programs, peer.name.replace("-", "_"))(facts)
            if os.path.exists(program):
                commands[peer.name] = peer.command(program, facts.count)
            else:
                why[peer.name] = program
        times, rests, inner = {}, {}, []
        for number in range(rounds):
            order = list(commands.items())
            turn = number % len(order)
            for engine, command in order[turn:] + order[:turn]:
                if engine in why:
                    continue
                ran, took = whole(command, 600 if engine == "vigente" else limit)
                if ran is None:
                    why[engine] = dead[engine] = took
                    continue
                if engine == "vigente":
                    said = set(ran.stdout.split("\n")[:-1])
                    steps = json.loads(ran.stderr)
                    inner.append(steps)
                    after = tuple(sum(steps[k][i] for k in ("plan", "solve", "tell")) for i in range(2))
                else:
                    said, after = answers(engine, ran.stdout, names), rest(ran)
                if said != truth:
                    why[engine] = f"answers differ: {len(said - truth)} too many, {len(truth - said)} missing"
                    continue
                times.setdefault(engine, []).append(took)
                if after:
                    rests.setdefault(engine, []).append(after)
        if "vigente" in why:
            sys.exit(f"vigente {name} {size}: {why['vigente']}")
        for engine in ["vigente", *(peer.name for peer in peers)]:
            if engine in why or not times.get(engine):
                tell(workload=name, size=size, engine=engine, why=why.get(engine, "no figure"))
                continue
            row = {"whole": both(times[engine])}
            ratios = lambda mine, ours: both([[a / b for a, b in zip(x, y)] for x, y in zip(mine, ours) if min(y) > 0])
            if engine in rests:
                row["rest"] = both(rests[engine])
            if engine == "vigente":
                row |= {"items": items} | {k: both([tuple(steps[k]) for steps in inner]) for k in ("load", "plan", "solve", "tell")}
            else:
                row["whole_ratio"] = ratios(times[engine], times["vigente"])
                if engine in rests:
                    row["rest_ratio"] = ratios(rests[engine], rests["vigente"])
            tell(workload=name, size=size, engine=engine, answers=len(truth), **row)


def late(rounds, limit):
    """W5: late acts, one at a time, each followed by a question."""
    base, count = LATE
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([VIGENTE, "write", "annulment-eights", str(base), folder], capture_output=True, check=True)
        chance, grown = random.Random(5), [8] * (base // 8)
        ours, theirs, numbers = [], [], [list(range(m * 8, m * 8 + 8)) for m in range(base // 8)]
        for n in range(count):
            m = chance.randrange(base // 8)
            target, asked = chance.randrange(grown[m]), chance.randrange(grown[m])
            ours.append(f"{m} {target} {asked}\n")
            theirs.append(f"{numbers[m][target]} {numbers[m][asked]}\n")
            numbers[m].append(base + n)
            grown[m] += 1
        for file, text in (("ours.txt", ours), ("theirs.txt", theirs)):
            with open(os.path.join(folder, file), "w") as f:
                f.writelines(text)
        path = lambda file: os.path.join(folder, file)
        commands = {"vigente": [VIGENTE, "answer-late", path("records.vig"), path("ours.txt")],
                    "differential": [DIFFERENTIAL, "late", path("annuls.txt"), str(base), path("theirs.txt")]}
        found, said = {}, {}
        for _ in range(rounds):
            for engine, command in commands.items():
                if not os.path.exists(command[0]):
                    continue
                ran, took = whole(command, limit * 40)
                if ran is None:
                    sys.exit(f"late {engine}: {took}")
                said[engine] = ran.stdout
                found.setdefault(engine, []).append(json.loads(ran.stderr))
        if len(set(said.values())) != 1:
            sys.exit("late: the answers differ")
        for engine, rows in found.items():
            tell(workload="late", size=base, items=count, engine=engine, answers=said[engine].count("1"),
                 **{key: middle([r[key] for r in rows]) for key in rows[0]})


def start(peers, rounds):
    """What it costs each to start."""
    with tempfile.TemporaryDirectory() as folder:
        for peer in peers:
            path = os.path.join(folder, "empty." + peer.start[0])
            with open(path, "w") as f:
                f.write(peer.start[1])
            took = [whole(peer.command(path, 1), 60)[1] for _ in range(rounds)]
            told = both(took) if all(isinstance(t, tuple) for t in took) else None
            tell(workload="start", engine=peer.name, version=peer.version, whole=told)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=int, default=5)
    parser.add_argument("--minutes", type=float, default=11)
    parser.add_argument("--only", default=",".join([*SIZES, "late"]))
    parser.add_argument("--sizes")
    asked = parser.parse_args()
    peers = []
    for engine in engines():
        if engine.at_hand:
            peers.append(engine)
        else:
            tell(workload="start", engine=engine.name, why="not installed")
    tell(workload="machine", cores=os.cpu_count(), load=os.getloadavg()[0], day=time.strftime("%Y-%m-%d"), rounds=asked.rounds, limit=asked.limit)
    start(peers, asked.rounds)
    begun = time.monotonic()
    for name in asked.only.split(","):
        dead = {}
        for size in [0] if name == "late" else [int(s) for s in asked.sizes.split(",")] if asked.sizes else SIZES[name]:
            if time.monotonic() - begun > asked.minutes * 60:
                tell(workload=name, size=size, why="left out: the minutes were over")
                continue
            if name == "late":
                late(asked.rounds, asked.limit)
                continue
            compare(name, size, peers, dead, asked.rounds, asked.limit)
    tell(workload="machine", load=os.getloadavg()[0])


main()
