#include "framework/graph/mirror.h"

#include <optional>
#include <utility>

#include "framework/graph/builder.h"
#include "framework/graph/operator.h"
#include "framework/graph/rules/image_sides.h"

namespace cae {
namespace {

bool has_weights(std::string_view kind) {
  return kind == "conv" || kind == "depthwise" || kind == "deconv" || kind == "dense";
}

class Mirroring {
 public:
  Mirroring(std::span<const EncoderLayer> encoder, const MirrorOptions& options)
      : encoder_(encoder), options_(options) {}

  std::variant<std::vector<MirroredLayer>, MirrorProblem> run() {
    for (at_ = encoder_.size(); at_-- > 0;) {
      if (layer().input != layer().output || has_weights(layer().kind)) undo();
      if (problem_) return *problem_;
    }
    return std::move(result_);
  }

 private:
  const EncoderLayer& layer() const { return encoder_[at_]; }

  void undo() {
    const std::string& kind = layer().kind;
    if (kind == "dense") return undo_dense();
    if (kind == "conv" || kind == "depthwise") return undo_conv();
    if (kind == "deconv") return undo_deconv();
    if (kind == "pool") return undo_pool();
    if (kind == "upsample") return undo_upsample();
    if (kind == "crop" || kind == "zeropad") return undo_sides();
    if (kind == "flatten") return add("reshape", {{"shape", layer().input}});
    if (kind == "reshape" && layer().input.flat) return add("flatten", {});
    if (kind == "reshape") return add("reshape", {{"shape", layer().input}});
    refuse("which changes the shape from " + to_string(layer().input) + " to " + to_string(layer().output),
           "write the decoder's layers out");
  }

  void undo_dense() {
    std::vector<std::pair<std::string, AttributeValue>> settings{{"units", layer().input.channels}};
    add_weights(std::move(settings), "dense");
  }

  void undo_conv() {
    const Attributes& conv = layer().attributes;
    if (conv.window("dilation") != Window{})
      return refuse("whose dilation a deconv does not have", "write the decoder's layers out");
    const bool depthwise = layer().kind == "depthwise";
    const std::int64_t groups = depthwise ? layer().input.channels : conv.integer("groups");
    std::vector<std::pair<std::string, AttributeValue>> settings{{"filters", layer().input.channels},
                                                                 {"kernel", conv.window("kernel")},
                                                                 {"stride", conv.window("stride")},
                                                                 {"pad", conv.padding("pad")},
                                                                 {"groups", groups}};
    if (conv.padding("pad").mode != Padding::Mode::same) {
      if (const Window rest = rest_of_stride(); rest != Window{0, 0})
        settings.emplace_back("output_padding", rest);
    }
    add_weights(std::move(settings), "deconv");
    fit_size();
  }

  // The rows and columns at the end that a convolution did not reach.
  Window rest_of_stride() const {
    const Attributes& conv = layer().attributes;
    const Window kernel = conv.window("kernel");
    const Window stride = conv.window("stride");
    const Padding pad = conv.padding("pad");
    return {(layer().input.height + 2 * pad.height - kernel.height) % stride.height,
            (layer().input.width + 2 * pad.width - kernel.width) % stride.width};
  }

  void undo_deconv() {
    if (options_.tied)
      return refuse("whose weights a conv cannot use",
                    "leave 'tied=on' out, or write the decoder's layers out");
    const Attributes& deconv = layer().attributes;
    std::vector<std::pair<std::string, AttributeValue>> settings{{"filters", layer().input.channels},
                                                                 {"kernel", deconv.window("kernel")},
                                                                 {"stride", deconv.window("stride")},
                                                                 {"pad", deconv.padding("pad")},
                                                                 {"groups", deconv.integer("groups")}};
    add_weights(std::move(settings), "conv");
    fit_size();
  }

  void undo_pool() {
    const Attributes& pool = layer().attributes;
    const AttributeValue* window = pool.find("window");
    const bool global = std::holds_alternative<std::string>(*window);
    const Window factor = global               ? Window{layer().input.height, layer().input.width}
                          : pool.has("stride") ? pool.window("stride")
                                               : pool.window("window");
    add("upsample", {{"factor", factor}});
    fit_size();
  }

  void undo_upsample() {
    add("pool", {{"mode", std::string("avg")}, {"window", layer().attributes.window("factor")}});
  }

  void undo_sides() {
    const ImageSides sides = image_sides(layer().attributes);
    add(layer().kind == "crop" ? "zeropad" : "crop",
        {{"top", sides.top}, {"bottom", sides.bottom}, {"left", sides.left}, {"right", sides.right}});
  }

  // What is left over, or missing, at the bottom and on the right.
  void fit_size() {
    if (problem_) return;
    const std::int64_t rows = layer().input.height - now_.height;
    const std::int64_t columns = layer().input.width - now_.width;
    if (rows < 0 || columns < 0)
      add_sides("crop", std::max<std::int64_t>(-rows, 0), std::max<std::int64_t>(-columns, 0));
    if (rows > 0 || columns > 0)
      add_sides("zeropad", std::max<std::int64_t>(rows, 0), std::max<std::int64_t>(columns, 0));
  }
  void add_sides(const char* kind, std::int64_t rows, std::int64_t columns) {
    std::vector<std::pair<std::string, AttributeValue>> sides;
    if (rows > 0) sides.emplace_back("bottom", rows);
    if (columns > 0) sides.emplace_back("right", columns);
    add(kind, std::move(sides));
  }

  void add_weights(std::vector<std::pair<std::string, AttributeValue>> settings, const char* kind) {
    if (options_.tied && layer().attributes.has("tied")) {
      return refuse("which uses the weights of " + layer().attributes.choice("tied"),
                    "leave 'tied=on' out, or write the decoder's layers out");
    }
    settings.emplace_back("activation", activation_before());
    settings.emplace_back("init", layer().attributes.choice("init"));
    if (options_.tied) settings.emplace_back("tied", layer().name);
    add(kind, std::move(settings));
  }

  // That of the output which is given back: of the nearest layer above with weights, or of a line after it.
  Activation activation_before() const {
    for (std::size_t i = at_; i-- > 0;) {
      const EncoderLayer& above = encoder_[i];
      if (has_weights(above.kind)) return above.attributes.activation("activation");
      if (!find_operator(above.kind)->is_activation()) continue;
      Activation activation{above.kind, {}};
      for (const auto& [name, value] : above.attributes)
        activation.arguments.emplace_back(name, std::get<double>(value));
      return activation;
    }
    return options_.last;
  }

  void add(std::string kind, std::vector<std::pair<std::string, AttributeValue>> settings) {
    MirroredLayer mirrored{.kind = std::move(kind), .undoes = at_};
    for (auto& [name, value] : settings) mirrored.attributes.set(name, std::move(value));
    const Operator& op = *find_operator(mirrored.kind);
    const Shape before = result_.empty() ? encoder_.back().output : now_;
    const ShapeOrProblem inferred = op.infer(with_defaults(op, mirrored.attributes), {&before, 1});
    if (const auto* found = std::get_if<ShapeProblem>(&inferred))
      return refuse("which a " + mirrored.kind + " would have to undo, " + found->reason,
                    "write the decoder's layers out");
    now_ = std::get<Shape>(inferred);
    result_.push_back(std::move(mirrored));
  }

  void refuse(std::string reason, std::string help) {
    if (!problem_) problem_ = MirrorProblem{at_, std::move(reason), std::move(help)};
  }

  std::span<const EncoderLayer> encoder_;
  const MirrorOptions& options_;
  std::size_t at_ = 0;
  Shape now_ = {};  // that the last mirrored layer gives
  std::vector<MirroredLayer> result_;
  std::optional<MirrorProblem> problem_;
};

}  // namespace

std::variant<std::vector<MirroredLayer>, MirrorProblem> mirror(std::span<const EncoderLayer> encoder,
                                                               const MirrorOptions& options) {
  return Mirroring(encoder, options).run();
}

}  // namespace cae
