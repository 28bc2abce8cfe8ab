// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A document in JSON parsed, recursively, and summed up.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *at;
static double sum;
static unsigned strings, depth, deepest;

static int isDigit(char c) { return (unsigned)(c - '0') < 10; }
static int isSpace(char c) { return c == ' ' || (unsigned)(c - '\t') < 5; }

static void skip(void) {
  while (isSpace(*at))
    ++at;
}

static void string(void) {
  for (++at; *at != '"'; ++at)
    at += *at == '\\';
  ++at;
  ++strings;
}

static void number(void) {
  double result = 0, unit = 1;
  int isNegative = *at == '-';
  for (at += isNegative; isDigit(*at); ++at)
    result = result * 10 + (*at - '0');
  if (*at == '.')
    for (++at; isDigit(*at); ++at)
      result += (*at - '0') * (unit *= 0.1);
  sum += isNegative ? -result : result;
}

static void value(void) {
  skip();
  if (*at == '"') {
    string();
  } else if (*at == '{' || *at == '[') {
    char end = *at == '{' ? '}' : ']';
    deepest = ++depth > deepest ? depth : deepest;
    for (++at, skip(); *at != end; skip()) {
      if (end == '}')
        string(), skip(), ++at;
      value();
      skip();
      at += *at == ',';
    }
    ++at;
    --depth;
  } else if (*at == '-' || isDigit(*at)) {
    number();
  } else {
    at += *at == 'f' ? 5 : 4;
  }
}

static char *make(char *out, int depth, unsigned *random) {
  *random = *random * 1664525 + 1013904223;
  unsigned kind = *random >> 29;
  if (depth == 0 || kind < 3)
    return out + (kind & 1 ? sprintf(out, "%.3f", (*random >> 8) / 1000.0)
                           : sprintf(out, "\"s%x\\n\"", *random >> 10));
  int isObject = kind & 1;
  *out++ = isObject ? '{' : '[';
  for (int i = 0; i < 5; ++i) {
    if (i)
      *out++ = ',', *out++ = ' ';
    if (isObject)
      out += sprintf(out, "\"key%d\": ", i);
    out = make(out, depth - 1, random);
  }
  *out++ = isObject ? '}' : ']';
  *out = 0;
  return out;
}

int main(void) {
  char *text = malloc(16 << 20), *out = text;
  unsigned random = 3;
  *out++ = '[';
  while (out - text < 1 << 20) {
    if (out > text + 1)
      *out++ = ',';
    out = make(out, 7, &random);
  }
  strcpy(out, "]");
  for (int round = 0; round < 90; ++round) {
    at = text;
    value();
  }
  printf("%.3f %u %u\n", sum, strings, deepest);
}
