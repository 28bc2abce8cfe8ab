// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// node reference.mjs SUPPORT.wasm FOLDER...
//
// Calls every export of FOLDER/NAME.wasm (NAME is the folder's own) in V8 with
// the arguments of FOLDER/plan.json and writes what V8 answers as the
// expectations of a script, FOLDER/NAME.json, in the dialect of the official
// suite as JSON. Prints a line of JSON for each folder: what was done.
//
// Beyond the dialect, a command may have `accepts`: all texts of a trap that
// agree with V8's message, which tells less; and `afterTrap`: the state is that
// which a trap has left behind.

import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

// V8's messages. Where one stands for several kinds of trap, all are listed.
const traps = new Map([
  ["unreachable", ["unreachable"]],
  ["memory access out of bounds", ["out of bounds memory access"]],
  ["divide by zero", ["integer divide by zero"]],
  ["remainder by zero", ["integer divide by zero"]],
  ["divide result unrepresentable", ["integer overflow"]],
  ["float unrepresentable in integer range",
    ["integer overflow", "invalid conversion to integer"]],
  ["table index is out of bounds",
    ["undefined element", "out of bounds table access"]],
  ["null function or function signature mismatch",
    ["indirect call type mismatch", "uninitialized element"]],
  ["null function or function signature (RTT) mismatch",
    ["indirect call type mismatch", "uninitialized element"]],
]);

const reserved = new Set(["fuzz-state", "fuzz-reset", "hangLimitInitializer"]);

/// Ends a case early: what comes after could not be compared.
class Cut extends Error {}

const list = (value) =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

/// An i64 as it comes from V8, or what makes the function unfit for comparison.
function asValue(value) {
  if (typeof value !== "bigint") throw new Cut("a result is no i64");
  return { type: "i64", value: BigInt.asUintN(64, value).toString() };
}

class Recorder {
  commands = [];
  counts = { calls: 0, traps: 0, states: 0, skipped: 0 };

  constructor(instances) {
    this.instances = instances;
  }

  add(command) {
    this.commands.push({ line: this.commands.length + 1, ...command });
  }

  /// Calls an export. Returns whether it has returned.
  call(module, field, bits, more = {}) {
    const target = this.instances[module].exports[field];
    const args = bits.map(asValue);
    const action = { type: "invoke", module, field, args };
    let results;
    try {
      results = list(target(...bits));
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) {
        const accepts = traps.get(error.message);
        if (!accepts) throw new Cut(`a trap of unknown kind: ${error.message}`);
        this.add({ type: "assert_trap", action, text: accepts[0], accepts });
        return false;
      }
      if (error instanceof WebAssembly.Exception) {
        this.add({ type: "assert_exception", action });
        return true; // The state is as it must be.
      }
      // The engines' stacks are of different size.
      if (error instanceof RangeError) throw new Cut("V8's stack is exhausted");
      throw error;
    }
    const expected = results.map(asValue);
    this.add({ type: "assert_return", action, expected, ...more });
    return true;
  }

  has(field) {
    return field in this.instances.case.exports;
  }

  /// One call and all that can be seen of it.
  step(field, bits) {
    if (this.has("hangLimitInitializer"))
      this.call("case", "hangLimitInitializer", []);
    ++this.counts.calls;
    const returned = this.call("case", field, bits);
    this.call("support", "digest", []);
    if (this.has("fuzz-state")) {
      ++this.counts.states;
      this.call("case", "fuzz-state", [], returned ? {} : { afterTrap: true });
    }
    if (returned) return;
    ++this.counts.traps;
    if (this.has("fuzz-reset")) this.call("case", "fuzz-reset", []);
  }
}

/// Calls all exports, `plan.rounds` times those that take arguments.
function callAll(recorder, plan) {
  let next = 0;
  const take = () =>
    BigInt.asIntN(64, BigInt(plan.values[next++ % plan.values.length]));
  const instance = recorder.instances.case;
  for (const [field, target] of Object.entries(instance.exports)) {
    if (typeof target !== "function" || reserved.has(field)) continue;
    for (let i = 0; i < (target.length ? plan.rounds : 1); ++i) {
      try {
        recorder.step(field, Array.from({ length: target.length }, take));
      } catch (error) {
        // V8 refuses to convert what is no i64 before anything runs.
        if (!(error instanceof TypeError)) throw error;
        ++recorder.counts.skipped;
        break;
      }
    }
  }
}

function record(support, folder) {
  const name = basename(folder);
  const plan = JSON.parse(readFileSync(join(folder, "plan.json"), "utf8"));
  let compiled;
  try {
    compiled = new WebAssembly.Module(readFileSync(join(folder, `${name}.wasm`)));
  } catch (error) {
    return { name, rejected: error.message };
  }
  const supporting = new WebAssembly.Instance(support);
  const imports = { "fuzzing-support": supporting.exports };
  const recorder = new Recorder({ support: supporting });
  const binary = { type: "module", module_type: "binary" };
  recorder.add({ ...binary, filename: "support.wasm", name: "support" });
  recorder.add({ type: "register", as: "fuzzing-support", name: "support" });
  let cut;
  try {
    recorder.instances.case = new WebAssembly.Instance(compiled, imports);
    recorder.add({ ...binary, filename: `${name}.wasm`, name: "case" });
    callAll(recorder, plan);
  } catch (error) {
    if (error instanceof Cut) cut = error.message;
    else if (error instanceof WebAssembly.RuntimeError) {
      const text = (traps.get(error.message) ?? [""])[0];
      recorder.add({ ...binary, type: "assert_uninstantiable",
        filename: `${name}.wasm`, text });
    } else throw error;
  }
  const lines = recorder.commands.map((c) => JSON.stringify(c)).join(",\n");
  writeFileSync(join(folder, `${name}.json`),
    `{"source_filename": "${name}.wasm", "commands": [\n${lines}\n]}\n`);
  return { name, cut, ...recorder.counts };
}

const [supportFile, ...folders] = process.argv.slice(2);
const support = new WebAssembly.Module(readFileSync(supportFile));
for (const folder of folders)
  console.log(JSON.stringify(record(support, folder)));
