// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An HTTP filter for Envoy, and Istio's WasmPlugin, by the ABI of proxy-wasm
// 0.2.1 alone, without an SDK. Its configuration is
//
//   {"deny": "/internal"}
//
// Requests for paths that begin so are answered with 403, all others go on with
// a header that tells the server behind that they were looked at.
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define HOST(name)                                                             \
  __attribute__((import_module("env"), import_name(#name))) uint32_t name
#define EXPORT(name) __attribute__((export_name(#name))) name

enum { success = 0 };
enum { logInfo = 2, logError = 4 };
enum { goOn = 0, pause = 1 };
enum { pluginConfiguration = 7 };
enum { requestHeaders = 0 };
enum { noGrpcStatus = -1 };

HOST(proxy_log)(uint32_t level, const char *text, size_t size);
HOST(proxy_get_buffer_bytes)(uint32_t buffer, size_t start, size_t size,
                             char **bytes, size_t *got);
HOST(proxy_get_header_map_value)(uint32_t map, const char *key, size_t keySize,
                                 char **value, size_t *size);
HOST(proxy_replace_header_map_value)(uint32_t map, const char *key,
                                     size_t keySize, const char *value,
                                     size_t size);
HOST(proxy_send_local_response)(uint32_t status, const char *details,
                                size_t detailsSize, const char *body,
                                size_t bodySize, const char *headers,
                                size_t headersSize, int32_t grpcStatus);

/// One use of the filter in the proxy's configuration. An instance may serve
/// several, and a use streams beyond number.
struct plugin {
  uint32_t id;
  char *deny;
  struct plugin *next;
};

/// A request and its response.
struct stream {
  uint32_t id;
  struct plugin *plugin;
  struct stream *next;
};

static struct plugin *plugins;
static struct stream *streams;

static void report(uint32_t level, const char *text) {
  proxy_log(level, text, strlen(text));
}

static struct plugin *findPlugin(uint32_t id) {
  struct plugin *plugin = plugins;
  while (plugin && plugin->id != id)
    plugin = plugin->next;
  return plugin;
}

static struct stream *findStream(uint32_t id) {
  struct stream *stream = streams;
  while (stream && stream->id != id)
    stream = stream->next;
  return stream;
}

/// Past the token, and spaces before it; null stays null.
static char *expect(char *at, const char *token) {
  if (!at)
    return NULL;
  at += strspn(at, " \t\r\n");
  size_t size = strlen(token);
  return strncmp(at, token, size) == 0 ? at + size : NULL;
}

/// The prefix, in place; null if the text is anything else.
static char *parse(char *text) {
  char *deny = expect(expect(expect(expect(text, "{"), "\"deny\""), ":"), "\"");
  if (!deny)
    return NULL;
  size_t size = strcspn(deny, "\"\\");
  char *end = expect(expect(deny + size, "\""), "}");
  // An empty prefix would deny everything: more likely a mistake than a wish.
  if (!size || !end || *expect(end, ""))
    return NULL;
  deny[size] = 0;
  return deny;
}

/// Only says which ABI the module is made for.
void EXPORT(proxy_abi_version_0_2_1)(void) {}

/// Where the proxy puts what it hands over: the filter frees it.
void *EXPORT(proxy_on_memory_allocate)(size_t size) { return malloc(size); }

void EXPORT(proxy_on_context_create)(uint32_t id, uint32_t parent) {
  if (!parent) {
    struct plugin *plugin = calloc(1, sizeof *plugin);
    if (!plugin)
      abort();
    *plugin = (struct plugin){.id = id, .next = plugins};
    plugins = plugin;
    return;
  }
  struct stream *stream = calloc(1, sizeof *stream);
  if (!stream)
    abort();
  *stream = (struct stream){id, findPlugin(parent), streams};
  streams = stream;
}

bool EXPORT(proxy_on_configure)(uint32_t id, size_t size) {
  struct plugin *plugin = findPlugin(id);
  char *bytes = NULL;
  size_t got = 0;
  if (!plugin || proxy_get_buffer_bytes(pluginConfiguration, 0, size, &bytes,
                                        &got) != success)
    return false;
  char *text = strndup(bytes ? bytes : "", got);
  free(bytes);
  char *deny = text ? parse(text) : NULL;
  if (deny) {
    free(plugin->deny);
    plugin->deny = strdup(deny);
    report(logInfo, "configured");
  } else {
    report(logError, "the configuration is not {\"deny\": \"/prefix\"}");
  }
  free(text);
  return deny && plugin->deny;
}

/// Whether to refuse the request. One without a path is: what cannot be looked
/// at must not pass.
static bool isDenied(const char *deny) {
  char *path = NULL;
  size_t size = 0;
  if (proxy_get_header_map_value(requestHeaders, ":path", strlen(":path"),
                                 &path, &size) != success)
    return true;
  size_t prefix = strlen(deny);
  bool denied = size >= prefix && memcmp(path, deny, prefix) == 0;
  free(path);
  return denied;
}

uint32_t EXPORT(proxy_on_request_headers)(uint32_t id, uint32_t count,
                                          uint32_t isEnd) {
  (void)count;
  (void)isEnd;
  static const char body[] = "denied by the filter\n";
  static const char key[] = "x-filtered", value[] = "1";
  struct stream *stream = findStream(id);
  if (stream && stream->plugin && stream->plugin->deny &&
      !isDenied(stream->plugin->deny)) {
    // Replaced, not added: a client may have sent one of its own.
    proxy_replace_header_map_value(requestHeaders, key, strlen(key), value,
                                   strlen(value));
    return goOn;
  }
  proxy_send_local_response(403, NULL, 0, body, strlen(body), NULL, 0,
                            noGrpcStatus);
  return pause;
}

bool EXPORT(proxy_on_done)(uint32_t id) {
  (void)id;
  return true;
}

void EXPORT(proxy_on_delete)(uint32_t id) {
  for (struct stream **at = &streams; *at; at = &(*at)->next) {
    if ((*at)->id != id)
      continue;
    struct stream *gone = *at;
    *at = gone->next;
    free(gone);
    return;
  }
  for (struct plugin **at = &plugins; *at; at = &(*at)->next) {
    if ((*at)->id != id)
      continue;
    struct plugin *gone = *at;
    *at = gone->next;
    free(gone->deny);
    free(gone);
    return;
  }
}
