# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Validation against wabt. Modules of the tests in this tree are damaged, a few
# bytes at a time; wasmc and wasm-validate must agree on which of them are valid,
# for the features that both have. Which error a module has is not compared.
#
# Bytes are damaged anywhere, or, more often, inside a section or a function's
# body whose sizes are then put right, so that the damage is seen by what comes
# after the outermost parsing.

import random
import re
from pathlib import Path

from outcome import Difference, Tally, run

BATCH = 200
TALLY = ["accepted", "rejected", "known deviations"]

# Language versions on which both can agree: what wabt is told beyond its
# defaults, and what wasmc is.
DRAFTS = ["function-references", "gc", "exceptions", "memory64"]
LATER = ["tail-calls", "extended-const", "multi-memory", "threads", "relaxed-simd"]
WABT_NAMES = {"tail-calls": "tail-call"}
LANGUAGES = {
    "2.0": ([], [f"--disable={f}" for f in DRAFTS + LATER]),
    "more": ([f"--enable-{WABT_NAMES.get(f, f)}" for f in LATER],
             [f"--disable={f}" for f in DRAFTS]),
}

CODE = 10


def leb(value):
    out = bytearray()
    while True:
        value, low = value >> 7, value & 0x7f
        out.append(low | (0x80 if value else 0))
        if not value:
            return bytes(out)


def readLeb(data, at):
    value = shift = 0
    while True:
        value |= (data[at] & 0x7f) << shift
        shift += 7
        at += 1
        if data[at - 1] < 0x80:
            return value, at


def sections(data):
    found, at = [], 8
    while at < len(data):
        kind = data[at]
        size, at = readLeb(data, at + 1)
        found.append((kind, data[at:at + size]))
        at += size
    return found


def joinSections(parts):
    return b"\0asm\1\0\0\0" + b"".join(bytes([k]) + leb(len(p)) + p for k, p in parts)


def bodies(payload):
    count, at = readLeb(payload, 0)
    found = []
    for _ in range(count):
        size, at = readLeb(payload, at)
        found.append(payload[at:at + size])
        at += size
    return found


def joinBodies(parts):
    return leb(len(parts)) + b"".join(leb(len(p)) + p for p in parts)


# Bytes that mean something: types, ends, limits of LEB128, prefixes, opcodes.
TELLING = [0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f, 0x10, 0x11, 0x12,
           0x13, 0x1a, 0x1b, 0x1c, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x3f, 0x40, 0x41,
           0x42, 0x43, 0x44, 0x60, 0x6f, 0x70, 0x7b, 0x7c, 0x7d, 0x7e, 0x7f, 0x80, 0xd0, 0xd1,
           0xd2, 0xfc, 0xfd, 0xfe, 0xff]


def damageOnce(data, rng):
    data = bytearray(data)
    at = rng.randrange(len(data) + 1)
    length = min(rng.choice([1, 1, 1, 2, 3, 8]), len(data) - at)
    kind = rng.randrange(8)
    if kind == 0 and at < len(data):
        data[at] ^= 1 << rng.randrange(8)
    elif kind <= 2 and at < len(data):
        data[at] = rng.choice(TELLING)
    elif kind == 3 and at < len(data):
        data[at] = rng.randrange(256)
    elif kind == 4 and at < len(data):  # A number just beside.
        data[at] = (data[at] + rng.choice([-1, 1])) % 256
    elif kind == 5:
        data[at:at] = bytes(rng.choice(TELLING) for _ in range(max(length, 1)))
    elif kind == 6:
        del data[at:at + length]
    else:  # A piece from elsewhere.
        source = rng.randrange(len(data) + 1)
        data[at:at] = data[source:source + rng.choice([1, 2, 4, 16])]
    return bytes(data)


def damage(data, rng):
    """One damaged copy."""
    way = rng.random()
    times = rng.choice([1, 1, 1, 2, 4])
    if way < 0.05:
        return data[:rng.randrange(len(data))]
    if way < 0.25:
        for _ in range(times):
            data = damageOnce(data, rng)
        return data
    parts = sections(data)
    if way < 0.3:
        move = rng.randrange(len(parts))
        parts.insert(rng.randrange(len(parts) + 1),
                     parts[move] if rng.random() < 0.5 else parts.pop(move))
        return joinSections(parts)
    codes = [i for i, (k, p) in enumerate(parts) if k == CODE and len(p) > 1]
    inCode = codes and rng.random() < 0.6
    which = rng.choice(codes if inCode else range(len(parts)))
    kind, payload = parts[which]
    if inCode:
        pieces = bodies(payload)
        body = rng.randrange(len(pieces))
        for _ in range(times):
            pieces[body] = damageOnce(pieces[body], rng)
        payload = joinBodies(pieces)
    else:
        for _ in range(times):
            payload = damageOnce(payload, rng)
    parts[which] = (kind, payload)
    return joinSections(parts)


# What wabt 1.0.32 is known to do otherwise. A row: what is the matter, what wasmc
# does ("accepts" or "rejects"), and a pattern in the message of the one that
# rejects. It applies only where V8, as a third, sides with wasmc.
DEVIATIONS = [
    ("since 3.0 an initializer may read any global before its own; wasmc has no switch for it",
     "accepts", "initializer expression can only reference an imported global"),
    ("wabt takes a body's last byte for its end, even if a block is open",
     "rejects", "func .*: unexpected end of input$"),
    ("wabt ignores the unknown bits of a data segment's flags",
     "rejects", "malformed data segment flags$"),
    ("wabt takes an empty offset of an element segment",
     "rejects", "end expects i(32|64), found an empty stack$"),
    ("wabt shifts by the alignment without a limit: 32 is 0 to it",
     "rejects", "alignment must not be larger than natural$"),
    ("wabt reads a value type as a LEB128 number: the bytes ff 7f are i32 to it",
     "rejects", "malformed value type$"),
]

V8_FLAGS = ["--experimental-wasm-gc", "--experimental-wasm-extended-const",
            "--experimental-wasm-relaxed-simd"]
V8_VERDICT = ("process.exit(WebAssembly.validate(require('fs').readFileSync("
              "process.argv[1])) ? 0 : 3)")


def acceptedByV8(options, module):
    done = run([options.tools.node, *V8_FLAGS, "-e", V8_VERDICT, module], 60)
    return {0: True, 3: False}.get(done.returncode)


def verdicts(options, base, names, language):
    """name -> (wasmc's message or None, wabt's message or None)."""
    wabtFlags, wasmcFlags = LANGUAGES[language]
    ours = validateByWasmc(options, base, names, wasmcFlags)
    found = {}
    for name in names:
        done = run([options.tools.wasmValidate, *wabtFlags, base / name], 60)
        message = None
        if done.returncode:
            message = (done.stderr + done.stdout).strip() or f"ends with {done.returncode}"
        found[name] = (ours.get(name), message)
    return found


def validateByWasmc(options, base, names, flags):
    """name -> message, of those rejected."""
    done = run([options.wasmc, "validate", *flags, *(base / n for n in names)],
               60 + len(names))
    if done.returncode not in (0, 1):
        if len(names) == 1:
            return {names[0]: f"CRASH: ends with {done.returncode}: {done.stderr.strip()[-300:]}"}
        both = {}
        for name in names:
            both.update(validateByWasmc(options, base, [name], flags))
        return both
    found = {}
    for line in done.stderr.splitlines():
        match = re.match(r"wasmc: (?:.*/)?(\w+\.wasm):(.*)", line)
        if match:
            found.setdefault(match[1], match[2])
    return found


def difference(options, module, ours, theirs):
    """None, the name of a known deviation, or lines that tell what both say."""
    if ours and ours.startswith("CRASH"):
        return [ours]
    if bool(ours) == bool(theirs):
        return None
    accepted = not ours
    for name, does, pattern in DEVIATIONS:
        if (does == ("accepts" if accepted else "rejects") and
                re.search(pattern, ours or theirs) and
                acceptedByV8(options, module) == accepted):
            return name
    return [f"wasmc: {ours or 'accepts'}", f"wabt: {theirs or 'accepts'}"]


def originals(options, base):
    """The tests' modules that wabt can assemble, in a certain order."""
    root = Path(__file__).resolve().parent.parent.parent
    found = []
    for source in sorted((root / "test").rglob("*.wat")):
        binary = base / "original.wasm"
        made = run([options.tools.wat2wasm, "--enable-all", "--no-check", source,
                    "-o", binary], 60)
        if made.returncode == 0:
            found.append(binary.read_bytes())
    return found


def compareNames(options, base, names, language, tally):
    """(name, differing lines) of those files that differ."""
    found = []
    for name, (ours, theirs) in verdicts(options, base, names, language).items():
        tally.add("compared")
        tally.add("rejected" if theirs else "accepted")
        differing = difference(options, base / name, ours, theirs)
        if isinstance(differing, str):
            tally.add("known deviations")
        elif differing:
            found.append((name, differing))
    return found


def compareRandom(options, base, seed, indices):
    """Damages and compares. One batch, one worker."""
    sources = originals(options, base)
    names = {language: [] for language in LANGUAGES}
    for index in indices:
        rng = random.Random(f"validate/{seed}/{index}")
        name = f"m{index}.wasm"
        names[rng.choice(list(LANGUAGES))].append(name)
        (base / name).write_bytes(damage(rng.choice(sources), rng))
    tally = Tally()
    differences = []
    for language, inIt in names.items():
        for name, lines in compareNames(options, base, inIt, language, tally):
            kept = options.keep(base / name, f"validate-{seed}")
            command = f"tools/fuzz-diff --mode validate --language {language} --module {kept}"
            differences.append(Difference(f"seed {seed}, {name}, WebAssembly {language}",
                                          lines, command))
    return tally, differences


def compareFile(options, module, language):
    """Compares one module as it is."""
    tally = Tally()
    found = compareNames(options, module.parent, [module.name], language, tally)
    return tally, [Difference(str(module), lines, None) for _, lines in found]
