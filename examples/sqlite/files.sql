-- SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
--
-- What a Debian machine has installed: reads files.tsv (package, path) into a
-- new database files.db, asks it some questions, changes it and checks it.

.open files.db
.bail on

create table file(package text not null, path text not null);
.mode tabs
.import files.tsv file
.mode list
select count(*), count(distinct package), sum(length(path)) from file;

create table package(id integer primary key, name text unique not null);
insert into package(name) select distinct package from file order by package;
create table entry(
  id integer primary key,
  package integer not null references package,
  directory text not null,
  name text not null);
insert into entry(package, directory, name)
  select package.id,
         rtrim(path, replace(path, '/', '')),
         replace(path, rtrim(path, replace(path, '/', '')), '')
  from file join package on package.name = file.package
  order by package.id, path;
drop table file;
create index entryName on entry(name);
create index entryDirectory on entry(directory, name);

.print packages with most entries
select package.name, count(*) as entries
  from entry join package on package.id = entry.package
  group by package.id order by entries desc, package.name limit 10;

.print suffixes
with suffixed as (
  select lower(replace(name, rtrim(name, replace(name, '.', '')), '')) as suffix,
         length(name) as size
  from entry where name like '%_.%')
select suffix, count(*) as n, round(avg(size), 4), max(size)
  from suffixed group by suffix order by n desc, suffix limit 15;

.print directories shared by most packages
select directory, count(distinct package) as packages
  from entry group by directory order by packages desc, directory limit 10;

.print names found in most directories
select name, n, rank() over (order by n desc) from (
  select name, count(*) as n from entry group by name
  having n > 1 order by n desc, name limit 10);

.print depths
with recursive depth(id, left, n) as (
  select id, directory, 0 from entry where id % 7 = 0
  union all
  select id, substr(left, instr(substr(left, 2), '/') + 1), n + 1
    from depth where length(left) > 1)
select n, count(*) from (select id, max(n) as n from depth group by id)
  group by n order by n;

.print arithmetic
with recursive series(i, x) as (
  select 1, 0.5 union all
  select i + 1, 3.7 * x * (1 - x) from series where i < 200000)
select count(*), printf('%.12f', avg(x)), printf('%.12f', sum(sqrt(i) * x))
  from series;

begin;
update entry set name = upper(name) where package % 3 = 0;
delete from entry where package % 5 = 0;
commit;
vacuum;
select count(*), sum(unicode(name)) from entry;
pragma integrity_check;
