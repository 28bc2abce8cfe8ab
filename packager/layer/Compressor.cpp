// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/layer/Compressor.h"
#include <algorithm>
#include <zlib.h>
#include <zstd.h>

namespace wpack {

static Expected<std::string> gzip(std::string_view bytes) {
  z_stream stream = {};
  constexpr int gzipWindow = 15 + 16;
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, gzipWindow, 8,
                   Z_DEFAULT_STRATEGY) != Z_OK)
    return fail("cannot compress a layer: out of memory");
  gz_header header = {};
  header.os = 255; // Unknown: the field must not tell where it was made.
  deflateSetHeader(&stream, &header);

  std::string out;
  char buffer[64 << 10];
  size_t offset = 0;
  int result = Z_OK;
  while (result == Z_OK) {
    // zlib counts in 32 bits, so larger input goes in by pieces.
    size_t piece = std::min<size_t>(bytes.size() - offset, 1u << 30);
    stream.next_in =
        reinterpret_cast<Bytef *>(const_cast<char *>(bytes.data() + offset));
    stream.avail_in = uInt(piece);
    stream.next_out = reinterpret_cast<Bytef *>(buffer);
    stream.avail_out = sizeof buffer;
    bool last = offset + piece == bytes.size();
    result = deflate(&stream, last ? Z_FINISH : Z_NO_FLUSH);
    offset += piece - stream.avail_in;
    out.append(buffer, sizeof buffer - stream.avail_out);
  }
  deflateEnd(&stream);
  if (result != Z_STREAM_END)
    return fail("cannot compress a layer: zlib error ", result);
  return out;
}

static Expected<std::string> zstd(std::string_view bytes) {
  constexpr int level = 19;
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  size_t length =
      ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), level);
  if (ZSTD_isError(length))
    return fail("cannot compress a layer: ", ZSTD_getErrorName(length));
  out.resize(length);
  return out;
}

Expected<std::string> compress(std::string_view bytes, Compression how) {
  return how == Compression::Gzip ? gzip(bytes) : zstd(bytes);
}

Expected<std::string> inflateZlib(std::string_view bytes, size_t limit) {
  z_stream stream = {};
  if (inflateInit(&stream) != Z_OK)
    return fail("cannot decompress: out of memory");
  std::string out;
  char buffer[16 << 10];
  stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.data()));
  stream.avail_in = uInt(std::min<size_t>(bytes.size(), 1u << 30));
  int result = Z_OK;
  while (result == Z_OK && out.size() <= limit) {
    stream.next_out = reinterpret_cast<Bytef *>(buffer);
    stream.avail_out = sizeof buffer;
    result = inflate(&stream, Z_NO_FLUSH);
    out.append(buffer, sizeof buffer - stream.avail_out);
  }
  inflateEnd(&stream);
  if (out.size() > limit)
    return fail("decompresses to more than ", limit, " bytes");
  if (result != Z_STREAM_END)
    return fail("cannot decompress: zlib error ", result);
  return out;
}

} // namespace wpack
