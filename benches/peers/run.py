"""The same workloads for Vigente and for other engines, in one run: sets of answers are compared before times are.

    cargo x peers [--rounds N] [--limit SECONDS] [--only WORKLOAD,…] [--sizes N,…]

That installs what it can (see `xtask/src/peers.rs`), runs this, and puts table and plot into BENCHMARKS.md and benches/peers/plot.svg.
Each engine gets a program in our own words (`programs.py`) and runs in a process of its own, in turn, round by round; its figure is the
processor time of that process, start and reading included. Every answer is written out, and the set is held against Vigente's and against
one worked out by hand. An engine that takes more processor seconds than the limit is not asked for larger sizes. Lines of JSON come out.
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


def compare(name, size, peers, dead, rounds, limit):
    with tempfile.TemporaryDirectory() as folder:
        made = subprocess.run([VIGENTE, "write", name, str(size), folder], capture_output=True, text=True, check=True)
        asked, items = (json.loads(made.stdout)[k] for k in ("asked", "items"))
        facts, names = programs.Facts(folder), lines(os.path.join(folder, "names.txt"))
        truth = set(lines(os.path.join(folder, "answers.txt")))
        own = [VIGENTE, "answer", asked, os.path.join(folder, "records.vig")]
        commands, why = {}, {}
        for peer in peers:
            if peer.name in dead:
                why[peer.name] = "not tried: " + dead[peer.name]
                continue
            program = getattr(programs, peer.name.replace("-", "_"))(facts)
            if os.path.exists(program):
                commands[peer.name] = peer.command(program, facts.count)
            else:
                why[peer.name] = program
        times, inner = {"vigente": []}, []
        for _ in range(rounds):
            ran, took = whole(own, 600)
            if ran is None:
                sys.exit(f"vigente {name} {size}: {took}")
            if set(ran.stdout.split("\n")[:-1]) != truth:
                sys.exit(f"vigente {name} {size}: its answers are not those of the pass by hand")
            times["vigente"].append(took)
            inner.append(json.loads(ran.stderr))
            for peer, command in commands.items():
                if peer in why:
                    continue
                ran, took = whole(command, limit)
                if ran is None:
                    why[peer] = dead[peer] = took
                    continue
                said = answers(peer, ran.stdout, names)
                if said != truth:
                    why[peer] = f"answers differ: {len(said - truth)} too many, {len(truth - said)} missing"
                else:
                    times.setdefault(peer, []).append(took)
        of = lambda what: middle([i[what] for i in inner])
        tell(workload=name, size=size, items=items, engine="vigente", answers=len(truth), cpu=middle([c for c, _ in times["vigente"]]),
             wall=middle([w for _, w in times["vigente"]]), load=of("load"), plan=of("plan"), solve=of("solve"), tell=of("tell"))
        for peer in peers:
            done = times.get(peer.name, [])
            if peer.name in why or not done:
                tell(workload=name, size=size, engine=peer.name, why=why.get(peer.name, "no figure"))
            else:
                ratios = [a / b for (a, _), (b, _) in zip(done, times["vigente"])]
                tell(workload=name, size=size, engine=peer.name, answers=len(truth), cpu=middle([c for c, _ in done]),
                     wall=middle([w for _, w in done]), ratio=middle(ratios))


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
            cpu = middle([t[0] for t in took]) if all(isinstance(t, tuple) for t in took) else None
            tell(workload="start", engine=peer.name, version=peer.version, cpu=cpu)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=int, default=10)
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
    for name in asked.only.split(","):
        if name == "late":
            late(asked.rounds, asked.limit)
            continue
        dead = {}
        for size in [int(s) for s in asked.sizes.split(",")] if asked.sizes else SIZES[name]:
            compare(name, size, peers, dead, asked.rounds, asked.limit)
    tell(workload="machine", load=os.getloadavg()[0])


main()
