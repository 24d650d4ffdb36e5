#include "framework/run/run_identity.h"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "framework/base/sha256.h"

namespace cae {
namespace {

using Json = nlohmann::json;
using namespace nlohmann::literals;

std::string text_of(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Not part of the identity. The file at a path is compared by its checksum.
const std::vector<Json::json_pointer> outward = {"/options"_json_pointer,      "/model"_json_pointer,
                                                 "/experiment"_json_pointer,   "/analyse"_json_pointer,
                                                 "/data/dataset"_json_pointer, "/data/train"_json_pointer,
                                                 "/data/test"_json_pointer,    "/data/stream"_json_pointer,
                                                 "/train/init"_json_pointer,   "/train/epochs"_json_pointer};

void erase(Json& settings, const Json::json_pointer& place) {
  const Json::json_pointer parent = place.parent_pointer();
  if (settings.contains(parent) && settings[parent].is_object()) settings[parent].erase(place.back());
}

// "folder/pca.so" is the plugin "pca": a file is named as the plugin calls itself.
void name_plugins(Json& settings) {
  const auto uses = settings.find("augment");
  if (uses == settings.end() || !uses->is_array()) return;
  for (Json& use : *uses) {
    if (!use.is_object() || !use.contains("plugin") || !use["plugin"].is_string()) continue;
    const auto name = use["plugin"].get<std::string>();
    if (name.find('/') != std::string::npos) use["plugin"] = std::filesystem::path(name).stem().string();
  }
}

// Passes that were left out change the last bits. The order in which they were named does not.
void keep_disabled_passes(Json& settings) {
  const Json::json_pointer place("/options/disable-pass");
  if (!settings.contains(place) || !settings[place].is_array()) return;
  std::set<std::string> passes;
  for (const Json& pass : settings[place]) {
    if (pass.is_string()) passes.insert(pass.get<std::string>());
  }
  if (!passes.empty()) settings["disable-pass"] = passes;
}

// As stores of before version 3 had it: every setting counted but the model's path.
std::string former_mark(const StoredRun& run) {
  Json settings = Json::parse(run.configuration, nullptr, false);
  if (!settings.is_object()) return "";
  for (const char* key : {"options", "model"}) settings.erase(key);
  return run.begun_as + " " + sha256(settings.dump());
}

}  // namespace

std::string identity_settings(const std::string& configuration) {
  Json settings = Json::parse(configuration, nullptr, false);
  if (!settings.is_object()) return "";
  keep_disabled_passes(settings);
  for (const Json::json_pointer& place : outward) erase(settings, place);
  name_plugins(settings);
  return text_of(settings);
}

std::string refreshed_settings(const std::string& recorded, const std::string& today) {
  Json settings = Json::parse(recorded, nullptr, false);
  const Json now = Json::parse(today, nullptr, false);
  if (!settings.is_object() || !now.is_object()) return today;
  for (const Json::json_pointer& place : outward) {
    if (place == "/experiment"_json_pointer) continue;  // the name under which the run is recorded
    erase(settings, place);
    if (now.contains(place)) settings[place] = now[place];
  }
  return text_of(settings);
}

std::string checkpoint_mark(const std::string& run, const std::string& model_text,
                            const std::string& configuration) {
  return run + " " + sha256(sha256(model_text) + identity_settings(configuration));
}

std::vector<std::string> checkpoint_marks(const StoredRun& run) {
  return {checkpoint_mark(run.begun_as, run.model_text, run.configuration), former_mark(run)};
}

}  // namespace cae
