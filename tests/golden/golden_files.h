// What the golden checks share: a separate safetensors reader (the program's reader is under test), the
// comparison of two sets of tensors, and starting the program.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace golden {

struct Tensor {
  std::vector<std::int64_t> shape;
  std::vector<double> values;

  double largest() const;  // magnitude
};
using Tensors = std::map<std::string, Tensor>;

// F32 and F64 tensors of a file. Throws std::runtime_error if it cannot be read.
Tensors read_safetensors(const std::filesystem::path& path);
// Writes F32.
void write_safetensors(const std::filesystem::path& path, const Tensors& tensors);

// Start weights by the rule of drawn_weights.py: `tensors` is a JSON list of {name, shape, low, high}.
Tensors draw_weights(std::uint64_t seed, const nlohmann::json& tensors);

// Each expected tensor against the actual one of the same name and shape, each difference relative to the
// tensor's largest magnitude (a gradient's: to no less than a two-hundredth of the largest gradient).
// Expected names that start with "sample/" hold some elements of NAME at equal distances, with "norm/" its
// Euclidean norm. One line a failure.
std::vector<std::string> compare(const Tensors& expected, const Tensors& actual, double tolerance);

// Runs the program with its output in `log`; a line that says what went wrong, or "".
std::string run_program(const std::vector<std::string>& command, const std::filesystem::path& log);

// An empty folder for this process under the system's temporary folder, removed at the end.
class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// The folders right below `folder` that hold `file`, in alphabetical order.
std::vector<std::filesystem::path> case_folders(const std::filesystem::path& folder, const std::string& file);

}  // namespace golden
