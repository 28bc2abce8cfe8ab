// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// node proxy-wasm.mjs FILTER.wasm CONFIGURATION PATH...
//
// What a proxy does with a filter of proxy-wasm 0.2.1, as far as
// examples/envoy-filter asks: configures it, then gives it a request for each
// path ("-": one without), with a header x-filtered of the client's own. Prints
// what the filter says and does.

import { readFileSync } from "node:fs";

const [file, configuration, ...paths] = process.argv.slice(2);
const [success, notFound, badArgument] = [0, 1, 2];
const [rootContext, firstStream] = [1, 2];
let headers, answer;

const text = (at, size) =>
  Buffer.from(new Uint8Array(filter.memory.buffer, at, size)).toString("latin1");

function give(value, at, size) {
  const bytes = Buffer.from(value, "latin1");
  const place = filter.proxy_on_memory_allocate(bytes.length);
  new Uint8Array(filter.memory.buffer).set(bytes, place);
  const view = new DataView(filter.memory.buffer);
  view.setUint32(at, place, true);
  view.setUint32(size, bytes.length, true);
  return success;
}

const env = {
  proxy_log(level, at, size) {
    console.log(`log ${level}: ${text(at, size)}`);
    return success;
  },
  proxy_get_buffer_bytes(buffer, start, size, place, got) {
    if (buffer !== 7) return badArgument;
    return give(configuration.slice(start, start + size), place, got);
  },
  proxy_get_header_map_value(map, key, keySize, place, size) {
    if (map !== 0) return badArgument;
    const value = headers.get(text(key, keySize));
    return value === undefined ? notFound : give(value, place, size);
  },
  proxy_replace_header_map_value(map, key, keySize, value, size) {
    if (map !== 0) return badArgument;
    headers.set(text(key, keySize), text(value, size));
    return success;
  },
  proxy_send_local_response(status, details, detailsSize, body, bodySize) {
    answer = `${status} ${text(body, bodySize).trimEnd()}`;
    return success;
  },
};

const module = await WebAssembly.compile(readFileSync(file));
const foreign = WebAssembly.Module.imports(module).filter((i) => i.module !== "env");
if (foreign.length) throw new Error(`imports more than the ABI has: ${JSON.stringify(foreign)}`);
const filter = (await WebAssembly.instantiate(module, { env })).exports;
if (!filter.proxy_abi_version_0_2_1) throw new Error("names no version of the ABI");

filter._initialize();
filter.proxy_on_context_create(rootContext, 0);
if (!filter.proxy_on_configure(rootContext, configuration.length)) {
  console.log("refuses its configuration");
  process.exit(1);
}
paths.forEach((path, i) => {
  const id = firstStream + i;
  headers = new Map([["x-filtered", "forged"]]);
  if (path !== "-") headers.set(":path", path);
  answer = undefined;
  filter.proxy_on_context_create(id, rootContext);
  const action = filter.proxy_on_request_headers(id, headers.size, 1);
  console.log(`${path}: action ${action}, ${answer ?? `x-filtered ${headers.get("x-filtered")}`}`);
  if (!filter.proxy_on_done(id)) throw new Error("is not done");
  filter.proxy_on_delete(id);
});
