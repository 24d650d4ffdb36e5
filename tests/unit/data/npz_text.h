// NPZ files made by hand.
#pragma once

#include <zlib.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "framework/data/npy.h"
#include "tests/unit/data/packed_text.h"

namespace cae {

inline std::string little_endian_text(std::uint64_t value, int width) {
  std::string text;
  for (int i = 0; i < width; ++i, value >>= 8) text += static_cast<char>(value & 0xFF);
  return text;
}

// Deflated members with these names and contents.
inline std::string zip_text(const std::vector<std::pair<std::string, std::string>>& members) {
  std::string content, directory;
  for (const auto& [name, bytes] : members) {
    const std::string data = deflated(bytes);
    const auto sum = crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
    // Version, flags, method, time, date; checksum, sizes, length of the name, no extra field.
    const std::string shared =
        little_endian_text(20, 2) + little_endian_text(0, 2) + little_endian_text(8, 2) +
        little_endian_text(0, 4) + little_endian_text(sum, 4) + little_endian_text(data.size(), 4) +
        little_endian_text(bytes.size(), 4) + little_endian_text(name.size(), 2) + little_endian_text(0, 2);
    directory += "PK\x01\x02" + little_endian_text(20, 2) + shared + little_endian_text(0, 10) +
                 little_endian_text(content.size(), 4) + name;
    content += "PK\x03\x04" + shared + name + data;
  }
  return content + directory + "PK\x05\x06" + little_endian_text(0, 4) +
         little_endian_text(members.size(), 2) + little_endian_text(members.size(), 2) +
         little_endian_text(directory.size(), 4) + little_endian_text(content.size(), 4) +
         little_endian_text(0, 2);
}

inline std::string npz_text(const std::vector<std::pair<std::string, Array>>& arrays) {
  std::vector<std::pair<std::string, std::string>> members;
  for (const auto& [name, array] : arrays) members.emplace_back(name + ".npy", serialize_npy(array));
  return zip_text(members);
}

}  // namespace cae
