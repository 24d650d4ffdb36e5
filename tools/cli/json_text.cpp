#include "tools/cli/json_text.h"

#include "framework/base/visible_text.h"
#include "tools/cli/standard_output.h"

namespace cae::cli {
namespace {

Json place_json(const Place& place) {
  return {{"file", place.file}, {"line", place.line}, {"column", place.column}, {"length", place.length}};
}

}  // namespace

std::string json_text(const Json& json) {
  return visible_json(json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

void print_json_line(const Json& json) {
  print(json_text(json) + "\n");
  flush_output();
}

void print_json_array(const std::vector<Json>& objects) {
  print("[");
  for (std::size_t i = 0; i < objects.size(); ++i) print((i > 0 ? ",\n " : "\n ") + json_text(objects[i]));
  print(objects.empty() ? "]\n" : "\n]\n");
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json diagnostic_json(const Diagnostic& diagnostic) {
  Json json{{"severity", diagnostic.severity == Severity::error ? "error" : "warning"},
            {"code", diagnostic.code},
            {"message", diagnostic.message},
            {"help", diagnostic.help}};
  json.update(place_json(diagnostic.place));
  json["notes"] = Json::array();
  for (const Note& note : diagnostic.notes) {
    Json one = Json::object();
    one["text"] = note.text;
    one.update(place_json(note.place));
    json["notes"].push_back(one);
  }
  return json;
}

}  // namespace cae::cli
