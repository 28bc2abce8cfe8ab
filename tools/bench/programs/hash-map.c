// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A chained hash map of words that grows.

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct Entry {
  struct Entry *next;
  uint32_t hash, count;
  char key[];
};
static struct Entry **buckets;
static uint32_t size = 16, used;

static void grow(void) {
  struct Entry **old = buckets;
  uint32_t oldSize = size;
  size *= 2;
  buckets = calloc(size, sizeof *buckets);
  for (uint32_t i = 0; i < oldSize; ++i)
    for (struct Entry *entry = old[i], *next; entry; entry = next) {
      next = entry->next;
      entry->next = buckets[entry->hash & (size - 1)];
      buckets[entry->hash & (size - 1)] = entry;
    }
  free(old);
}

static struct Entry *find(const char *key) {
  uint32_t hash = 2166136261u;
  for (const char *c = key; *c; ++c)
    hash = (hash ^ (uint8_t)*c) * 16777619u;
  for (struct Entry *e = buckets[hash & (size - 1)]; e; e = e->next)
    if (e->hash == hash && !strcmp(e->key, key))
      return e;
  if (++used > size)
    grow();
  size_t length = strlen(key) + 1;
  struct Entry *entry = malloc(sizeof *entry + length);
  memcpy(entry->key, key, length);
  entry->hash = hash;
  entry->count = 0;
  entry->next = buckets[hash & (size - 1)];
  return buckets[hash & (size - 1)] = entry;
}

int main(void) {
  buckets = calloc(size, sizeof *buckets);
  uint32_t random = 1, most = 0;
  for (int i = 0; i < 4000000; ++i) {
    random = random * 1664525 + 1013904223;
    char key[16];
    uint32_t n = (random >> 8) % (random >> 31 ? 3000 : 200000);
    int at = 0;
    do
      key[at++] = (char)('a' + n % 26);
    while (n /= 26);
    key[at] = 0;
    uint32_t count = ++find(key)->count;
    most = count > most ? count : most;
  }
  printf("%u %u\n", used, most);
}
