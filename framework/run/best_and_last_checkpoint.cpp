#include "framework/run/best_and_last_checkpoint.h"

#include <filesystem>

#include "framework/data/safetensors.h"

namespace cae {

std::string checkpoint_named(const std::string& which, const std::string& folder) {
  return (std::filesystem::path(folder) / (which + ".safetensors")).string();
}

std::string best_checkpoint(const std::string& folder) {
  return checkpoint_named("best", folder);
}

std::string last_checkpoint(const std::string& folder) {
  return checkpoint_named("last", folder);
}

bool is_trained(const std::string& folder) {
  const Result<TensorFile> checkpoint = read_safetensors(last_checkpoint(folder));
  if (!checkpoint) return false;
  const auto finished = checkpoint->metadata.find("finished");
  return finished != checkpoint->metadata.end() && finished->second == "yes";
}

}  // namespace cae
