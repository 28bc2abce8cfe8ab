# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Execution against V8. A random module of binaryen's, made comparable by
# prepare.py, is called by reference.mjs in V8; what V8 answers becomes a script
# that spec-runner judges. Half of the modules throw, in the encoding before
# WebAssembly 3.0: the only one that binaryen 108 and the V8 of node 20 know.
# Compared bit for bit, with these exceptions:
#
# - Where V8's message stands for several kinds of trap, any of them will do.
# - The stacks of the engines differ in size: where either is exhausted, the rest
#   of that module is not compared, but counted.
# - LLVM may move a store over a load that traps, so memory and globals as a
#   trap has left them are compared at O0 only. (At O2 the differences are
#   counted.) After each trap both engines go on from the same known state.
#   Calls of imports are never moved: their digest is compared after traps, too.

import json
import random
import re
import shutil
from pathlib import Path

import prepare
from outcome import Difference, Tally, run

here = Path(__file__).resolve().parent

FEATURES = ["--enable-mutable-globals", "--enable-sign-ext", "--enable-multivalue",
            "--enable-nontrapping-float-to-int", "--enable-bulk-memory"]
# Not --enable-reference-types: of those binaryen 108 generates a draft in which
# functions are external references; nothing else accepts it.
PASSES = [[], [], [], ["-O1"], ["-O3"], ["-Os"], ["--flatten", "--rereloop"]]
SIZES = [500, 2000, 6000, 12000, 25000, 40000]
HANG_LIMITS = [10, 30, 100, 300]

BATCH = 10
TALLY = ["calls", "traps", "states", "skipped", "cut", "rejected", "unmade",
         "moved stores"]

FAILURE = re.compile(r"^(\w+): [^:]*:(\d+): (.*)$")
EXHAUSTED = "call stack exhausted"


def randomBits(rng):
    """The bits of an argument: an i32, i64, f32, f64 or half a v128."""
    kind = rng.randrange(6)
    if kind == 0:
        return rng.getrandbits(64)
    if kind == 1:
        return rng.randrange(-40, 40) % 2**64
    if kind == 2:  # Around the limits of integers.
        return ((1 << rng.choice([7, 8, 15, 16, 31, 32, 63])) + rng.randrange(-2, 3)) % 2**64
    sign = rng.getrandbits(1)
    if kind == 3:  # f32: zero, subnormal, one, 2^31, 2^63, infinity, NaNs.
        bits = rng.choice([0, 1, 0x3f800000, 0x4f000000, 0x5f000000, 0x7f7fffff, 0x7f800000,
                           0x7fc00000, 0x7fa12345, rng.getrandbits(31)])
        return bits | sign << 31
    bits = rng.choice([0, 1, 0x3ff0000000000000, 0x41e0000000000000, 0x43e0000000000000,
                       0x7fefffffffffffff, 0x7ff0000000000000, 0x7ff8000000000000,
                       0x7ff4000000012345, rng.getrandbits(63)])
    return bits | sign << 63


def makePlan(rng):
    return {"rounds": 3, "values": [str(randomBits(rng)) for _ in range(211)]}


def lastLine(text):
    return text.strip().rsplit("\n", 1)[-1]


def makeModule(tools, folder, rng):
    """Writes a random module, or says why it cannot."""
    features = FEATURES + ["--enable-simd"] * (rng.random() < 0.8)
    features += ["--enable-tail-call"] * (rng.random() < 0.5)
    options = ["--no-fuzz-oob"] * (rng.random() < 0.5) + rng.choice(PASSES)
    hangLimit = rng.choice(HANG_LIMITS)
    (folder / "bytes").write_bytes(rng.randbytes(rng.choice(SIZES)))
    made = run([tools.wasmOpt, "-ttf", folder / "bytes", "-S", "-o", folder / "made.wat",
                *features, *options], 120)
    if made.returncode:
        return "wasm-opt: " + lastLine(made.stderr)
    text = (folder / "made.wat").read_text(encoding="latin-1")
    module = folder / f"{folder.name}.wat"
    # Code that is never reached may need no types; a try around it does.
    for thrower in [rng, None] if rng.random() < 0.5 else [None]:
        module.write_text(prepare.prepare(text, hangLimit, thrower), encoding="latin-1")
        made = run([tools.wasmAs, *features, *["--enable-exception-handling"] * bool(thrower),
                    module, "-o", module.with_suffix(".wasm")], 120)
        if made.returncode == 0:
            return None
    return "wasm-as: " + lastLine(made.stderr)


def reference(tools, support, folders):
    """What reference.mjs says about each folder. Of one that V8 cannot be brought
    through in time, nothing."""
    done = run([tools.node, here / "reference.mjs", support, *folders], 60 + 5 * len(folders))
    if done.returncode == 0:
        return {r["name"]: r for r in map(json.loads, done.stdout.splitlines())}
    if len(folders) == 1:
        return {folders[0].name: {"name": folders[0].name, "failed": done.stderr.strip()[-400:]}}
    found = {}
    for folder in folders:
        found.update(reference(tools, support, [folder]))
    return found


def judge(options, level, base, names):
    """name -> (the runner's counts, its line for each failure)."""
    command = options.specRunner(level) + ["--json", "--data", base, *names]
    done = run(command, 120 + 60 * len(names))
    if done.returncode in (0, 1):
        counts = [json.loads(line) for line in done.stdout.splitlines()]
        lines = {name: [] for name in names}
        for line in done.stderr.splitlines():
            match = FAILURE.match(line)
            if match:
                lines[match[1]].append(line)
        # LLVM's fatal errors exit with 1, too, but before the counts.
        if {c["script"] for c in counts} == set(names):
            return {c["script"]: (c, lines[c["script"]]) for c in counts}
    if len(names) == 1:
        how = (done.stdout + done.stderr).strip()[-800:]
        return {names[0]: (None, [f"spec-runner ends with {done.returncode}: {how}"])}
    found = {}
    for name in names:
        found.update(judge(options, level, base, [name]))
    return found


def compare(level, commands, counts, lines, tally):
    """What differs, by what the runner says about one script."""
    if not counts:
        return [f"{level}: {line}" for line in lines]
    ran = counts["execution"]
    if ran["unsupported"] or ran["failed"] != len(lines) or (
            ran["passed"] + ran["failed"] != len(commands)):
        return [f"{level}: of {len(commands)} commands not all ran: {counts}", *lines]
    differing = []
    for line in lines:
        number, why = FAILURE.match(line).group(2, 3)
        command = commands[int(number) - 1]
        if EXHAUSTED in why:
            tally.add("cut")
            break
        if why.rsplit("got: ", 1)[-1] in command.get("accepts", []):
            continue
        if command.get("afterTrap") and level != "O0":
            tally.add("moved stores")
            continue
        differing.append(f"{level}: {line}")
    return differing


def acceptedByWasmc(options, module):
    return run([options.wasmc, "validate", module], 60).returncode == 0


def compareBatch(options, base, names, tally):
    """Judges prepared folders. Returns (name, level, differing lines)."""
    tools = options.tools
    support = base / "support.wasm"
    found = []
    answers = reference(tools, support, [base / n for n in names])
    runnable = []
    for name in names:
        answer = answers[name]
        module = base / name / f"{name}.wasm"
        if "failed" in answer:
            tally.add("unmade")
            options.say(f"{name}: no answer from V8: {answer['failed']}")
        elif "rejected" in answer:
            tally.add("rejected")
            if acceptedByWasmc(options, module):
                found.append((name, None, ["V8 rejects, wasmc accepts: " + answer["rejected"]]))
        else:
            runnable.append(name)
            for key in ("calls", "traps", "states", "skipped"):
                tally.add(key, answer[key])
            tally.add("cut", 1 if "cut" in answer else 0)
            shutil.copy(support, base / name)
    for level in options.levels if runnable else []:
        judged = judge(options, level, base, runnable)
        for name in runnable:
            script = json.loads((base / name / f"{name}.json").read_text())
            differing = compare(level, script["commands"], *judged[name], tally)
            if differing:
                found.append((name, level, differing))
    tally.add("compared", len(runnable))
    return found


def makeSupport(tools, base):
    run([tools.wat2wasm, here / "support.wat", "-o", base / "support.wasm"], 60).check_returncode()


def compareRandom(options, base, seed, indices):
    """Makes and compares the modules of these indices. One batch, one worker."""
    makeSupport(options.tools, base)
    tally = Tally()
    names = {}
    for index in indices:
        rng = random.Random(f"exec/{seed}/{index}")
        name = f"m{index}"
        (base / name).mkdir()
        (base / name / "plan.json").write_text(json.dumps(makePlan(rng)))
        problem = makeModule(options.tools, base / name, rng)
        if problem:
            tally.add("unmade")
            options.say(f"module {index}: {problem}")
        else:
            names[name] = index
    differences = []
    for name, level, lines in compareBatch(options, base, list(names), tally):
        kept = options.keep(base / name, f"exec-{seed}-{names[name]}")
        command = f"tools/fuzz-diff --module {kept / (name + '.wasm')}"
        if level:
            command += f" --level {level} --target {options.target}"
        differences.append(Difference(f"seed {seed}, module {names[name]}", lines, command))
    return tally, differences


def compareFile(options, base, module, plan):
    """Compares one module as it is. `plan`: the arguments, or None."""
    makeSupport(options.tools, base)
    folder = base / "module"
    folder.mkdir()
    shutil.copy(module, folder / "module.wasm")
    if plan:
        shutil.copy(plan, folder / "plan.json")
    else:
        (folder / "plan.json").write_text(json.dumps(makePlan(random.Random(0))))
    tally = Tally()
    found = compareBatch(options, base, ["module"], tally)
    return tally, [Difference(str(module), lines, None) for _, _, lines in found]
