// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Merge sort of a linked list.

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct Node {
  struct Node *next;
  uint32_t key;
};

static struct Node *merge(struct Node *a, struct Node *b) {
  struct Node head, *last = &head;
  while (a && b) {
    struct Node **less = a->key <= b->key ? &a : &b;
    last = last->next = *less;
    *less = (*less)->next;
  }
  last->next = a ? a : b;
  return head.next;
}

static struct Node *sort(struct Node *list, uint32_t length) {
  if (length == 1) {
    list->next = 0;
    return list;
  }
  struct Node *half = list;
  for (uint32_t i = 0; i < length / 2; ++i)
    half = half->next;
  struct Node *right = sort(half, length - length / 2);
  return merge(sort(list, length / 2), right);
}

int main(void) {
  enum { length = 300000 };
  struct Node *nodes = malloc(length * sizeof *nodes);
  uint32_t random = 7, sum = 0;
  for (int round = 0; round < 6; ++round) {
    for (uint32_t i = 0; i < length; ++i) {
      random = random * 1664525 + 1013904223;
      nodes[i].key = random >> 4;
      nodes[i].next = i + 1 < length ? &nodes[i + 1] : 0;
    }
    uint32_t place = 0;
    for (struct Node *n = sort(nodes, length); n; n = n->next)
      sum += n->key * ++place;
  }
  printf("%08x\n", sum);
}
