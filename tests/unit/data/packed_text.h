// Text as zlib packs it.
#pragma once

#include <zlib.h>

#include <string>

namespace cae {

// `window`: 15 for a zlib stream, 31 for a gzip file, -15 for raw deflate.
inline std::string packed(const std::string& content, int window) {
  z_stream zlib = {};
  deflateInit2(&zlib, Z_DEFAULT_COMPRESSION, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY);
  std::string into(deflateBound(&zlib, content.size()), '\0');
  zlib.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
  zlib.avail_in = static_cast<uInt>(content.size());
  zlib.next_out = reinterpret_cast<Bytef*>(into.data());
  zlib.avail_out = static_cast<uInt>(into.size());
  deflate(&zlib, Z_FINISH);
  into.resize(zlib.total_out);
  deflateEnd(&zlib);
  return into;
}

inline std::string zipped(const std::string& content) {
  return packed(content, 15);
}
inline std::string gzipped(const std::string& content) {
  return packed(content, 31);
}
inline std::string deflated(const std::string& content) {
  return packed(content, -15);
}

}  // namespace cae
