# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Makes a random module comparable, bit for bit and through JavaScript:
#
# - NaNs. The specification leaves open which NaN an operation yields, and from
#   there it may reach integers and memory. So each such operation's result goes
#   through a function that puts one certain NaN in place of any other. NaNs do
#   flow, but are the same everywhere.
# - Signatures. JavaScript sees neither v128 nor a NaN's bits. Each export becomes
#   a function whose parameters and results are all i64: bit patterns, two for a
#   v128.
# - State. The exports fuzz-state (a digest of memory and mutable globals) and
#   fuzz-reset (puts both into a known state) are added.
#
# If asked to, it makes exceptions too, which binaryen's fuzzer does not: it puts
# throws in place of `unreachable`, and tries in all forms around calls.
#
# Works on text as binaryen prints it.

import re

TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|\(;.*?;\)|;;[^\n]*|[()]|[^\s()";]+')
FUNC = re.compile(r"\(func (\$\S+?)((?: \(param [^)]*\))*)( \(result [^)]*\))?(?=[ )])")
GLOBAL = re.compile(r"\(global (\$\S+) \(mut (\w+)\) (.*)\)$", re.S)
EXPORT = re.compile(r'\(export ("(?:\\.|[^"\\])*") \(func (\$[^\s)]+)\)\)')

HANG_LIMIT = "hangLimitInitializer"
HANG_GLOBAL = "hangLimit"

ARITHMETIC = "add sub mul div sqrt min max ceil floor trunc nearest".split()
NAN_MAKERS = {f"{shape}.{op}": f"$fuzz-nan-{shape}"
              for shape in ("f32", "f64", "f32x4", "f64x2") for op in ARITHMETIC}
NAN_MAKERS["f32.demote_f64"] = "$fuzz-nan-f32"
NAN_MAKERS["f64.promote_f32"] = "$fuzz-nan-f64"
NAN_MAKERS["f32x4.demote_f64x2_zero"] = "$fuzz-nan-f32x4"
NAN_MAKERS["f64x2.promote_low_f32x4"] = "$fuzz-nan-f64x2"

SCALAR_NAN = """
(func $fuzz-nan-{t} (param $x {t}) (result {t})
 (select (local.get $x) ({t}.const nan) ({t}.eq (local.get $x) (local.get $x))))"""
VECTOR_NAN = """
(func $fuzz-nan-{t} (param $x v128) (result v128)
 (v128.bitselect (local.get $x) (v128.const {i} {nans})
  ({t}.eq (local.get $x) (local.get $x))))"""

STATE = """
(func (export "fuzz-state") (result i64)
 (local $at i32) (local $end i32) (local $h i64)
 (local.set $end (i32.shl (memory.size) (i32.const 16)))
 (local.set $h (i64.extend_i32_u (local.get $end)))
 (loop $next
  (local.set $h (i64.mul (i64.const 0x9e3779b97f4a7c15)
   (i64.rotl (i64.xor (local.get $h) (i64.load (local.get $at))) (i64.const 29))))
  (br_if $next (i32.lt_u
   (local.tee $at (i32.add (local.get $at) (i32.const 8))) (local.get $end))))
 {globals}
 (local.get $h))"""
ADD_GLOBAL = """(local.set $h (i64.mul (i64.const 0x9e3779b97f4a7c15)
  (i64.xor (local.get $h) {bits})))"""
RESET = """
(func (export "fuzz-reset")
 (memory.fill (i32.const 0) (i32.const 0) (i32.shl (memory.size) (i32.const 16)))
 {globals})"""


THROWN = ("i32", "f64")
TAG = "(tag $fuzz-tag (param i32 f64))\n(tag $fuzz-other)"

# {call} with its {result}, a {value} made of what was thrown.
TRIES = [
    """(try {result} (do {call}) (catch $fuzz-tag {caught}))""",
    """(try {result} (do {call}) (catch $fuzz-other {zero}))""",
    """(try {result} (do {call}) (catch $fuzz-other {zero}) (catch $fuzz-tag {caught}))""",
    """(try {result} (do {call}) (catch_all {zero}))""",
    """(try $fuzz-again {result} (do {call}) (catch_all (rethrow $fuzz-again)))""",
    """(try $fuzz-outer {result} (do (try {result} (do {call}) (delegate $fuzz-outer)))
     (catch $fuzz-tag {caught}))""",
]
ZEROS = {"i32": "(i32.const 0)", "i64": "(i64.const 0)", "f32": "(f32.const 0)",
         "f64": "(f64.const 0)", "v128": "(v128.const i64x2 0 0)"}


class Thrower:
    """Puts exceptions into a module whose functions have these signatures."""

    def __init__(self, rng, known):
        self.rng = rng
        self.known = known

    def throw(self):
        if self.rng.random() < 0.2:
            return "(throw $fuzz-other)"
        number = self.rng.randrange(-2**31, 2**31)
        return f"(throw $fuzz-tag (i32.const {number}) (f64.const {self.rng.random()}))"

    def edit(self, parts, text):
        if parts[0] == "unreachable" and self.rng.random() < 0.7:
            return self.throw()
        isFunction = parts[0] == "func" and len(parts) > 2 and parts[1] != f"${HANG_LIMIT}"
        if isFunction and self.rng.random() < 0.5:
            return self.throwAtStart(parts)
        if parts[0] == "call" and parts[1] in self.known and self.rng.random() < 0.3:
            results = self.known[parts[1]][1]
            if len(results) <= 1:
                return self.tryAround(text, results[0] if results else None)
        return text

    def throwAtStart(self, parts):
        """A function that throws in some calls of it."""
        head = 2
        while head < len(parts) and parts[head].startswith(("(param", "(result", "(local $",
                                                             "(type")):
            head += 1
        if head == len(parts):  # An import, or a type.
            return "(" + " ".join(parts) + ")"
        when = f"(i32.eq (i32.and (global.get ${HANG_GLOBAL}) (i32.const 7)) (i32.const " \
               f"{self.rng.randrange(8)}))"
        return "(" + " ".join([*parts[:head], f"(if {when} {self.throw()})", *parts[head:]]) + ")"

    def tryAround(self, call, kind):
        pop = "(pop i32 f64)"
        caught = f"(drop {pop})"
        if kind in THROWN:
            caught = f"(tuple.extract {THROWN.index(kind)} {pop})"
        elif kind:
            caught += " " + ZEROS[kind]
        return self.rng.choice(TRIES).format(
            call=call, result=f"(result {kind})" if kind else "", caught=caught,
            zero=ZEROS[kind] if kind else "(nop)")


def fields(text, edit=lambda parts, text: text):
    """The module's fields, each as text, with the NaN makers wrapped and each
    expression as `edit` leaves it."""
    stack = [[]]
    for match in TOKEN.finditer(text):
        token = match.group()
        if token == "(":
            stack.append([])
        elif token == ")":
            parts = stack.pop()
            made = "(" + " ".join(parts) + ")"
            if parts:
                made = edit(parts, made)
            if parts and parts[0] in NAN_MAKERS:
                made = f"(call {NAN_MAKERS[parts[0]]} {made})"
            if not stack[1:]:
                return parts[1:]
            stack[-1].append(made)
        elif not token.startswith((";;", "(;")):
            stack[-1].append(token)
    raise ValueError("not a module")


def toBits(kind, value):
    """A value's bit pattern as i64s. `value` is used twice for a v128."""
    return {
        "i32": [f"(i64.extend_i32_u {value})"],
        "i64": [value],
        "f32": [f"(i64.extend_i32_u (i32.reinterpret_f32 {value}))"],
        "f64": [f"(i64.reinterpret_f64 {value})"],
        "v128": [f"(i64x2.extract_lane {lane} {value})" for lane in (0, 1)],
    }[kind]


def fromBits(kind, get):
    """The value whose bits `get()`, called once or twice, supplies."""
    if kind == "v128":
        return f"(i64x2.replace_lane 1 (i64x2.splat {get()}) {get()})"
    return {
        "i32": "(i32.wrap_i64 {})",
        "i64": "{}",
        "f32": "(f32.reinterpret_i32 (i32.wrap_i64 {}))",
        "f64": "(f64.reinterpret_i64 {})",
    }[kind].format(get())


def words(text):
    """The types of `(param $0 i32) (param $1 i64)` or `(result i32 i64)`."""
    return [w for w in re.findall(r"[^\s()]+", text)
            if w not in ("param", "result") and not w.startswith("$")]


def wrapper(name, target, params, results):
    """An export of which all parameters and results are i64."""
    count = 0

    def get():
        nonlocal count
        count += 1
        return f"(local.get {count - 1})"

    call = f"(call {target} " + " ".join(fromBits(p, get) for p in params) + ")"
    head = f"(func (export {name})" + " (param i64)" * count
    if not results:
        return f"{head} {call})"
    if len(results) == 1 and results != ["v128"]:
        return f"{head} (result i64) {toBits(results[0], call)[0]})"
    one = len(results) == 1
    values = ["(local.get $r)" if one else f"(tuple.extract {i} (local.get $r))"
              for i in range(len(results))]
    bits = [b for kind, value in zip(results, values) for b in toBits(kind, value)]
    kind = results[0] if one else "(" + " ".join(results) + ")"
    types = " ".join(["i64"] * len(bits))
    return (f"{head} (result {types}) (local $r {kind}) (local.set $r {call})"
            f" (tuple.make {' '.join(bits)}))")


def signatures(parts):
    found = {}
    for part in parts:
        match = FUNC.search(part) if part.startswith(("(func", "(import")) else None
        if match:
            found[match[1]] = (words(match[2]), words(match[3] or ""))
    return found


def prepare(text, hangLimit, thrower=None):
    """The module's text, made comparable. `hangLimit`: loops and calls that one
    call may make before it returns early; binaryen's own is 10. `thrower`: a
    random number generator, if there are to be exceptions."""
    parts = fields(text)
    known = signatures(parts)
    if thrower and any(name == f"${HANG_GLOBAL}" for name, _, _ in
                       (m.groups() for m in map(GLOBAL.match, parts) if m)):
        parts = [TAG] + fields(text, Thrower(thrower, known).edit)
    globals_ = [m.groups() for m in map(GLOBAL.match, parts) if m]
    out = []
    for part in parts:
        export = EXPORT.match(part)
        if export and export[1].strip('"') != HANG_LIMIT:
            part = wrapper(export[1], export[2], *known[export[2]])
        elif part.startswith(f"(func ${HANG_LIMIT} "):
            part = re.sub(r"\(i32\.const \d+\)", f"(i32.const {hangLimit})", part)
        out.append(part)
    for t in ("f32", "f64"):
        out.append(SCALAR_NAN.format(t=t))
    if any("v128" in part for part in parts):
        out.append(VECTOR_NAN.format(t="f32x4", i="i32x4", nans="0x7fc00000 " * 4))
        out.append(VECTOR_NAN.format(t="f64x2", i="i64x2",
                                     nans="0x7ff8000000000000 " * 2))
    state = [ADD_GLOBAL.format(bits=b) for name, kind, _ in globals_
             for b in toBits(kind, f"(global.get {name})")]
    reset = [f"(global.set {name} {value})" for name, _, value in globals_]
    out.append(STATE.format(globals="\n ".join(state)))
    out.append(RESET.format(globals="\n ".join(reset)))
    return "(module\n" + "\n".join(out) + ")\n"
