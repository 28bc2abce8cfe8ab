// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   host IN.ppm OUT.ppm FILTER.so...
//
// Sends a picture through filters that it knows nothing about. One that fails
// is named, and the picture goes on to the next as it was before.

#include "filter.api.h"
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct Picture {
  int width, height;
  size_t bytes;
  unsigned char *pixels;
};

/// The functions of a filter's library, with the types of its header.
struct Library {
  __typeof__(&filter_api_instantiate_by_name) instantiate;
  __typeof__(&filter_api_type_of) typeOf;
  __typeof__(&filter_api_delete) delete;
  __typeof__(&filter_api_at) at;
  __typeof__(&filter_api_reserve) reserve;
  __typeof__(&filter_api_apply) apply;
};

static int fail(const char *what, const char *why) {
  fprintf(stderr, "host: %s: %s\n", what, why);
  return 1;
}

static int readPicture(const char *name, struct Picture *picture) {
  FILE *file = fopen(name, "rb");
  if (!file)
    return fail(name, "cannot be opened");
  int isRead =
      fscanf(file, "P6 %d %d 255", &picture->width, &picture->height) == 2 &&
      fgetc(file) == '\n' && picture->width > 0 && picture->height > 0 &&
      picture->width <= 16384 && picture->height <= 16384;
  if (isRead) {
    picture->bytes = 3 * (size_t)picture->width * (size_t)picture->height;
    picture->pixels = malloc(picture->bytes);
    isRead = picture->pixels &&
             fread(picture->pixels, 1, picture->bytes, file) == picture->bytes;
  }
  fclose(file);
  return isRead
             ? 0
             : fail(name, "is no picture in the format P6, of 8 bits a colour");
}

static int writePicture(const char *name, const struct Picture *picture) {
  FILE *file = fopen(name, "wb");
  if (!file)
    return fail(name, "cannot be made");
  fprintf(file, "P6\n%d %d\n255\n", picture->width, picture->height);
  fwrite(picture->pixels, 1, picture->bytes, file);
  return fclose(file) ? fail(name, "cannot be written") : 0;
}

static void showProgress(void *context, int32_t percent) {
  if (percent == 100)
    printf("%s: done\n", (const char *)context);
}

/// The only function that filters get.
static wasmc_function find(void *context, const char *module, const char *name,
                           const char *type) {
  (void)context;
  int isProgress = !strcmp(module, "host") && !strcmp(name, "progress") &&
                   !strcmp(type, "[i32] -> []");
  return isProgress ? (wasmc_function)showProgress : 0;
}

/// Finds the library's functions.
static int load(const char *name, struct Library *library) {
  void *handle = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  if (!handle)
    return fail(name, dlerror());
  void **functions[] = {
      (void **)&library->instantiate, (void **)&library->typeOf,
      (void **)&library->delete,      (void **)&library->at,
      (void **)&library->reserve,     (void **)&library->apply};
  const char *const names[] = {
      "instantiate_by_name", "type_of", "delete", "at", "reserve", "apply"};
  for (int i = 0; i < 6; ++i) {
    char symbol[64];
    snprintf(symbol, sizeof(symbol), "filter_api_%s", names[i]);
    if (!(*functions[i] = dlsym(handle, symbol)))
      return fail(name, dlerror());
  }
  const char *apply = library->typeOf("apply"),
             *reserve = library->typeOf("reserve");
  if (!apply || !reserve || strcmp(apply, "[i32 i32] -> [i32]") ||
      strcmp(reserve, "[i32] -> [i32]"))
    return fail(name, "is no filter: its functions are of other types");
  return 0;
}

/// Lets an instance of a filter work on a copy of the picture, and takes that
/// if all went well. Nothing a filter answers is believed: _at says if there is
/// such memory.
static int run(const struct Library *library, filter_api *filter,
               struct Picture *picture) {
  int32_t address, answer;
  int error = library->reserve(filter, (int32_t)picture->bytes, &address);
  if (error)
    return error;
  void *pixels = library->at(filter, (uint32_t)address, picture->bytes);
  if (!pixels)
    return WASMC_NO_MEMORY;
  memcpy(pixels, picture->pixels, picture->bytes);
  error = library->apply(filter, picture->width, picture->height, &answer);
  if (error)
    return error;
  if (answer)
    return WASMC_HOST_FAILED;
  memcpy(picture->pixels, pixels, picture->bytes);
  return 0;
}

static int applyFilter(const char *name, struct Picture *picture) {
  struct Library library;
  if (load(name, &library))
    return 1;
  const char *base = strrchr(name, '/') ? strrchr(name, '/') + 1 : name;
  const wasmc_limits limits = {
      .max_memory = 1 << 30, .max_stack = 256 << 10, .timeout = 500000000};
  filter_api *filter;
  int error = library.instantiate(&filter, find, (void *)base, &limits);
  if (!error) {
    error = run(&library, filter, picture);
    library.delete(filter);
  }
  return error ? fail(base, wasmc_error_text(error)) : 0;
}

int main(int count, char **arguments) {
  if (count < 4)
    return fail("usage", "host IN.ppm OUT.ppm FILTER.so...");
  struct Picture picture = {0};
  if (readPicture(arguments[1], &picture))
    return 1;
  int failed = 0;
  for (int i = 3; i < count; ++i)
    failed |= applyFilter(arguments[i], &picture);
  return writePicture(arguments[2], &picture) || failed;
}
