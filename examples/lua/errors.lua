-- SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
--
-- Errors, which Lua's interpreter raises by longjmp and catches by setjmp.

local function show(...)
  local all = table.pack(...)
  for i = 1, all.n do
    all[i] = tostring(all[i])
  end
  print(table.concat(all, "  "))
end

show(pcall(error, "plain"))
show(pcall(error, { code = 3 }) == false, select(2, pcall(error, { code = 3 })).code)
show(pcall(function() local nothing; return nothing.field end))
show(pcall(function() return 1 < "2" end))
show(pcall(string.rep, "x", -1))
show(pcall(string.rep))
show(select("#", pcall(function() return 1, nil, 3 end)))

-- Within each other, and thrown again.
show(pcall(function()
  local ok, message = pcall(error, "inner", 0)
  error(message .. ", outer", 0)
end))
show(xpcall(function() error("handled", 0) end, function(message)
  return "(" .. message .. ")"
end))
show(xpcall(error, function() error("in the handler") end))

-- Through C: a comparison called by table.sort, a pattern's replacement.
show(pcall(table.sort, { 3, 1, 2 }, function() error("while sorting", 0) end))
show(pcall(string.gsub, "abc", "%w", function(c) if c == "b" then error("at " .. c, 0) end end))

-- A stack that runs out, of Lua's calls and of C's.
local function deep() return 1 + deep() end
local ok, message = pcall(deep)
show(ok, message:match("stack overflow"))
local nest = string.rep("(", 300) .. string.rep(")", 300)
show((load("return " .. nest)))

-- Coroutines have a longjmp each.
local routine = coroutine.create(function(x)
  local y = coroutine.yield(x + 1)
  local ok, message = pcall(function()
    coroutine.yield("within pcall")
    error("in a coroutine", 0)
  end)
  coroutine.yield(message)
  error("the end", 0)
end)
for i = 1, 6 do
  show(coroutine.resume(routine, i))
end
show(coroutine.close(coroutine.wrap and coroutine.create(function() end)))

-- What is to be closed is closed, whatever happens.
do
  local function guard(name)
    return setmetatable({}, { __close = function(_, why) show("close", name, why) end })
  end
  show(pcall(function()
    local a <close> = guard("a")
    local b <close> = guard("b")
    error("while guarded", 0)
  end))
end

local count = 0
for i = 1, 200000 do
  if not pcall(error, i) then
    count = count + 1
  end
end
show("caught", count)
