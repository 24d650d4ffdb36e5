#include "tests/golden/golden_files.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace golden {
namespace {

std::string read_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

template <typename Number>
std::vector<double> numbers(const std::string& raw) {
  std::vector<Number> values(raw.size() / sizeof(Number));
  std::memcpy(values.data(), raw.data(), values.size() * sizeof(Number));
  return {values.begin(), values.end()};
}

double norm(const std::vector<double>& values) {
  double sum = 0;
  for (double value : values) sum += value * value;
  return std::sqrt(sum);
}

// `count` elements at equal distances: the element at k * size / count.
std::vector<double> sample(const std::vector<double>& values, std::size_t count) {
  std::vector<double> chosen(count);
  for (std::size_t k = 0; k < count; ++k) chosen[k] = values[k * values.size() / count];
  return chosen;
}

double largest_gradient(const Tensors& tensors) {
  double largest = 0;
  for (const auto& [name, tensor] : tensors) {
    if (name.starts_with("grad.") || name.starts_with("sample/grad.")) {
      largest = std::max(largest, tensor.largest());
    }
  }
  return largest;
}

std::uint64_t splitmix64(std::uint64_t state) {
  std::uint64_t z = state + 0x9E3779B97F4A7C15;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
  return z ^ (z >> 31);
}

std::string quoted(const std::string& word) {
  std::string text = "'";
  for (char letter : word) text += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
  return text + "'";
}

}  // namespace

double Tensor::largest() const {
  double largest = 0;
  for (double value : values) largest = std::max(largest, std::abs(value));
  return largest;
}

Tensors read_safetensors(const std::filesystem::path& path) {
  const std::string content = read_text(path);
  std::uint64_t length = 0;
  if (content.size() < sizeof(length)) throw std::runtime_error(path.string() + " is too short");
  std::memcpy(&length, content.data(), sizeof(length));
  const auto header = nlohmann::json::parse(content.substr(sizeof(length), length));
  Tensors tensors;
  for (const auto& [name, entry] : header.items()) {
    if (name == "__metadata__") continue;
    const std::size_t begin = entry.at("data_offsets").at(0);
    const std::size_t end = entry.at("data_offsets").at(1);
    const std::string raw = content.substr(sizeof(length) + length + begin, end - begin);
    const std::string type = entry.at("dtype");
    if (type != "F32" && type != "F64") continue;
    tensors[name] = {entry.at("shape"), type == "F32" ? numbers<float>(raw) : numbers<double>(raw)};
  }
  return tensors;
}

void write_safetensors(const std::filesystem::path& path, const Tensors& tensors) {
  nlohmann::ordered_json header;
  std::string data;
  for (const auto& [name, tensor] : tensors) {
    const std::vector<float> values(tensor.values.begin(), tensor.values.end());
    const std::size_t begin = data.size();
    data.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float));
    header[name] = {{"dtype", "F32"}, {"shape", tensor.shape}, {"data_offsets", {begin, data.size()}}};
  }
  std::string text = header.dump();
  text.resize((text.size() + 7) / 8 * 8, ' ');
  const std::uint64_t length = text.size();
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(&length), sizeof(length));
  file << text << data;
}

Tensors draw_weights(std::uint64_t seed, const nlohmann::json& tensors) {
  Tensors weights;
  std::uint64_t index = 0;
  for (const auto& entry : tensors) {
    Tensor tensor{entry.at("shape"), {}};
    std::size_t count = 1;
    for (std::int64_t side : tensor.shape) count *= static_cast<std::size_t>(side);
    const double low = entry.at("low");
    const double high = entry.at("high");
    for (std::size_t i = 0; i < count; ++i) {
      const double fraction = static_cast<double>(splitmix64(seed + (index << 32) + i) >> 40) / 16777216.0;
      tensor.values.push_back(low + (high - low) * fraction);
    }
    weights[entry.at("name")] = std::move(tensor);
    ++index;
  }
  return weights;
}

std::vector<std::string> compare(const Tensors& expected, const Tensors& actual, double tolerance) {
  std::vector<std::string> failures;
  const double gradient_floor = 5e-3 * largest_gradient(expected);
  for (const auto& [entry, wanted] : expected) {
    const std::size_t slash = entry.find('/');
    const std::string form = slash == std::string::npos ? "" : entry.substr(0, slash);
    const std::string name = slash == std::string::npos ? entry : entry.substr(slash + 1);
    const auto found = actual.find(name);
    if (found == actual.end()) {
      failures.push_back(name + " is missing");
      continue;
    }
    std::vector<double> values = found->second.values;
    double scale = std::max(wanted.largest(), name.starts_with("grad.") ? gradient_floor : 0.0);
    if (form == "sample" && values.size() < wanted.values.size()) {
      failures.push_back(name + " has another shape");
      continue;
    }
    if (form == "sample") {
      scale = std::max(scale, found->second.largest());
      values = sample(values, wanted.values.size());
    } else if (form == "norm") {
      values = {norm(values)};
    } else if (found->second.shape != wanted.shape && !(name == "loss" && values.size() == 1)) {
      failures.push_back(name + " has another shape");
      continue;
    }
    double worst = 0;
    std::size_t place = 0;
    for (std::size_t i = 0; i < wanted.values.size(); ++i) {
      const double difference = std::abs(values[i] - wanted.values[i]);
      if (!(difference <= worst)) {  // also when it is not a number
        worst = difference;
        place = i;
      }
    }
    if (!(worst <= tolerance * scale)) {
      failures.push_back(entry + " [" + std::to_string(place) + "] is " + std::to_string(values[place]) +
                         ", not " + std::to_string(wanted.values[place]) + ": off by " +
                         std::to_string(worst / std::max(scale, 1e-300)) + " of the largest magnitude");
    }
  }
  return failures;
}

std::string run_program(const std::vector<std::string>& command, const std::filesystem::path& log) {
  std::string line;
  for (const std::string& word : command) line += quoted(word) + " ";
  line += "> " + quoted(log.string()) + " 2>&1";
  if (std::system(line.c_str()) == 0) return "";
  return "failed: " + line + "\n" + read_text(log);
}

ScratchFolder::ScratchFolder()
    : path_(std::filesystem::temp_directory_path() / ("cae-golden-" + std::to_string(getpid()))) {
  std::filesystem::create_directories(path_);
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::vector<std::filesystem::path> case_folders(const std::filesystem::path& folder,
                                                const std::string& file) {
  std::vector<std::filesystem::path> folders;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (std::filesystem::exists(entry.path() / file)) folders.push_back(entry.path());
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

}  // namespace golden
