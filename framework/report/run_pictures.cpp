#include "framework/report/run_pictures.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "framework/base/base64.h"
#include "framework/base/files.h"
#include "framework/base/utf8.h"
#include "framework/data/batch_source.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/plugin/chosen_samples.h"
#include "framework/report/decoded_grid.h"
#include "framework/report/json_numbers.h"
#include "framework/report/maps_json.h"
#include "framework/report/page_budget.h"
#include "framework/run/analysis_check.h"

namespace cae {
namespace {

using nlohmann::json;
namespace budget = page_budget;
namespace fs = std::filesystem;

// Where no analysis has chosen images.
constexpr std::uint64_t chosen_images = 1000;
constexpr std::size_t most_maps = 6;

std::string reason(const Diagnostics& problems) {
  return visible(problems.front().message);
}

// A table of the model's whole code, as the extractor `latent` records it.
bool is_of_code(const RecordedTable& table, const ReportedRun& run) {
  if (!run.config || run.config->model->code == no_node) return false;
  if (table.clean && !run.config->augment.empty()) return false;
  const Graph& model = *run.config->model;
  const Node& code = model.nodes[static_cast<std::size_t>(model.code)];
  if (static_cast<std::int64_t>(table.table.columns.size()) != code.shape.elements()) return false;
  const std::string& column = table.table.columns.front();
  return column == "code_1" || column == code.layer + "_1";
}

const RecordedTable* recorded_code(const ReportedRun& run) {
  const auto found = std::find_if(run.tables.begin(), run.tables.end(),
                                  [&](const RecordedTable& table) { return is_of_code(table, run); });
  return found == run.tables.end() ? nullptr : &*found;
}

// The images that the run's own tables are of, so that their points have pictures.
std::vector<std::uint32_t> chosen_for(const ReportedRun& run, const RunImages& images, std::int64_t points) {
  const std::int64_t count = images.images->count;
  std::set<std::uint32_t> samples;
  for (const RecordedTable& table : run.tables) {
    if (table.from != images.from) continue;
    for (const std::int64_t sample : table.table.samples) {
      if (sample < count) samples.insert(static_cast<std::uint32_t>(sample));
    }
  }
  if (samples.empty()) {
    const std::uint64_t chosen = std::min(chosen_images, static_cast<std::uint64_t>(points));
    return chosen_samples(1, chosen, static_cast<std::uint32_t>(count));
  }
  const std::vector<std::uint32_t> all(samples.begin(), samples.end());
  std::vector<std::uint32_t> some;
  for (const std::uint32_t place : evenly(all.size(), static_cast<std::size_t>(points)))
    some.push_back(all[place]);
  return some;
}

class RunPictures {
 public:
  RunPictures(const ReportedRun& run, const RunStore& store, const PictureShare& share, ImageReader& reader,
              OriginalSheets& originals, ThreadPool& pool)
      : run_(run), store_(store), share_(share), reader_(reader), originals_(originals), pool_(pool) {}

  json make() && {
    value_ = {{"classes", json::array()},
              {"points", nullptr},
              {"gallery", nullptr},
              {"grid", nullptr},
              {"maps", json::array()},
              {"recorded", json::array()},
              {"notes", {{"images", json::array()}, {"maps", json::array()}, {"results", json::array()}}}};
    if (run_.config) {
      look();
    } else {
      note("The model and the images of this run cannot be shown: " + visible(run_.no_config) + ".");
    }
    add_recorded_maps();
    if (share_.points < budget::points && !value_["maps"].empty()) {
      note("So that the page stays below 5 MB, a map shows " + std::to_string(share_.points) +
               " points at most, and fewer of them have their images.",
           "maps");
    }
    add_recorded_pictures();
    return std::move(value_);
  }

 private:
  void note(const std::string& text, const char* section = "images") {
    value_["notes"][section].push_back(text);
  }

  void look() {
    Result<RunImages> images = reader_.images_of(run_);
    const Dataset* set = images ? images->images.get() : nullptr;
    for (const std::string& name : class_names(*run_.config, set)) value_["classes"].push_back(visible(name));
    Result<OpenedModel> model = open_model(run_);
    if (!images) note("The run's images cannot be shown: " + reason(images.diagnostics()) + ".");
    if (!model) note("The run's model cannot be used: " + reason(model.diagnostics()) + ".");
    if (!model) return;
    if (images) {
      show_images(*model, *images);
    } else {
      show_recorded_code(*model);
    }
  }

  void show_images(OpenedModel& model, const RunImages& images) {
    ImageWish points{.samples = chosen_for(run_, images, share_.points),
                     .longest_side = budget::thumbnail_side};
    points.pictured = pictured(model);
    Result<SeenImages> seen = see_images(model, images, points, pool_);
    ImageWish first{.samples = identity_order(
                        static_cast<std::uint32_t>(std::min(images.images->count, gallery_count(model)))),
                    .longest_side = budget::gallery_side};
    first.pictured = first.samples.size();
    const Result<SeenImages> gallery =
        seen ? see_images(model, images, first, pool_) : Result<SeenImages>(seen.diagnostics());
    if (!gallery) return note("The run's images cannot be shown: " + reason(gallery.diagnostics()) + ".");
    add_points(*seen, images.from);
    add_originals(*seen, images);
    add_gallery(*gallery, images.from);
    add_code(model, *seen, images.from);
  }

  void show_recorded_code(OpenedModel& model) {
    const RecordedTable* code = recorded_code(run_);
    if (code == nullptr) return;
    ImageWish wish{.longest_side = budget::thumbnail_side};
    for (const std::int64_t sample : code->table.samples)
      wish.samples.push_back(static_cast<std::uint32_t>(sample));
    wish.pictured = pictured(model);
    const Result<SeenImages> seen = decode_codes(model, code->table, wish, pool_);
    if (!seen) return note("The run's codes cannot be decoded: " + reason(seen.diagnostics()) + ".");
    add_points(*seen, code->from);
    value_["grid"] = grid_json(model, *seen, share_.grid_bytes, pool_);
  }

  std::size_t pictured(const OpenedModel& model) const {
    const Graph& graph = model.graph();
    const Shape& shape = graph.nodes[static_cast<std::size_t>(graph.input)].shape;
    return static_cast<std::size_t>(share_.reconstruction_bytes /
                                    thumbnail_bytes(shape, budget::thumbnail_side));
  }

  std::int64_t gallery_count(const OpenedModel& model) const {
    const Graph& graph = model.graph();
    const Shape& shape = graph.nodes[static_cast<std::size_t>(graph.input)].shape;
    const std::int64_t fit = share_.gallery_bytes / (3 * thumbnail_bytes(shape, budget::gallery_side));
    return std::clamp<std::int64_t>(fit, 2, budget::gallery_images);
  }

  json reconstructions_of(const SeenImages& seen) const {
    return seen.reconstructions.empty() ? json(nullptr) : sprite_json(seen.reconstructions.front());
  }

  void add_points(const SeenImages& seen, ImageSet from) {
    json errors = json::array();
    for (const float error : seen.errors) errors.push_back(rounded(error, 3));
    value_["points"] = {{"images", to_string(from)}, {"samples", seen.samples},
                        {"labels", seen.labels},     {"errors", errors},
                        {"pictured", seen.pictured}, {"reconstructions", reconstructions_of(seen)},
                        {"sheet", nullptr},          {"originals", json::array()}};
  }

  void add_originals(const SeenImages& seen, const RunImages& images) {
    const Thumbnails& all = seen.originals.front();
    const std::size_t sheet = originals_.sheet_of(images.content + std::string(to_string(images.from)), all);
    json places = json::array();
    for (std::size_t i = 0; i < seen.pictured.size(); ++i) {
      places.push_back(
          originals_.place_of(sheet, seen.samples[seen.pictured[i]], all, static_cast<std::int64_t>(i)));
    }
    value_["points"]["sheet"] = sheet;
    value_["points"]["originals"] = places;
  }

  void add_gallery(const SeenImages& seen, ImageSet from) {
    json errors = json::array();
    for (const float error : seen.errors) errors.push_back(rounded(error, 3));
    value_["gallery"] = {{"images", to_string(from)},
                         {"samples", seen.samples},
                         {"labels", seen.labels},
                         {"errors", errors},
                         {"originals", sprite_json(seen.originals.front())},
                         {"inputs", seen.inputs.empty() ? json(nullptr) : sprite_json(seen.inputs.front())},
                         {"reconstructions", reconstructions_of(seen)}};
  }

  void add_code(OpenedModel& model, const SeenImages& seen, ImageSet from) {
    if (seen.numbers == 0) return;
    const std::string& layer = model.graph().nodes[static_cast<std::size_t>(model.graph().code)].layer;
    value_["maps"].push_back(map_json("code", code_table(seen, from, layer), share_.points));
    value_["grid"] = grid_json(model, seen, share_.grid_bytes, pool_);
  }

  // Maps of two axes first, then those of few columns: they are made to be looked at.
  void add_recorded_maps() {
    std::vector<const RecordedTable*> tables;
    for (const RecordedTable& table : run_.tables) {
      if (!value_["maps"].empty() && is_of_code(table, run_) &&
          value_["maps"][0]["images"] == to_string(table.from)) {
        drawn_.push_back(table.path);
      } else {
        tables.push_back(&table);
      }
    }
    const auto rank = [](const RecordedTable* one) {
      const std::size_t columns = one->table.columns.size();
      return columns == 2 && is_map(one->table) ? 0 : std::min<std::size_t>(columns, 4);
    };
    std::stable_sort(tables.begin(), tables.end(),
                     [&](const RecordedTable* a, const RecordedTable* b) { return rank(a) < rank(b); });
    for (const RecordedTable* table : tables) {
      if (value_["maps"].size() >= most_maps)
        return note("Further tables of this run are not on this page.", "maps");
      value_["maps"].push_back(map_json(table->table.name, *table, share_.points));
      drawn_.push_back(table->path);
    }
  }

  void add_recorded_pictures() {
    std::int64_t left = share_.recorded_bytes;
    std::size_t passed_over = 0;
    for (const ArtefactRecord& artefact : run_.artefacts) {
      if ((artefact.kind != "plot" && artefact.kind != "images") || !artefact.path.ends_with(".png"))
        continue;
      if (is_shown(artefact)) continue;
      const Result<std::string> file = read_file(store_.directory() + "/" + artefact.path,
                                                 static_cast<std::uint64_t>(budget::recorded_picture_bytes));
      if (!file || static_cast<std::int64_t>(file->size()) > left) {
        ++passed_over;
        continue;
      }
      left -= static_cast<std::int64_t>(file->size());
      value_["recorded"].push_back({{"path", visible(artefact.path)},
                                    {"description", visible(artefact.description)},
                                    {"uri", "data:image/png;base64," + base64(*file)}});
    }
    if (passed_over > 0) {
      note("Recorded pictures of this run that are not on this page, as they are gone or too large for it: " +
               std::to_string(passed_over) + ".",
           "results");
    }
  }

  // Whether the page itself shows what the picture shows: the losses, reconstructions, the plot of a map.
  bool is_shown(const ArtefactRecord& artefact) const {
    if (artefact.analysis == "losses") return true;
    if (artefact.analysis == "reconstructions") return !value_["gallery"].is_null();
    const std::string table = fs::path(artefact.path).replace_extension(".csv").string();
    return artefact.kind == "plot" && std::find(drawn_.begin(), drawn_.end(), table) != drawn_.end();
  }

  const ReportedRun& run_;
  const RunStore& store_;
  const PictureShare& share_;
  ImageReader& reader_;
  OriginalSheets& originals_;
  ThreadPool& pool_;
  json value_;
  std::vector<std::string> drawn_ = {};  // paths of the tables that are maps
};

}  // namespace

json pictures_json(const ReportedRun& run, const RunStore& store, const PictureShare& share,
                   ImageReader& reader, OriginalSheets& originals, ThreadPool& pool) {
  return RunPictures(run, store, share, reader, originals, pool).make();
}

}  // namespace cae
