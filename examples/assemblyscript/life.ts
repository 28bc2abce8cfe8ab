// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Conway's game of life: a glider on a small torus. The two functions of WASI
// that a program with output needs are declared here; AssemblyScript's runtime
// needs none.

@external("wasi_snapshot_preview1", "fd_write")
declare function fd_write(fd: i32, vectors: usize, count: i32, written: usize): i32;

@external("wasi_snapshot_preview1", "proc_exit")
declare function proc_exit(status: i32): void;

const vector = memory.data(8);
const written = memory.data(4);

function print(text: string): void {
  const bytes = String.UTF8.encode(text);
  let start = changetype<usize>(bytes);
  let left = <u32>bytes.byteLength;
  while (left > 0) {
    store<u32>(vector, <u32>start);
    store<u32>(vector, left, 4);
    if (fd_write(1, vector, 1, written) != 0) proc_exit(1);
    start += load<u32>(written);
    left -= load<u32>(written);
  }
}

/// What the compiler calls for a failed assertion or a throw.
export function abort(message: string | null, file: string | null, line: u32, column: u32): void {
  print((message ? message : "aborted") + " at line " + line.toString() + "\n");
  proc_exit(134);
}

class Torus {
  private cells: StaticArray<bool>;

  constructor(readonly width: i32, readonly height: i32) {
    this.cells = new StaticArray<bool>(width * height);
  }

  @operator("[]")
  get(index: i32): bool {
    return this.cells[index];
  }

  at(x: i32, y: i32): i32 {
    return (y + this.height) % this.height * this.width + (x + this.width) % this.width;
  }

  live(x: i32, y: i32): void {
    this.cells[this.at(x, y)] = true;
  }

  neighbours(x: i32, y: i32): i32 {
    let sum = 0;
    for (let dy = -1; dy <= 1; dy++)
      for (let dx = -1; dx <= 1; dx++)
        if ((dx | dy) != 0) sum += <i32>this.cells[this.at(x + dx, y + dy)];
    return sum;
  }

  next(): Torus {
    const after = new Torus(this.width, this.height);
    for (let y = 0; y < this.height; y++)
      for (let x = 0; x < this.width; x++) {
        const around = this.neighbours(x, y);
        if (around == 3 || (around == 2 && this[this.at(x, y)])) after.live(x, y);
      }
    return after;
  }

  toString(): string {
    const rows = new Array<string>();
    for (let y = 0; y < this.height; y++) {
      let row = "";
      for (let x = 0; x < this.width; x++) row += this[this.at(x, y)] ? "#" : ".";
      rows.push(row);
    }
    return rows.join("\n") + "\n";
  }
}

let torus = new Torus(8, 6);
torus.live(1, 0);
torus.live(2, 1);
torus.live(0, 2);
torus.live(1, 2);
torus.live(2, 2);

print(torus.toString());
for (let generation = 0; generation < 1000; generation++) torus = torus.next();
print("after 1000 generations\n" + torus.toString());
