#include "framework/train/checkpoint.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "framework/base/catalogue/checkpoint.h"
#include "framework/base/catalogue/run.h"
#include "framework/base/files.h"
#include "framework/train/weights.h"

namespace cae {
namespace {

constexpr const char* format = "cae-lab checkpoint 2";
constexpr const char* format_without_checksum = "cae-lab checkpoint 1";

// Hexadecimal, so that every bit comes back.
std::string exact(double value) {
  char text[64];
  std::snprintf(text, sizeof text, "%a", value);
  return text;
}

std::string exact(const std::vector<double>& values) {
  std::string text;
  for (const double value : values) text += (text.empty() ? "" : " ") + exact(value);
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
  std::vector<double> numbers(const std::string& key) {
    const std::string all = text(key);
    std::vector<double> result;
    const char* at = all.c_str();
    while (*at != '\0') {
      char* end = nullptr;
      result.push_back(std::strtod(at, &end));
      if (end == at || !std::isfinite(result.back())) {
        good_ = false;
        break;
      }
      at = end;
    }
    return result;
  }
  bool good() const { return good_; }

 private:
  const std::map<std::string, std::string>& values_;
  bool good_ = true;
};

}  // namespace

std::string checkpoint_bytes(const std::string& identity, const ParameterArrays& weights,
                             const Optimizer& optimizer, const Progress& progress) {
  TensorFile content;
  content.tensors = to_tensors(weights);
  for (Tensor& tensor : optimizer.state()) content.tensors.push_back(std::move(tensor));
  content.metadata = {{"format", format},
                      {"identity", identity},
                      {"optimizer_steps", std::to_string(optimizer.steps())},
                      {"epoch", std::to_string(progress.epoch)},
                      {"step", std::to_string(progress.step)},
                      {"loss_of_images", exact(progress.loss_sum)},
                      {"loss_terms", exact(progress.term_sums)},
                      {"seconds", exact(progress.seconds)},
                      {"images", std::to_string(progress.images)},
                      {"best_loss", exact(progress.best_loss)},
                      {"best_epoch", std::to_string(progress.best_epoch)},
                      {"patience_from", std::to_string(progress.patience_from)},
                      {"improved_loss", exact(progress.improved_loss)},
                      {"improved_epoch", std::to_string(progress.improved_epoch)},
                      {"finished", progress.finished ? "yes" : "no"}};
  return serialize_with_checksum(std::move(content));
}

Status write_checkpoint(const std::string& file, const std::string& identity, const ParameterArrays& weights,
                        const Optimizer& optimizer, const Progress& progress) {
  return write_file_atomically(file, checkpoint_bytes(identity, weights, optimizer, progress));
}

Result<CheckpointForm> read_checkpoint(const std::string& file, const std::vector<std::string>& identities,
                                       ParameterArrays& weights, Optimizer& optimizer, Progress& progress) {
  const Result<std::string> bytes = read_file(file);
  if (!bytes) return bytes.diagnostics();
  return take_checkpoint(*bytes, file, identities, weights, optimizer, progress);
}

Result<CheckpointForm> take_checkpoint(std::string_view bytes, const std::string& file,
                                       const std::vector<std::string>& identities, ParameterArrays& weights,
                                       Optimizer& optimizer, Progress& progress) {
  const Result<TensorFile> content = parse_safetensors(bytes, file);
  if (!content) return content.diagnostics();
  Metadata metadata(content->metadata);
  const std::string found_format = metadata.text("format");
  if (found_format != format && found_format != format_without_checksum)
    return catalogue::not_a_checkpoint(file);
  // The word for the checksum can be what is damaged.
  if (found_format == format && !content->checked) return catalogue::tensors_checksum(file);
  const CheckpointForm form{.identity = metadata.text("identity"),
                            .checked = content->checked,
                            .loss_of_numbers = !content->metadata.contains("loss_of_images")};
  if (std::find(identities.begin(), identities.end(), form.identity) == identities.end()) {
    return catalogue::checkpoint_of_another_run(file, name_in(form.identity), name_in(identities.front()));
  }
  Progress read;
  const std::int64_t optimizer_steps = metadata.integer("optimizer_steps");
  read.epoch = metadata.integer("epoch");
  read.step = metadata.integer("step");
  read.loss_sum = metadata.number(form.loss_of_numbers ? "loss_sum" : "loss_of_images");
  if (!form.loss_of_numbers) read.term_sums = metadata.numbers("loss_terms");
  read.seconds = metadata.number("seconds");
  read.images = metadata.integer("images");
  read.best_loss = metadata.number("best_loss");
  read.best_epoch = metadata.integer("best_epoch");
  if (content->metadata.contains("patience_from")) read.patience_from = metadata.integer("patience_from");
  // Checkpoints of before min_delta was early stopping's alone have one loss for both.
  const bool apart = content->metadata.contains("improved_epoch");
  read.improved_loss = apart ? metadata.number("improved_loss") : read.best_loss;
  read.improved_epoch = apart ? metadata.integer("improved_epoch") : read.best_epoch;
  read.finished = metadata.text("finished") == "yes";
  if (!metadata.good() || read.epoch < 1) return catalogue::not_a_checkpoint(file);
  if (const Status filled = from_tensors(*content, file, weights); !filled) return filled.diagnostics();
  if (const Status restored = optimizer.restore(*content, file, optimizer_steps); !restored)
    return restored.diagnostics();
  progress = read;
  return form;
}

}  // namespace cae
