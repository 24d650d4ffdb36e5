#include "framework/data/safetensors_header.h"

#include <algorithm>
#include <array>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <tuple>

#include "framework/base/catalogue/checkpoint.h"

namespace cae {
namespace {

constexpr std::size_t most_tensor_dims = 32;
constexpr std::string_view metadata_key = "__metadata__";

struct TypeName {
  DataType type;
  std::string_view text;
};
constexpr std::array<TypeName, 13> type_names = {{{DataType::boolean, "BOOL"},
                                                  {DataType::u8, "U8"},
                                                  {DataType::i8, "I8"},
                                                  {DataType::u16, "U16"},
                                                  {DataType::i16, "I16"},
                                                  {DataType::u32, "U32"},
                                                  {DataType::i32, "I32"},
                                                  {DataType::u64, "U64"},
                                                  {DataType::i64, "I64"},
                                                  {DataType::f16, "F16"},
                                                  {DataType::bf16, "BF16"},
                                                  {DataType::f32, "F32"},
                                                  {DataType::f64, "F64"}}};

// Receives the parser's events and stops it at the first that the format does not allow; so no nested value
// is ever built. Depth 1 is the header, 2 one tensor or the metadata, 3 a shape or the offsets.
class HeaderEvents : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit HeaderEvents(const std::string& file) : file_(file) {}

  TensorHeader header;
  std::optional<Diagnostic> problem;

  bool null() override { return unexpected(); }
  bool boolean(bool) override { return unexpected(); }
  bool number_integer(number_integer_t) override { return unexpected(); }  // negative
  bool number_float(number_float_t, const string_t&) override { return unexpected(); }
  bool binary(binary_t&) override { return unexpected(); }

  bool number_unsigned(number_unsigned_t value) override {
    if (depth_ != 3) return unexpected();
    if (field_ == "shape") {
      // A dimension that exceeds int64 is too large for any file.
      const auto largest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
      if (entry_.dims.size() == most_tensor_dims) return unexpected();
      entry_.dims.push_back(static_cast<std::int64_t>(std::min<std::uint64_t>(value, largest)));
    } else {
      if (offsets_.size() == 2) return unexpected();
      offsets_.push_back(value);
    }
    return true;
  }

  bool string(string_t& value) override {
    if (depth_ != 2) return unexpected();
    if (in_metadata_) {
      header.metadata[field_] = value;
      return true;
    }
    if (field_ != "dtype") return unexpected();
    for (const TypeName& known : type_names) {
      if (known.text == value) {
        entry_.type = known.type;
        return true;
      }
    }
    return stop(catalogue::tensors_type(file_, name_, value));
  }

  bool start_object(std::size_t) override {
    if (depth_ >= 2) return depth_ == 2 ? unexpected() : stop(catalogue::tensors_header_depth(file_));
    ++depth_;
    if (depth_ == 2) {
      in_metadata_ = name_ == metadata_key;
      entry_ = {.name = name_};
      offsets_.clear();
      fields_.clear();
    }
    return true;
  }

  bool key(string_t& value) override {
    std::set<std::string>& seen = depth_ == 1 ? names_ : fields_;
    if (!seen.insert(value).second) return stop(catalogue::tensors_duplicate_key(file_, value));
    (depth_ == 1 ? name_ : field_) = value;
    const bool known =
        depth_ == 1 || in_metadata_ || value == "dtype" || value == "shape" || value == "data_offsets";
    return known || unexpected();
  }

  bool end_object() override {
    --depth_;
    if (depth_ != 1 || in_metadata_) return true;
    if (fields_.size() != 3 || offsets_.size() != 2) return unexpected();
    entry_.begin = offsets_[0];
    entry_.end = offsets_[1];
    header.entries.push_back(std::move(entry_));
    return true;
  }

  bool start_array(std::size_t) override {
    if (depth_ == 0) return stop(catalogue::tensors_not_an_object(file_));
    if (depth_ > 2) return stop(catalogue::tensors_header_depth(file_));
    if (depth_ == 1 || in_metadata_ || field_ == "dtype") return unexpected();
    ++depth_;
    return true;
  }

  bool end_array() override {
    --depth_;
    return true;
  }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception&) override {
    return stop(catalogue::tensors_header_json(file_, position));
  }

 private:
  bool stop(Diagnostic diagnostic) {
    if (!problem) problem = std::move(diagnostic);
    return false;
  }

  bool unexpected() {
    if (depth_ == 0) return stop(catalogue::tensors_not_an_object(file_));
    if (name_ == metadata_key) return stop(catalogue::tensors_entry(file_, name_, "an object of texts"));
    return stop(catalogue::tensors_entry(
        file_, name_, "an object of dtype, shape (up to 32 whole numbers) and data_offsets (two of them)"));
  }

  const std::string& file_;
  int depth_ = 0;
  bool in_metadata_ = false;
  std::string name_, field_;
  std::set<std::string> names_, fields_;
  TensorEntry entry_;
  std::vector<std::uint64_t> offsets_;
};

std::optional<Diagnostic> check_entry(const TensorEntry& entry, std::uint64_t data_bytes,
                                      const std::string& file) {
  if (entry.begin > entry.end || entry.end > data_bytes) {
    return catalogue::tensors_range(file, entry.name, entry.begin, entry.end, data_bytes);
  }
  const std::optional<std::uint64_t> needed = byte_count(entry.dims, entry.type);
  if (!needed) return catalogue::tensors_too_large(file, entry.name, dims_text(entry.dims));
  const std::uint64_t found = entry.end - entry.begin;
  if (*needed == found) return std::nullopt;
  return catalogue::tensors_size(file, entry.name, dims_text(entry.dims), tensor_type_name(entry.type),
                                 *needed, found);
}

// `entries` are sorted by begin and end.
std::optional<Diagnostic> check_coverage(const std::vector<TensorEntry>& entries, std::uint64_t data_bytes,
                                         const std::string& file) {
  std::uint64_t covered = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (entries[i].begin > covered) return catalogue::tensors_gap(file, covered, entries[i].begin);
    if (entries[i].begin < covered)
      return catalogue::tensors_overlap(file, entries[i - 1].name, entries[i].name);
    covered = entries[i].end;
  }
  if (covered != data_bytes) return catalogue::tensors_gap(file, covered, data_bytes);
  return std::nullopt;
}

}  // namespace

Result<TensorHeader> parse_tensor_header(std::string_view json, std::uint64_t data_bytes,
                                         const std::string& file) {
  if (json.substr(0, 1) != "{") return catalogue::tensors_not_an_object(file);
  HeaderEvents events(file);
  nlohmann::json::sax_parse(json.begin(), json.end(), &events);
  if (events.problem) return *events.problem;
  std::vector<TensorEntry>& entries = events.header.entries;
  for (const TensorEntry& entry : entries) {
    if (auto problem = check_entry(entry, data_bytes, file)) return *problem;
  }
  std::sort(entries.begin(), entries.end(), [](const TensorEntry& a, const TensorEntry& b) {
    return std::tie(a.begin, a.end, a.name) < std::tie(b.begin, b.end, b.name);
  });
  if (auto problem = check_coverage(entries, data_bytes, file)) return *problem;
  return std::move(events.header);
}

std::string_view tensor_type_name(DataType type) {
  for (const TypeName& known : type_names) {
    if (known.type == type) return known.text;
  }
  return "";
}

}  // namespace cae
