// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// SQLite: a database in memory filled, indexed, asked and changed.

#include "sqlite3.h"
#include <stdio.h>

static int print(void *context, int count, char **values, char **names) {
  (void)context, (void)names;
  for (int i = 0; i < count; ++i)
    printf("%s%c", values[i] ? values[i] : "null", i + 1 < count ? '|' : '\n');
  return 0;
}

int main(void) {
  static const char *const statements[] = {
      "create table item(id integer primary key, name text, price real)",
      "with recursive n(x) as (select 1 union all select x + 1 from n "
      "where x < 120000) insert into item "
      "select x, 'item ' || (x * 7919 % 10007), x % 997 * 0.25 from n",
      "create index byName on item(name)",
      "select count(*), sum(id), avg(price) from item where name like '%9%'",
      "select name, count(*), max(price) from item group by name "
      "order by 2 desc, 1 limit 3",
      "select count(*) from item a join item b on a.name = b.name "
      "where a.id < 6000",
      "update item set price = price * 1.1 where id % 3 = 0",
      "delete from item where name in "
      "(select name from item order by price desc limit 2000)",
      "select count(*), sum(length(name)), round(sum(price), 2) from item",
  };
  sqlite3 *database;
  if (sqlite3_open(":memory:", &database))
    return 1;
  for (unsigned i = 0; i < sizeof statements / sizeof *statements; ++i)
    if (sqlite3_exec(database, statements[i], print, 0, 0)) {
      fprintf(stderr, "%s\n", sqlite3_errmsg(database));
      return 1;
    }
  return sqlite3_close(database);
}
