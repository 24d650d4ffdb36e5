// Safetensors files: named arrays with text metadata; used for weights, checkpoints and probes.
// Source: the format section of huggingface/safetensors. All of its rules are checked before anything is
// used: header length, JSON depth, duplicate names, types, shape times type against the range, ranges without
// gap or overlap.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "framework/base/result.h"
#include "framework/data/array.h"

namespace cae {

struct Tensor {
  std::string name = {};
  Array values = {};
};

struct TensorFile {
  std::vector<Tensor> tensors = {};                  // as read: in the order of their bytes
  std::map<std::string, std::string> metadata = {};  // "__metadata__"
  bool checked = false;  // as read: it came with a checksum over all its bytes, which was right

  const Tensor* find(std::string_view name) const;  // nullptr if there is none
};

// A file that was written with a checksum is refused (E515) where a byte of it has changed since.
Result<TensorFile> read_safetensors(const std::string& path);
// The same from memory; `file` is the name that a diagnostic shows.
Result<TensorFile> parse_safetensors(std::string_view content, const std::string& file);

// Atomically. The same tensors and metadata give the same bytes: widest types first, then by name; names must
// differ.
Status write_safetensors(const std::string& path, const TensorFile& content);
std::string serialize_safetensors(const TensorFile& content);
// The same with the SHA-256 of the whole file in its metadata, computed with zeros in place of the checksum.
// Other readers ignore it.
std::string serialize_with_checksum(TensorFile content);

}  // namespace cae
