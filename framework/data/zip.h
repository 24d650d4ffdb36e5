// The directory and the members of a zip archive: stored and deflated ones, of an archive in one part below 4
// GiB. Source: PKWARE's APPNOTE.TXT. zip64, encryption and other methods are refused by name; sizes and
// CRC-32 are checked.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "framework/base/result.h"
#include "framework/data/byte_stream.h"
#include "framework/data/input_file.h"

namespace cae {

struct ZipMember {
  std::string name = {};
  int flags = 0;
  int method = 0;  // 0 stored, 8 deflated
  std::uint32_t checksum = 0;
  std::uint64_t compressed = 0;  // bytes
  std::uint64_t size = 0;        // bytes when unpacked
  std::uint64_t header = 0;      // the place of the member's own header in the file
};

// Of every member, in the order of the directory; the names differ.
Result<std::vector<ZipMember>> read_zip_directory(const InputFile& file);
// The member's bytes, named "x.npz/images.npy" in diagnostics; its checksum is compared when all have been
// read.
Result<std::unique_ptr<ByteStream>> open_zip_member(InputFile file, const ZipMember& member);

}  // namespace cae
