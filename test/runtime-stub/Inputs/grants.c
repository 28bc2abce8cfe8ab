// Prints what it was granted: variables, directories with what is in them and
// whether a file can be made there, sockets, pages of memory it could get.
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <wasi/api.h>
extern char **environ;
static void directory(const char *name) {
  char path[300];
  printf("dir %s:", name);
  DIR *d = opendir(name);
  for (struct dirent *e; d && (e = readdir(d));)
    if (e->d_name[0] != '.')
      printf(" %s", e->d_name);
  snprintf(path, sizeof path, "%s/.new", name);
  int fd = open(path, O_CREAT | O_WRONLY, 0666);
  puts(fd < 0 ? " ro" : " rw");
  close(fd);
}
int main(int argc, char **argv) {
  for (char **v = environ; *v; ++v)
    printf("env %s\n", *v);
  __wasi_prestat_t prestat;
  __wasi_fdstat_t stat;
  char name[256];
  for (int fd = 3; __wasi_fd_fdstat_get(fd, &stat) == 0; ++fd)
    if (__wasi_fd_prestat_get(fd, &prestat) == 0) {
      __wasi_fd_prestat_dir_name(fd, (uint8_t *)name, sizeof name);
      name[prestat.u.dir.pr_name_len] = 0;
      directory(name);
    } else if (stat.fs_filetype == __WASI_FILETYPE_SOCKET_STREAM) {
      puts("socket");
    }
  if (argc > 1) {
    while (__builtin_wasm_memory_grow(0, 1) != (size_t)-1)
      ;
    printf("pages %zu\n", __builtin_wasm_memory_size(0));
  }
  puts("end");
}
