// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The page that `wasmc explore` writes: one file that loads nothing, works from
// a disk, and prints what it is given as text only, since names in a module are
// anybody's.

#include "compiler/driver/Explore.h"

namespace wasmc {

constexpr llvm::StringLiteral explorePageHead = R"html(<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>wasmc explore</title>
<style>
:root { color-scheme: light dark; --line: #8884; --mark: #fc06; --dim: #888; --accent: #654ff0; }
* { box-sizing: border-box; }
body { margin: 0; height: 100vh; display: flex; flex-direction: column;
  font: 14px/1.45 system-ui, sans-serif; }
header { padding: .6rem 1rem; border-bottom: 1px solid var(--line); display: flex;
  gap: 1.5rem; align-items: baseline; flex-wrap: wrap; }
header h1 { font-size: 1.1rem; margin: 0; color: var(--accent); }
header span { color: var(--dim); }
main { flex: 1; display: flex; min-height: 0; }
nav { width: 22rem; border-right: 1px solid var(--line); display: flex; flex-direction: column; }
nav input { margin: .6rem; padding: .4rem .6rem; font: inherit; }
nav p { margin: 0 .8rem .3rem; color: var(--dim); font-size: .85rem; }
#list { overflow: auto; flex: 1; margin: 0; padding: 0; list-style: none; }
#list button { display: flex; width: 100%; gap: .6rem; border: 0; background: none; font: inherit;
  color: inherit; padding: .18rem .8rem; text-align: left; cursor: pointer; }
#list button:hover, #list button:focus { background: var(--line); }
#list button[aria-current=true] { background: var(--mark); }
#list b { font-weight: 400; flex: 1; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
#list i { font-style: normal; color: var(--dim); font-variant-numeric: tabular-nums; }
#view { flex: 1; display: flex; min-width: 0; }
#view section { flex: 1; min-width: 0; display: flex; flex-direction: column; }
#view section + section { border-left: 1px solid var(--line); }
#view h2, #about h2 { font-size: .9rem; margin: 0; padding: .5rem .8rem; color: var(--dim); }
pre { margin: 0; padding: 0 .8rem 1rem; overflow: auto; flex: 1; tab-size: 8;
  font: 12.5px/1.5 ui-monospace, monospace; }
mark { background: var(--mark); color: inherit; }
#about { flex: 1; overflow: auto; padding: .5rem 1rem 2rem; }
#about table { border-collapse: collapse; margin: 0 .8rem 1rem; }
#about td, #about th { padding: .12rem 1.2rem .12rem 0; text-align: left;
  border-bottom: 1px solid var(--line); font-weight: 400; }
#about th { color: var(--dim); }
[hidden] { display: none !important; }
</style>
<header><h1 id="title"></h1><span id="facts"></span></header>
<main>
<nav>
<input id="search" type="search" placeholder="Search names, WebAssembly, machine code" aria-label="Search">
<p id="found"></p>
<ul id="list"></ul>
</nav>
<div id="about"></div>
<div id="view" hidden>
<section><h2 id="wasmHead"></h2><pre id="wasm"></pre></section>
<section><h2 id="machineHead"></h2><pre id="machine"></pre></section>
</div>
</main>
<script>
const data = )html";

constexpr llvm::StringLiteral explorePageTail = R"html(;
const at = id => document.getElementById(id);
const element = (name, text) => {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  return made;
};
const number = n => n.toLocaleString("en");

function table(title, head, rows) {
  at("about").append(element("h2", title));
  if (!rows.length) {
    at("about").append(element("pre", "none"));
    return;
  }
  const made = element("table"), first = element("tr");
  head.forEach(text => first.append(element("th", text)));
  made.append(first);
  for (const row of rows) {
    const line = element("tr");
    row.forEach(text => line.append(element("td", text)));
    made.append(line);
  }
  at("about").append(made);
}

function describe() {
  at("title").textContent = document.title = data.title;
  at("facts").textContent = `${data.target}, ${data.cpu}, -O${data.level.replace("O", "")}; ` +
    `${number(data.wasmBytes)} bytes of WebAssembly, ${number(data.fileBytes)} of executable; wasmc ${data.compiler}`;
  table("Grants", ["policy"], data.policy.map(line => [line]));
  table("Imports", ["module and name"], data.imports.map(line => [line]));
  table("System calls once locked down", ["when", "call", "arguments"],
    data.systemCalls.map(call => [call.when, call.name, call.rule]));
  table("Sections", ["name", "in the file", "in memory", "access"],
    data.sections.map(s => [s.name, number(s.fileBytes), number(s.memoryBytes), s.access]));
}

const label = f => f.name || `function ${f.index}`;

// Text only: what a module calls its functions is its own affair.
function fill(into, text, wanted) {
  into.replaceChildren();
  let from = 0;
  if (wanted) {
    const lower = text.toLowerCase();
    for (let i; (i = lower.indexOf(wanted, from)) >= 0; from = i + wanted.length)
      into.append(text.slice(from, i), element("mark", text.slice(i, i + wanted.length)));
  }
  into.append(text.slice(from));
  const first = into.querySelector("mark");
  if (first) first.scrollIntoView({block: "center"});
}

let current = null;
function show(f) {
  current = f;
  const wanted = at("search").value.trim().toLowerCase();
  at("about").hidden = !!f;
  at("view").hidden = !f;
  if (f) {
    at("wasmHead").textContent = `WebAssembly, ${number(f.wasmBytes)} bytes`;
    at("machineHead").textContent = f.machineBytes
      ? `${data.target}, ${number(f.machineBytes)} bytes`
      : "no code of its own: never called, or part of its callers";
    fill(at("wasm"), f.wasm, wanted);
    fill(at("machine"), f.machine, wanted);
    location.hash = "f" + f.index;
  }
  for (const button of at("list").querySelectorAll("button"))
    button.setAttribute("aria-current", button.dataset.index === String(f && f.index));
}

function list() {
  const wanted = at("search").value.trim().toLowerCase();
  const has = f => !wanted || label(f).toLowerCase().includes(wanted) ||
    f.wasm.toLowerCase().includes(wanted) || f.machine.toLowerCase().includes(wanted);
  const found = data.functions.filter(has).sort((a, b) => b.machineBytes - a.machineBytes);
  at("found").textContent = `${number(found.length)} of ${number(data.functions.length)} functions, largest first`;
  at("list").replaceChildren(...found.slice(0, 2000).map(f => {
    const line = element("li"), button = element("button");
    button.append(element("b", label(f)), element("i", number(f.machineBytes)));
    button.title = label(f);
    button.dataset.index = f.index;
    button.onclick = () => show(f);
    line.append(button);
    return line;
  }));
  return found;
}

describe();
at("search").oninput = () => { const found = list(); show(at("search").value.trim() ? found[0] || null : current); };
at("title").onclick = () => show(null);
const query = new URLSearchParams(location.search).get("q");
if (query) at("search").value = query;
const found = list();
const named = location.hash.slice(1);
show(query ? found[0] || null : data.functions.find(f => "f" + f.index === named) || null);
</script>
</html>
)html";

} // namespace wasmc
