#include "framework/run/reconstruction_sheet.h"

#include <algorithm>

#include "framework/graph/rules/kernel_support.h"
#include "framework/run/analysis_check.h"
#include "framework/train/augmentation.h"
#include "framework/train/evaluator.h"
#include "framework/train/reconstruction_loss.h"

namespace cae {
namespace {

std::vector<SheetRow> rows_of(const Graph& model, std::int64_t count, bool augmented) {
  const auto row = [&](const std::string& label, NodeId node) {
    const Shape& shape = model.nodes[static_cast<std::size_t>(node)].shape;
    return SheetRow{label, count, shape.channels, shape.height, shape.width};
  };
  std::vector<SheetRow> rows = {row("original", model.input)};
  if (augmented) rows.push_back(row("input", model.input));
  rows.push_back(row("reconstruction", model.reconstruction()));
  return rows;
}

// Draws the images of a batch, which are in H,W,C order, from place `first` of the row on.
void draw_row(ImageSheet& sheet, std::size_t row, std::int64_t first, std::span<const float> hwc,
              const Shape& shape) {
  const auto size = static_cast<std::size_t>(shape.elements());
  std::vector<float> chw(size);
  for (std::size_t at = 0; at < hwc.size(); at += size) {
    channels_first(shape, hwc.data() + at, chw.data());
    sheet.draw(row, first + static_cast<std::int64_t>(at / size), chw);
  }
}

}  // namespace

SheetFit reconstruction_fit(const Graph& model, std::int64_t count, bool augmented) {
  return fit_sheet(rows_of(model, count, augmented), {}, most_sheet_pixels);
}

Status draw_reconstructions(const Reconstructions& what, const std::string& path, ThreadPool& pool,
                            const std::function<void()>& go_on) {
  const bool augmented = !what.augmentations.empty();
  std::vector<SheetRow> rows = rows_of(what.model, what.count, augmented);
  if (change_targets(what.augmentations)) rows.front().label = "target";
  ImageSheet sheet(rows, {}, reconstruction_fit(what.model, what.count, augmented));
  const int batch = static_cast<int>(std::min(what.batch, what.count));
  Evaluator evaluator(what.model, what.weights, pool, batch);
  BatchSource source(what.images, batch, chain_augmentations(what.augmentations, what.images, what.test),
                     false);
  source.start_epoch(identity_order(static_cast<std::uint32_t>(what.count)), 0);
  const Shape& in = what.model.nodes[static_cast<std::size_t>(what.model.input)].shape;
  const Shape& out = what.model.nodes[static_cast<std::size_t>(what.model.reconstruction())].shape;
  for (std::int64_t first = 0;;) {
    go_on();
    const Result<std::optional<BatchView>> next = source.next();
    if (!next) return next.diagnostics();
    if (!*next) break;
    const BatchView& view = **next;
    draw_row(sheet, 0, first, view.targets, in);
    if (augmented) draw_row(sheet, 1, first, view.inputs, in);
    std::span<const float> outputs = evaluator.outputs(view, what.model.reconstruction());
    std::vector<float> pixels;
    if (what.logits) {
      for (const float value : outputs) pixels.push_back(sigmoid_of(value));
      outputs = pixels;
    }
    draw_row(sheet, augmented ? 2 : 1, first, outputs, out);
    first += view.count;
  }
  return sheet.write(path);
}

}  // namespace cae
