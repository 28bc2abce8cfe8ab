// A server for HTTP/1.0 on every socket it finds: one wait for all sockets, all
// clients and a clock. GET /NAME is answered with NAME and the number of the
// request, /ticks with how often the clock ran out, /stop ends the server.
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <wasi/api.h>

enum { most = 64 };
static struct pollfd watched[most];
static char requests[most][1024];
static size_t used[most];
static int count, listeners, served, ticks;

static void watch(int fd) {
  watched[count] = (struct pollfd){.fd = fd, .events = POLLRDNORM};
  used[count++] = 0;
}

static void drop(int i) {
  close(watched[i].fd);
  --count;
  watched[i] = watched[count];
  memcpy(requests[i], requests[count], used[i] = used[count]);
}

static int answer(int fd, const char *request) {
  char name[64] = "", body[128], reply[256];
  sscanf(request, "GET /%63[^ ]", name);
  if (!strcmp(name, "ticks"))
    snprintf(body, sizeof body, "%s\n", ticks ? "ticked" : "did not tick");
  else
    snprintf(body, sizeof body, "%s %d\n", name, ++served);
  int size = snprintf(reply, sizeof reply, "HTTP/1.0 200 OK\r\nContent-Length: %zu\r\n\r\n%s", strlen(body), body);
  if (send(fd, reply, size, 0) != size)
    perror("send");
  shutdown(fd, SHUT_RDWR);
  return strcmp(name, "stop") != 0;
}

int main(void) {
  __wasi_fdstat_t stat;
  for (int fd = 3; __wasi_fd_fdstat_get(fd, &stat) == 0; ++fd)
    if (stat.fs_filetype == __WASI_FILETYPE_SOCKET_STREAM && stat.fs_flags & __WASI_FDFLAGS_NONBLOCK)
      watch(fd);
  listeners = count;
  if (!listeners) {
    puts("no socket");
    return 1;
  }
  for (;;) {
    int ready = poll(watched, count, 50);
    if (ready < 0) {
      perror("poll");
      return 1;
    }
    ticks += ready == 0;
    for (int i = count; i-- > 0;) {
      if (!watched[i].revents)
        continue;
      if (i < listeners) {
        int client;
        while (count < most && (client = accept4(watched[i].fd, 0, 0, SOCK_NONBLOCK)) >= 0)
          watch(client);
        continue;
      }
      ssize_t got = recv(watched[i].fd, requests[i] + used[i], sizeof requests[i] - used[i] - 1, 0);
      if (got > 0) {
        used[i] += got;
        requests[i][used[i]] = 0;
        if (!strstr(requests[i], "\r\n\r\n"))
          continue;
        if (!answer(watched[i].fd, requests[i]))
          return 0;
      }
      drop(i);
    }
  }
}
