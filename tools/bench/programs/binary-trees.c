// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Trees made, walked and freed: allocation and pointers.

#include <stdio.h>
#include <stdlib.h>

struct Node {
  struct Node *left, *right;
};

static struct Node *make(int depth) {
  struct Node *node = malloc(sizeof *node);
  node->left = depth ? make(depth - 1) : 0;
  node->right = depth ? make(depth - 1) : 0;
  return node;
}

static int count(const struct Node *node) {
  return node ? 1 + count(node->left) + count(node->right) : 0;
}

static void destroy(struct Node *node) {
  if (!node)
    return;
  destroy(node->left);
  destroy(node->right);
  free(node);
}

int main(void) {
  long sum = 0;
  struct Node *kept = make(17);
  for (int depth = 4; depth <= 16; depth += 2)
    for (int i = 0; i < 1 << (20 - depth); ++i) {
      struct Node *tree = make(depth);
      sum += count(tree);
      destroy(tree);
    }
  printf("%ld %d\n", sum, count(kept));
}
