# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Runs an executable for x86-64 instruction by instruction and looks whether its
# compiled code keeps what `wasmc check` says of it. It shares nothing with the
# checker: what is accessed comes from the registers as they are.
#
# What the runtime has for compiled code to call runs at full speed. All else that
# control comes to is watched, even if it was made for the runtime: the checker proves
# that, too, if nothing leads to it from where it belongs.

import ctypes
import os
import signal
import struct
import subprocess

import capstone
from capstone import x86

# Of ptrace and personality.
TRACEME, CONT, STEP, GET_REGISTERS, SET_REGISTERS, SET_OPTIONS = 0, 7, 9, 12, 13, 0x4200
EXIT_KILL = 0x100000
NO_RANDOMIZE = 0x40000
REGISTERS = ("r15 r14 r13 r12 rbp rbx r11 r10 r9 r8 rax rcx rdx rsi rdi orig_rax rip cs "
             "eflags rsp ss fs_base gs_base ds es fs gs").split()
SAVED = "rbx rbp r12 r13 r14 r15".split()

REACH = 1 << 37  # Either way of 0: only linear memory is there.
RESERVATION = 3 << 32  # Of another memory of 32-bit indices, at most.
GUARD = 1 << 20  # Below the stack.
ARGUMENTS = 16000 + 8  # Above where a function began.
MEMORY_INSTANCE = 32
CALLED = {"_Unwind_Resume", "memcpy", "memmove", "memset", "memcmp"}
SECONDS = 1  # In which the runtime comes back, or what runs is ended.
MASK = (1 << 64) - 1

libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
libc.ptrace.restype = ctypes.c_long


class Broken(Exception):
    """What was promised is not so."""


class Image:
    """What the file says of itself. Mutants are the same but for single bytes."""

    def __init__(self, path):
        self.symbols, self.code, self.stub = {}, {}, []
        listed = subprocess.run(["llvm-nm", "-S", path], capture_output=True, text=True,
                                check=True).stdout
        for line in listed.splitlines():
            fields = line.split()
            if len(fields) != 4:
                continue
            address, size, kind, name = int(fields[0], 16), int(fields[1], 16), *fields[2:]
            self.symbols[name] = address
            if kind in "tT":
                self.code.setdefault(address, set()).add(name)
            elif kind in "bBdD" and not name.startswith("wasm."):
                self.stub.append((address, address + size, name))
            if name == "wasm_memories":
                self.memories = range(address, address + size, MEMORY_INSTANCE)
        with open(path, "rb") as file:
            data = file.read()
        headers, = struct.unpack_from("<Q", data, 0x20)
        count, = struct.unpack_from("<H", data, 0x38)
        self.segments = []
        for i in range(count):
            kind, flags, offset, start, _, filled, size, _ = struct.unpack_from(
                "<IIQQQQQQ", data, headers + i * 56)
            if kind == 1:
                self.segments.append((start, start + size, flags, offset, filled))
        text, = (s for s in self.segments if s[2] & 1)
        self.text, self.offset = range(text[0], text[1]), text[3] - text[0]

    def callable(self, address):
        """The names under which compiled code may call the runtime here."""
        return {n for n in self.code.get(address, ()) if n.startswith("wrt_") or n in CALLED}

    def allows(self, begin, end, writes):
        """Whether compiled code may access this part of the image."""
        for first, last, flags, _, _ in self.segments:
            if not first <= begin or not end <= last:
                continue
            if not flags & 2:
                return not writes
            parts = [n for a, b, n in self.stub if a < end and begin < b]
            return not parts or (parts == ["wasm_memories"] and not writes)
        return False


class Frame:
    def __init__(self, registers, back):
        self.pointer, self.back = registers["rsp"], back
        self.saved = [registers[name] for name in SAVED]


class Observer:
    def __init__(self, path, image, isChecked):
        self.image, self.isChecked = image, isChecked
        self.decoder = capstone.Cs(capstone.CS_ARCH_X86, capstone.CS_MODE_64)
        self.decoder.detail = True
        self.decoded, self.frames, self.visited = {}, [], set()
        signal.signal(signal.SIGALRM, lambda *_: os.kill(self.pid, signal.SIGKILL))
        self.pid = os.fork()
        if not self.pid:
            self.become(path)
        os.waitpid(self.pid, 0)
        libc.ptrace(SET_OPTIONS, self.pid, None, EXIT_KILL)
        with open(f"/proc/{self.pid}/maps") as maps:
            lines = maps.read().splitlines()
        self.base = min(int(line.split("-")[0], 16) for line in lines
                        if line.endswith(os.path.basename(path)))

    @staticmethod
    def become(path):
        try:
            null = os.open("/dev/null", os.O_RDWR)
            for descriptor in range(3):
                os.dup2(null, descriptor)
            libc.personality(NO_RANDOMIZE)
            libc.ptrace(TRACEME, 0, None, None)
            os.execv(path, [path])
        finally:
            os._exit(127)

    def registers(self):
        buffer = (ctypes.c_uint64 * len(REGISTERS))()
        libc.ptrace(GET_REGISTERS, self.pid, None, buffer)
        return dict(zip(REGISTERS, buffer))

    def read(self, address, size):
        with open(f"/proc/{self.pid}/mem", "rb", 0) as memory:
            memory.seek(address)
            return memory.read(size)

    def word(self, address):
        try:
            return int.from_bytes(self.read(address, 8), "little")
        except (OSError, ValueError):
            return None

    def write(self, address, data):
        with open(f"/proc/{self.pid}/mem", "wb", 0) as memory:
            memory.seek(address)
            memory.write(data)

    def go(self, request):
        """Returns whether it stopped by itself, as it was to."""
        libc.ptrace(request, self.pid, None, None)
        signal.setitimer(signal.ITIMER_REAL, SECONDS)
        _, status = os.waitpid(self.pid, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        if os.WIFSTOPPED(status):
            return os.WSTOPSIG(status) == signal.SIGTRAP
        self.pid = 0
        return False

    def runTo(self, address):
        """Returns whether it came there."""
        old = self.read(address, 1)
        self.write(address, b"\xcc")
        if not self.go(CONT):
            return False
        registers = self.registers()
        if registers["rip"] != address + 1:
            return False
        self.write(address, old)
        # The register cannot be set but with all others.
        registers["rip"] = address
        buffer = (ctypes.c_uint64 * len(REGISTERS))(*registers.values())
        libc.ptrace(SET_REGISTERS, self.pid, None, buffer)
        return True

    def close(self):
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)

    def run(self, most):
        """Raises Broken, or returns how many instructions were looked at."""
        if not self.runTo(self.base + self.image.symbols["wasm_entry"]):
            return 0
        registers = self.registers()
        with open(f"/proc/{self.pid}/maps") as maps:
            for line in maps:
                low, high = (int(n, 16) for n in line.split()[0].split("-"))
                if low <= registers["rsp"] < high:
                    self.stack = low - GUARD
        self.frames = [Frame(registers, self.word(registers["rsp"]))]
        isCall = True
        for count in range(most):
            registers = self.registers()
            at = registers["rip"] - self.base
            if not self.frames:
                return count
            if self.image.callable(at):
                if not self.callStub(at, registers, isCall):
                    return count
                continue
            if at not in self.image.text:
                raise Broken(f"control goes to {at:#x}")
            self.visited.add(at)
            instruction = self.decode(registers["rip"])
            if instruction is None or instruction.id == x86.X86_INS_INT3:
                return count  # It ends by a signal.
            self.judge(instruction, registers)
            isCall = instruction.id == x86.X86_INS_CALL
            if not self.go(STEP):
                return count
            if isCall:
                after = self.registers()
                if not self.image.callable(after["rip"] - self.base):
                    self.frames.append(
                        Frame(after, registers["rip"] + instruction.size))
            elif instruction.id == x86.X86_INS_RET:
                self.frames.pop()
        return most

    def callStub(self, at, registers, isCall):
        """Compiled code has left for the runtime. Returns whether it came back."""
        names = self.image.callable(at)
        if names & {"wrt_proc_exit", "wrt_throw", "_Unwind_Resume"}:
            return False
        back = self.word(registers["rsp"])
        if not isCall:
            self.judgeReturn(registers, back)
        if not self.runTo(back):
            return False
        if not isCall:
            self.frames.pop()
        return True

    def decode(self, address):
        # Code does not change while it runs.
        if address not in self.decoded:
            found = list(self.decoder.disasm(self.read(address, 16), address, 1))
            self.decoded[address] = found[0] if found else None
        return self.decoded[address]

    def judge(self, instruction, registers):
        kind = instruction.id
        if kind in (x86.X86_INS_SYSCALL, x86.X86_INS_SYSENTER, x86.X86_INS_INT):
            raise Broken("asks the kernel")
        if kind in (x86.X86_INS_LEA, x86.X86_INS_NOP, x86.X86_INS_UD0, x86.X86_INS_UD2) or \
                instruction.mnemonic == "ud1":
            return
        for operand in instruction.operands:
            if operand.type == x86.X86_OP_MEM:
                self.judgeAccess(self.addressOf(instruction, operand.mem, registers),
                                 operand.size, operand.access & capstone.CS_AC_WRITE)
        if kind in (x86.X86_INS_PUSH, x86.X86_INS_CALL):
            self.judgeAccess(registers["rsp"] - 8, 8, True)
        elif kind == x86.X86_INS_POP:
            self.judgeAccess(registers["rsp"], 8, False)
        elif kind == x86.X86_INS_RET:
            self.judgeReturn(registers, self.word(registers["rsp"]))

    def addressOf(self, instruction, memory, registers):
        def value(register):
            name = instruction.reg_name(register)
            if name in ("rip", "eip"):
                return instruction.address + instruction.size
            if name in registers:
                return registers[name]
            narrow = "r" + name[1:] if name[0] == "e" else name.rstrip("d")
            return registers[narrow] & 0xffffffff
        if memory.segment in (x86.X86_REG_FS, x86.X86_REG_GS):
            raise Broken("an access by a segment")
        address = memory.disp
        if memory.base and instruction.reg_name(memory.base) not in ("riz", "eiz"):
            address += value(memory.base)
        if memory.index and instruction.reg_name(memory.index) not in ("riz", "eiz"):
            address += value(memory.index) * memory.scale
        return address & (0xffffffff if instruction.addr_size == 4 else MASK)

    def judgeAccess(self, address, size, writes):
        end = address + size
        isLow = address < REACH or address > MASK - REACH
        if isLow:
            return
        if self.image.allows(address - self.base, end - self.base, writes):
            return
        frame = self.frames[-1]
        if self.stack <= address and end <= frame.pointer + ARGUMENTS:
            if not writes:
                return
            slots = [f.pointer for f in self.frames[:-1]]
            if end <= self.frames[0].pointer + 8 and \
                    not any(s < end and address < s + 8 for s in slots):
                return
            raise Broken(f"a store over another frame at {address:#x}")
        for place in self.image.memories:
            first, length = struct.unpack("<QQ", self.read(self.base + place, 16))
            last = first + (length if self.isChecked else RESERVATION)
            if first and first <= address and end <= last:
                return
        raise Broken(f"{'a store to' if writes else 'a load from'} {address:#x}")

    def judgeReturn(self, registers, back):
        frame = self.frames[-1]
        if back != frame.back:
            raise Broken("returns to another place")
        if not frame.pointer <= registers["rsp"] + ARGUMENTS <= frame.pointer + 2 * ARGUMENTS:
            raise Broken("returns with another stack pointer")
        if frame.saved != [registers[name] for name in SAVED]:
            raise Broken("returns with a saved register changed")
