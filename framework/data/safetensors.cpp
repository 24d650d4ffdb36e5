#include "framework/data/safetensors.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "framework/base/catalogue/checkpoint.h"
#include "framework/base/files.h"
#include "framework/base/sha256.h"
#include "framework/data/safetensors_header.h"

namespace cae {
namespace {

constexpr std::uint64_t longest_tensors_header = 100'000'000;  // the limit of the format's own reader

constexpr const char* checksum_key = "cae_lab_sha256";
constexpr std::size_t checksum_digits = 64;

// Where the digits of the checksum are in a whole file. Inside another text of the header the key's quotes
// would be escaped, so the first match is the key itself.
std::size_t place_of_checksum(std::string_view content) {
  const std::string before = "\"" + std::string(checksum_key) + "\":\"";
  const std::size_t found = content.find(before);
  return found == std::string_view::npos ? found : found + before.size();
}

// The checksum of the whole file, with zeros for the digits at `place`.
std::string checksum_of(std::string_view content, std::size_t place) {
  Sha256 sum;
  sum.add(content.substr(0, place));
  sum.add(std::string(checksum_digits, '0'));
  sum.add(content.substr(place + checksum_digits));
  return sum.finish();
}

bool has_right_checksum(std::string_view content, const std::string& checksum) {
  const std::size_t place = place_of_checksum(content);
  return checksum.size() == checksum_digits && place != std::string_view::npos &&
         content.substr(place, checksum_digits) == checksum && checksum_of(content, place) == checksum;
}

std::string quoted_json(const std::string& text) {
  // A byte that is not UTF-8 becomes U+FFFD instead of an exception: metadata holds texts of the user.
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string header_text(const std::vector<const Tensor*>& order,
                        const std::map<std::string, std::string>& metadata) {
  std::string header = "{";
  const auto separate = [&] { header += header.size() > 1 ? "," : ""; };
  if (!metadata.empty()) {
    header += "\"__metadata__\":{";
    for (auto at = metadata.begin(); at != metadata.end(); ++at) {
      header += (at == metadata.begin() ? "" : ",") + quoted_json(at->first) + ":" + quoted_json(at->second);
    }
    header += "}";
  }
  std::uint64_t offset = 0;
  for (const Tensor* tensor : order) {
    separate();
    header += quoted_json(tensor->name) + ":{\"dtype\":\"" +
              std::string(tensor_type_name(tensor->values.type)) + "\",\"shape\":[";
    const std::vector<std::int64_t>& dims = tensor->values.dims;
    for (std::size_t i = 0; i < dims.size(); ++i) header += (i == 0 ? "" : ",") + std::to_string(dims[i]);
    header += "],\"data_offsets\":[" + std::to_string(offset) + ",";
    offset += tensor->values.bytes.size();
    header += std::to_string(offset) + "]}";
  }
  header += "}";
  // The data starts at a multiple of 8 bytes.
  while (header.size() % 8 != 0) header += ' ';
  return header;
}

}  // namespace

const Tensor* TensorFile::find(std::string_view name) const {
  const auto found =
      std::find_if(tensors.begin(), tensors.end(), [&](const Tensor& t) { return t.name == name; });
  return found == tensors.end() ? nullptr : &*found;
}

Result<TensorFile> parse_safetensors(std::string_view content, const std::string& file) {
  if (content.size() < 8) return catalogue::tensors_too_short(file, content.size());
  std::uint64_t header_bytes = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    header_bytes |= static_cast<std::uint64_t>(static_cast<unsigned char>(content[i])) << (8 * i);
  }
  const std::uint64_t available = content.size() - 8;
  if (header_bytes > available) return catalogue::tensors_header_length(file, header_bytes, available);
  if (header_bytes > longest_tensors_header)
    return catalogue::tensors_header_limit(file, header_bytes, longest_tensors_header);
  const std::string_view data = content.substr(8 + header_bytes);
  Result<TensorHeader> header = parse_tensor_header(content.substr(8, header_bytes), data.size(), file);
  if (!header) return header.diagnostics();

  TensorFile result{.tensors = {}, .metadata = std::move(header->metadata)};
  if (const auto checksum = result.metadata.find(checksum_key); checksum != result.metadata.end()) {
    if (!has_right_checksum(content, checksum->second)) return catalogue::tensors_checksum(file);
    result.checked = true;
  }
  result.tensors.reserve(header->entries.size());
  for (TensorEntry& entry : header->entries) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(data.data());
    result.tensors.push_back({.name = std::move(entry.name),
                              .values = {.type = entry.type,
                                         .dims = std::move(entry.dims),
                                         .bytes = {bytes + entry.begin, bytes + entry.end}}});
  }
  return result;
}

Result<TensorFile> read_safetensors(const std::string& path) {
  const Result<std::string> content = read_file(path);
  if (!content) return content.diagnostics();
  return parse_safetensors(*content, path);
}

std::string serialize_safetensors(const TensorFile& content) {
  std::vector<const Tensor*> order;
  order.reserve(content.tensors.size());
  std::uint64_t data_bytes = 0;
  for (const Tensor& tensor : content.tensors) {
    order.push_back(&tensor);
    data_bytes += tensor.values.bytes.size();
  }
  // Widest first keeps every tensor aligned to its own type.
  std::sort(order.begin(), order.end(), [](const Tensor* a, const Tensor* b) {
    const std::size_t width_a = size_of(a->values.type);
    const std::size_t width_b = size_of(b->values.type);
    return width_a != width_b ? width_a > width_b : a->name < b->name;
  });
  const auto same = [](const Tensor* a, const Tensor* b) { return a->name == b->name; };
  std::vector<const Tensor*> by_name = order;
  std::sort(by_name.begin(), by_name.end(),
            [](const Tensor* a, const Tensor* b) { return a->name < b->name; });
  if (std::adjacent_find(by_name.begin(), by_name.end(), same) != by_name.end()) {
    throw std::logic_error("two tensors of one name");
  }
  const std::string header = header_text(order, content.metadata);
  std::string text;
  text.reserve(8 + header.size() + data_bytes);
  for (int shift = 0; shift < 64; shift += 8) {
    text += static_cast<char>(static_cast<std::uint64_t>(header.size()) >> shift & 0xFF);
  }
  text += header;
  for (const Tensor* tensor : order) {
    text.append(reinterpret_cast<const char*>(tensor->values.bytes.data()), tensor->values.bytes.size());
  }
  return text;
}

std::string serialize_with_checksum(TensorFile content) {
  content.metadata[checksum_key] = std::string(checksum_digits, '0');
  std::string text = serialize_safetensors(content);
  const std::size_t place = place_of_checksum(text);
  return text.replace(place, checksum_digits, checksum_of(text, place));
}

Status write_safetensors(const std::string& path, const TensorFile& content) {
  return write_file_atomically(path, serialize_safetensors(content));
}

}  // namespace cae
