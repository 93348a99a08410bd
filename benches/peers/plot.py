"""The figures of run.py go in (a file of JSON lines); benches/peers/plot.svg comes out: processor seconds of the whole process, and of Vigente's
solving alone, against items, both logarithmic. Every engine has a colour and a sign of its own, and its name stands at the end of its line."""
import json, math, os, sys

from report import TITLES

LOOK = {"vigente": ("#0b6e4f", "●"), "vigente, solving alone": ("#0b6e4f", "○"), "clingo": ("#c2410c", "■"), "nemo": ("#6d4fc4", "▲"),
        "swi-prolog": ("#d0267d", "◆"), "crustabri": ("#444444", "✚"), "differential": ("#1769aa", "▼"), "oxigraph": ("#8a6500", "✖")}
SHORT = {"vigente, solving alone": "solving alone"}
W, H, LEFT, RIGHT, TOP, BOTTOM, ACROSS = 235, 215, 72, 104, 34, 52, 3
OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "plot.svg")


def figures(path):
    """By workload and engine: items and seconds."""
    rows = [json.loads(line) for line in open(path)]
    items = {(r["workload"], r["size"]): r["items"] for r in rows if r.get("engine") == "vigente" and "whole" in r}
    found = {}
    for r in rows:
        at = items.get((r["workload"], r.get("size")))
        if at is None or "whole" not in r:
            continue
        mine = found.setdefault(r["workload"], {})
        mine.setdefault(r["engine"], []).append((at, r["whole"][0]))
        # In steps of milliseconds less cannot be told.
        if r.get("solve", [0])[0] >= 0.002:
            mine.setdefault("vigente, solving alone", []).append((at, r["solve"][0]))
    return found


def apart(wanted, least, low, high):
    """Places for labels near where they are wanted, at least so far apart."""
    order = sorted(wanted, key=lambda e: wanted[e])
    ys = [wanted[e] for e in order]
    for _ in range(200):
        for i in range(len(ys) - 1):
            if (short := least - (ys[i + 1] - ys[i])) > 0:
                ys[i], ys[i + 1] = ys[i] - short / 2, ys[i + 1] + short / 2
        ys = [min(max(y, low), high) for y in ys]
    return dict(zip(order, ys))


def power(e):
    return {-3: "1 ms", -2: "10 ms", -1: "0.1 s", 0: "1 s", 1: "10 s", 2: "100 s"}.get(e, f"10^{e} s")


def count(e):
    return {2: "100", 3: "1,000", 4: "10,000", 5: "100,000", 6: "1,000,000"}.get(e, f"10^{e}")


def main(path):
    all_of = {name: of for name, of in figures(path).items() if name in TITLES}
    ys = [math.log10(t) for of in all_of.values() for line in of.values() for _, t in line]
    y0, y1 = math.floor(min(ys)), math.ceil(max(ys))
    down = -(-len(all_of) // ACROSS)
    wide, high = (LEFT + W + RIGHT) * ACROSS, down * (TOP + H + BOTTOM) + 40
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" font-family="sans-serif" font-size="11">',
           "<title>Processor seconds against size, both logarithmic</title>", f'<rect width="{wide}" height="{high}" fill="white"/>']
    for i, (name, of) in enumerate(all_of.items()):
        ox, oy = LEFT + i % ACROSS * (LEFT + W + RIGHT), TOP + i // ACROSS * (TOP + H + BOTTOM)
        xs = [math.log10(n) for line in of.values() for n, _ in line]
        x0, x1 = min(xs) - 0.15, max(xs) + 0.15
        across = lambda lg: ox + (lg - x0) / (x1 - x0) * W
        up = lambda lg: oy + H - (lg - y0) / (y1 - y0) * H
        out.append(f'<text x="{ox - LEFT + 10}" y="{oy - 12}" font-size="13" font-weight="bold">{TITLES[name].split(",")[0]}</text>'
                   f'<rect x="{ox}" y="{oy}" width="{W}" height="{H}" fill="none" stroke="#888"/>')
        out.append(f'<text transform="translate({ox - 52},{oy + H / 2}) rotate(-90)" text-anchor="middle" fill="#333">processor time</text>')
        for e in range(y0, y1 + 1):
            out.append(f'<line x1="{ox}" x2="{ox + W}" y1="{up(e):.1f}" y2="{up(e):.1f}" stroke="#ddd"/>'
                       f'<text x="{ox - 5}" y="{up(e) + 4:.1f}" text-anchor="end" fill="#333">{power(e)}</text>')
        for e in range(math.ceil(x0), math.floor(x1) + 1):
            out.append(f'<line x1="{across(e):.1f}" x2="{across(e):.1f}" y1="{oy}" y2="{oy + H}" stroke="#ddd"/>'
                       f'<text x="{across(e):.1f}" y="{oy + H + 15}" text-anchor="middle" fill="#333">{count(e)}</text>')
        out.append(f'<text x="{ox + W / 2}" y="{oy + H + 31}" text-anchor="middle" fill="#333">{"questions" if "questions" in name else "acts" if "annulment" in name or "registry" in name else "norms"}</text>')
        spots = {e: [(across(math.log10(n)), up(math.log10(t))) for n, t in sorted(of[e])] for e in LOOK if e in of}
        ends = apart({e: line[-1][1] for e, line in spots.items()}, 13, oy + 6, oy + H - 4)
        for engine, line in spots.items():
            colour, sign = LOOK[engine]
            dash = ' stroke-dasharray="5 3"' if engine == "vigente, solving alone" else ""
            points = " ".join(f"{x:.1f},{y:.1f}" for x, y in line)
            (x, y), label = line[-1], ends[engine]
            out.append(f'<polyline points="{x:.1f},{y:.1f} {ox + W + 3:.1f},{label:.1f}" fill="none" stroke="{colour}" stroke-width="0.8" stroke-dasharray="1 3"/>'
                       f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="{2.4 if engine.startswith("vigente") else 1.5}"{dash}/>')
            out += [f'<text x="{x:.1f}" y="{y + 3.6:.1f}" font-size="10" text-anchor="middle" fill="{colour}">{sign}</text>' for x, y in line]
            weight = ' font-weight="bold"' if engine == "vigente" else ""
            out.append(f'<text x="{ox + W + 6}" y="{label + 4:.1f}" fill="{colour}"{weight}>{sign} {SHORT.get(engine, engine)}</text>')
    out.append(f'<text x="{LEFT}" y="{high - 16}" fill="#333">Up: seconds of a processor for the whole process, its start and reading included. '
               "Dashed: Vigente's solving alone. A line ends where the next size took longer than the limit.</text>")
    with open(OUT, "w") as f:
        f.write("\n".join(out + ["</svg>"]) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
