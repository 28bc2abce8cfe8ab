// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An HTTP/1.1 server on the sockets it was granted: one thread, one wait for
// all connections, which stay open between requests.
//
//   GET /            a greeting: $GREETING, or "hello"
//   GET /healthz     for probes
//   GET /files/NAME  a file of the granted directory /data
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wasi/api.h>

enum { maxConnections = 256, maxRequest = 4096, maxFile = 1 << 20 };

struct connection {
  char request[maxRequest + 1];
  size_t used;
};

static struct pollfd watched[maxConnections];
static struct connection *connections[maxConnections];
static int count, listeners;

static void watch(int fd) {
  watched[count] = (struct pollfd){.fd = fd, .events = POLLIN};
  connections[count] = calloc(1, sizeof(struct connection));
  if (connections[count])
    ++count;
  else
    close(fd);
}

static void drop(int i) {
  close(watched[i].fd);
  free(connections[i]);
  watched[i] = watched[--count];
  connections[i] = connections[count];
}

static int sendAll(int fd, const char *bytes, size_t size) {
  while (size) {
    ssize_t sent = send(fd, bytes, size, 0);
    if (sent < 0 && errno == EAGAIN) {
      struct pollfd one = {.fd = fd, .events = POLLOUT};
      if (poll(&one, 1, 10000) == 1)
        continue;
    }
    if (sent <= 0)
      return 0;
    bytes += sent;
    size -= (size_t)sent;
  }
  return 1;
}

static int answer(int fd, const char *status, const char *body, size_t size) {
  char head[160];
  int length = snprintf(head, sizeof head,
                        "HTTP/1.1 %s\r\nContent-Type: text/plain\r\n"
                        "Content-Length: %zu\r\nConnection: keep-alive\r\n\r\n",
                        status, size);
  return sendAll(fd, head, (size_t)length) && sendAll(fd, body, size);
}

static int answerText(int fd, const char *status, const char *body) {
  return answer(fd, status, body, strlen(body));
}

static int answerFile(int fd, const char *name) {
  static char content[maxFile];
  char path[256];
  // What lies outside of /data cannot be reached by any name.
  snprintf(path, sizeof path, "/data/%s", name);
  int file = open(path, O_RDONLY);
  struct stat info;
  if (file < 0 || fstat(file, &info) != 0 || !S_ISREG(info.st_mode)) {
    if (file >= 0)
      close(file);
    return answerText(fd, "404 Not Found", "no such file\n");
  }
  size_t size = 0;
  ssize_t got;
  while (size < maxFile &&
         (got = read(file, content + size, maxFile - size)) > 0)
    size += (size_t)got;
  close(file);
  return answer(fd, "200 OK", content, size);
}

/// Answers one request; 0 means that the connection is to be closed.
static int serve(int fd, const char *request) {
  char path[200] = "", greeting[300];
  if (sscanf(request, "GET %199s HTTP/1", path) != 1) {
    answerText(fd, "405 Method Not Allowed", "only GET\n");
    return 0;
  }
  if (!strcmp(path, "/healthz"))
    return answerText(fd, "200 OK", "ok\n");
  if (!strncmp(path, "/files/", 7))
    return answerFile(fd, path + 7);
  if (strcmp(path, "/"))
    return answerText(fd, "404 Not Found", "not here\n");
  const char *word = getenv("GREETING");
  snprintf(greeting, sizeof greeting, "%s\n", word ? word : "hello");
  return answerText(fd, "200 OK", greeting);
}

/// Reads what has come and answers each whole request in it.
static int receive(int fd, struct connection *from) {
  ssize_t got =
      recv(fd, from->request + from->used, maxRequest - from->used, 0);
  if (got <= 0)
    return got < 0 && errno == EAGAIN;
  from->used += (size_t)got;
  from->request[from->used] = 0;
  char *end;
  while ((end = strstr(from->request, "\r\n\r\n"))) {
    *end = 0;
    int isLast = strstr(from->request, "Connection: close") != NULL ||
                 (strstr(from->request, "HTTP/1.0") &&
                  !strstr(from->request, "Keep-Alive"));
    if (!serve(fd, from->request) || isLast)
      return 0;
    from->used -= (size_t)(end + 4 - from->request);
    memmove(from->request, end + 4, from->used + 1);
  }
  return from->used < maxRequest;
}

int main(void) {
  __wasi_fdstat_t stat;
  for (int fd = 3; __wasi_fd_fdstat_get((__wasi_fd_t)fd, &stat) == 0; ++fd)
    if (stat.fs_filetype == __WASI_FILETYPE_SOCKET_STREAM)
      watch(fd);
  listeners = count;
  if (!listeners) {
    fputs("no socket was granted: --tcp-listen 0.0.0.0:8080\n", stderr);
    return 1;
  }
  while (poll(watched, (nfds_t)count, -1) > 0)
    for (int i = count; i-- > 0;) {
      if (!watched[i].revents)
        continue;
      if (i >= listeners) {
        if (!receive(watched[i].fd, connections[i]))
          drop(i);
        continue;
      }
      int client;
      while (count < maxConnections &&
             (client = accept4(watched[i].fd, NULL, NULL, SOCK_NONBLOCK)) >= 0)
        watch(client);
    }
  perror("poll");
  return 1;
}
