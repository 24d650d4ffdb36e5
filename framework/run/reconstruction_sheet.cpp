#include "framework/run/reconstruction_sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "framework/draw/heat_colours.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/run/analysis_check.h"
#include "framework/run/picture_notes.h"
#include "framework/train/augmentation.h"
#include "framework/train/evaluator.h"
#include "framework/train/reconstruction_loss.h"

namespace cae {
namespace {

ImageSize size_of(const Shape& shape) {
  return {.channels = shape.channels, .height = shape.height, .width = shape.width};
}

// What the rows of a sheet are, and which of them it has.
struct SheetRows {
  std::vector<SheetRow> rows = {};
  std::size_t reconstructions = 0;
  std::optional<std::size_t> inputs = {}, errors = {};
};

const Shape& shape_of_node(const Graph& model, NodeId node) {
  return model.nodes[static_cast<std::size_t>(node)].shape;
}

SheetRows rows_of(const Graph& model, std::int64_t count, bool augmented, const std::string& first) {
  const Shape &in = shape_of_node(model, model.input), &out = shape_of_node(model, model.reconstruction());
  const auto row = [&](const std::string& label, const Shape& shape) {
    return SheetRow{label, count, shape.channels, shape.height, shape.width};
  };
  const bool comparable = in.channels == out.channels && in.height == out.height && in.width == out.width;
  SheetRows all;
  all.rows.push_back(row(first, in));
  all.rows.back().captions = true;
  if (augmented) {
    all.inputs = all.rows.size();
    all.rows.push_back(row("input, as the model sees it", in));
  }
  all.reconstructions = all.rows.size();
  all.rows.push_back(row("reconstruction", out));
  if (!comparable) return all;
  all.rows.back().label += ", with its mean squared error (MSE)";
  all.rows.back().captions = true;
  all.errors = all.rows.size();
  all.rows.push_back(row("reconstruction minus " + first + ": red too bright, blue too dark", in));
  const ImageSize shown = shown_size(size_of(in));
  all.rows.back().channels = 3;
  all.rows.back().height = shown.height;
  all.rows.back().width = shown.width;
  return all;
}

// The names that are below the originals; without labels none.
std::vector<std::string> class_captions(const Dataset& images, std::int64_t count) {
  std::vector<std::string> captions;
  for (std::size_t i = 0; i < static_cast<std::size_t>(count) && i < images.labels.size(); ++i) {
    const auto label = static_cast<std::size_t>(images.labels[i]);
    captions.push_back(label < images.class_names.size() ? images.class_names[label]
                                                         : "class " + std::to_string(label));
  }
  return captions;
}

SheetLayout layout_of(const Reconstructions& what, const std::vector<std::string>& classes) {
  constexpr std::int64_t widest_column = 120;
  SheetLayout layout{.gap = 6, .title = what.title, .notes = what.notes, .dark = what.dark};
  layout.column = ImageSheet::caption_width("MSE 0.00000");
  for (const std::string& name : classes)
    layout.column = std::max(layout.column, std::min(ImageSheet::caption_width(name), widest_column));
  return layout;
}

class SheetOfRun {
 public:
  explicit SheetOfRun(const Reconstructions& what)
      : what_(what),
        in_(shape_of_node(what.model, what.model.input)),
        out_(shape_of_node(what.model, what.model.reconstruction())),
        rows_(rows_of(what.model, what.count, !what.augmentations.empty(),
                      change_targets(what.augmentations) ? "target" : "original")),
        classes_(class_captions(what.images, what.count)),
        layout_(layout_of(what, classes_)),
        sheet_(rows_.rows, layout_, fit_sheet(rows_.rows, layout_, most_sheet_pixels)) {}

  // The images of a batch, in H,W,C order, the first of which is number `first` of the sheet.
  void draw(std::int64_t first, const BatchView& view, std::span<const float> outputs) {
    std::vector<float> target(elements(in_)), input(elements(in_)), made(elements(out_));
    for (std::int64_t i = 0; i < view.count; ++i) {
      channels_first(in_, image(view.targets, i, in_).data(), target.data());
      channels_first(out_, image(outputs, i, out_).data(), made.data());
      if (what_.logits) std::transform(made.begin(), made.end(), made.begin(), sigmoid_of);
      const std::int64_t place = first + i;
      sheet_.draw(0, place, target);
      if (static_cast<std::size_t>(place) < classes_.size())
        sheet_.caption(0, place, classes_[static_cast<std::size_t>(place)]);
      if (rows_.inputs) {
        channels_first(in_, image(view.inputs, i, in_).data(), input.data());
        sheet_.draw(*rows_.inputs, place, input);
      }
      sheet_.draw(rows_.reconstructions, place, made);
      if (rows_.errors) draw_error(place, target, made);
    }
  }

  Status write(const std::string& path) const { return sheet_.write(path); }

 private:
  static std::size_t elements(const Shape& shape) { return static_cast<std::size_t>(shape.elements()); }
  static std::span<const float> image(std::span<const float> images, std::int64_t i, const Shape& shape) {
    return images.subspan(static_cast<std::size_t>(i) * elements(shape), elements(shape));
  }

  void draw_error(std::int64_t place, const std::vector<float>& target, const std::vector<float>& made) {
    sheet_.caption(rows_.reconstructions, place,
                   fmt::format("MSE {:.{}f}", mean_squared_error(target, made), 4));
    const ImageSize size = size_of(in_);
    sheet_.draw(*rows_.errors, place,
                difference_in_colours(shown_image(target, size), shown_image(made, size),
                                      static_cast<std::size_t>(shown_size(size).channels)));
  }

  const Reconstructions& what_;
  const Shape &in_, &out_;
  SheetRows rows_;
  std::vector<std::string> classes_;
  SheetLayout layout_;
  ImageSheet sheet_;
};

}  // namespace

double mean_squared_error(std::span<const float> target, std::span<const float> made) {
  double sum = 0;
  for (std::size_t i = 0; i < target.size(); ++i) {
    const double difference = static_cast<double>(made[i]) - target[i];
    sum += difference * difference;
  }
  return sum / static_cast<double>(target.size());
}

std::vector<float> difference_in_colours(std::span<const float> target, std::span<const float> made,
                                         std::size_t channels) {
  const std::size_t plane = target.size() / channels;
  std::vector<float> colours(3 * plane);
  for (std::size_t i = 0; i < plane; ++i) {
    double difference = 0;
    for (std::size_t c = 0; c < channels; ++c)
      difference +=
          (static_cast<double>(made[c * plane + i]) - target[c * plane + i]) / static_cast<double>(channels);
    const Colour colour = difference_colour(difference);
    colours[i] = static_cast<float>(colour.red) / 255.0F;
    colours[plane + i] = static_cast<float>(colour.green) / 255.0F;
    colours[2 * plane + i] = static_cast<float>(colour.blue) / 255.0F;
  }
  return colours;
}

SheetFit reconstruction_fit(const Graph& model, std::int64_t count, bool augmented) {
  return fit_sheet(rows_of(model, count, augmented, "original").rows, {.gap = 6}, most_sheet_pixels);
}

Reconstructions first_reconstructions(const RunOfSheet& run, ParameterArrays& weights,
                                      const std::string& which, std::int64_t most) {
  const bool test = run.data.test.has_value();
  const Dataset& images = test ? *run.data.test : run.data.train;
  const std::int64_t count = std::min(images.count, most);
  const RunConfig& config = run.config;
  return {
      .model = run.model,
      .weights = weights,
      .images = images,
      .test = test,
      .count = count,
      .batch = config.train.batch,
      .logits = gives_logits(run.model, config.train),
      .augmentations = run.augmentations,
      .title = "Reconstructions of run " + run.name,
      .notes = {run_note(config.experiment, config.variant, config.train.seed),
                joined_notes("the first " + images_note(count, test ? ImageSet::test : ImageSet::training),
                             weights_note(which))}};
}

Status draw_reconstructions(const Reconstructions& what, const std::vector<std::string>& paths,
                            ThreadPool& pool, const std::function<void()>& go_on) {
  SheetOfRun sheet(what);
  const int batch = static_cast<int>(std::min(what.batch, what.count));
  Evaluator evaluator(what.model, what.weights, pool, batch);
  BatchSource source(what.images, batch, chain_augmentations(what.augmentations, what.images, what.test),
                     false);
  source.start_epoch(identity_order(static_cast<std::uint32_t>(what.count)), 0);
  for (std::int64_t first = 0;;) {
    go_on();
    const Result<std::optional<BatchView>> next = source.next();
    if (!next) return next.diagnostics();
    if (!*next) break;
    sheet.draw(first, **next, evaluator.outputs(**next, what.model.reconstruction()));
    first += (*next)->count;
  }
  for (const std::string& path : paths) {
    if (Status written = sheet.write(path); !written) return written;
  }
  return Done{};
}

}  // namespace cae
