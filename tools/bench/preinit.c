// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A Lua interpreter with a library of its own and a table to look things up in:
// made when first needed, or at build time by --preinit=prepare.

#include "lauxlib.h"
#include "lua.h"
#include "lualib.h"
#include <stdio.h>

static const char library[] =
    "words = {}\n"
    "for i = 1, 20000 do words['word' .. i] = (i * 7919) % 10007 end\n"
    "function lookUp(word) return words[word] or 0 end\n";

static lua_State *state;

__attribute__((export_name("prepare"))) void prepare(void) {
  state = luaL_newstate();
  luaL_openlibs(state);
  if (luaL_dostring(state, library))
    __builtin_trap();
}

int main(void) {
  if (!state)
    prepare();
  if (luaL_dostring(state, "return lookUp('word12345')"))
    return 1;
  printf("%lld\n", (long long)lua_tointeger(state, -1));
  return 0;
}
