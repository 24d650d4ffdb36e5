#include "framework/train/checkpoint.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "framework/base/catalogue/run.h"
#include "framework/train/weights.h"

namespace cae {
namespace {

constexpr const char* format = "cae-lab checkpoint 1";

// Hexadecimal, so that every bit comes back.
std::string exact(double value) {
  char text[64];
  std::snprintf(text, sizeof text, "%a", value);
  return text;
}

// An identity is a run's name, a space and what it was made with.
std::string name_in(const std::string& identity) {
  return identity.substr(0, identity.rfind(' '));
}

// Reads typed values out of the metadata and remembers whether one was missing or malformed.
class Metadata {
 public:
  explicit Metadata(const std::map<std::string, std::string>& values) : values_(values) {}
  std::string text(const std::string& key) {
    const auto found = values_.find(key);
    if (found == values_.end()) good_ = false;
    return found == values_.end() ? "" : found->second;
  }
  std::int64_t integer(const std::string& key) {
    const std::string value = text(key);
    char* end = nullptr;
    const long long number = std::strtoll(value.c_str(), &end, 10);
    if (value.empty() || *end != '\0' || number < 0) good_ = false;
    return number;
  }
  double number(const std::string& key) {
    const std::string value = text(key);
    char* end = nullptr;
    const double result = std::strtod(value.c_str(), &end);
    if (value.empty() || *end != '\0' || !std::isfinite(result)) good_ = false;
    return result;
  }
  bool good() const { return good_; }

 private:
  const std::map<std::string, std::string>& values_;
  bool good_ = true;
};

}  // namespace

Status write_checkpoint(const std::string& file, const std::string& identity, const ParameterArrays& weights,
                        const Optimizer& optimizer, const Progress& progress) {
  TensorFile content;
  content.tensors = to_tensors(weights);
  for (Tensor& tensor : optimizer.state()) content.tensors.push_back(std::move(tensor));
  content.metadata = {{"format", format},
                      {"identity", identity},
                      {"optimizer_steps", std::to_string(optimizer.steps())},
                      {"epoch", std::to_string(progress.epoch)},
                      {"step", std::to_string(progress.step)},
                      {"loss_sum", exact(progress.loss_sum)},
                      {"seconds", exact(progress.seconds)},
                      {"images", std::to_string(progress.images)},
                      {"best_loss", exact(progress.best_loss)},
                      {"best_epoch", std::to_string(progress.best_epoch)},
                      {"finished", progress.finished ? "yes" : "no"}};
  return write_safetensors(file, content);
}

Status read_checkpoint(const std::string& file, const std::string& identity, ParameterArrays& weights,
                       Optimizer& optimizer, Progress& progress) {
  const Result<TensorFile> content = read_safetensors(file);
  if (!content) return content.diagnostics();
  Metadata metadata(content->metadata);
  if (metadata.text("format") != format) return catalogue::not_a_checkpoint(file);
  if (const std::string found = metadata.text("identity"); found != identity) {
    return catalogue::checkpoint_of_another_run(file, name_in(found), name_in(identity));
  }
  Progress read;
  const std::int64_t optimizer_steps = metadata.integer("optimizer_steps");
  read.epoch = metadata.integer("epoch");
  read.step = metadata.integer("step");
  read.loss_sum = metadata.number("loss_sum");
  read.seconds = metadata.number("seconds");
  read.images = metadata.integer("images");
  read.best_loss = metadata.number("best_loss");
  read.best_epoch = metadata.integer("best_epoch");
  read.finished = metadata.text("finished") == "yes";
  if (!metadata.good() || read.epoch < 1) return catalogue::not_a_checkpoint(file);
  if (const Status filled = from_tensors(*content, file, weights); !filled) return filled;
  if (const Status restored = optimizer.restore(*content, file, optimizer_steps); !restored) return restored;
  progress = read;
  return Done{};
}

}  // namespace cae
