// Batches for one training or evaluation run. The next batch is prepared on a thread of its own while the
// caller uses the current one; what a batch holds depends on (dataset, order, epoch, step) alone, with or
// without that thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "framework/base/result.h"
#include "framework/data/dataset.h"

namespace cae {

// Changes a batch in place. `inputs` and `targets` both hold its images, [count, C, H, W]; `samples` are the
// dataset indices.
using Augmentation = std::function<Status(std::span<float> inputs, std::span<float> targets,
                                          std::span<const std::uint32_t> samples, std::uint32_t epoch)>;

// Valid until the next call of next() or start_epoch(), or the end of the source.
struct BatchView {
  std::span<const float> inputs;           // [count, H, W, C]
  std::span<const float> targets;          // the same shape; the same memory if there is no augmentation
  std::span<const std::uint32_t> samples;  // the dataset index of each image
  std::span<const float> labels;  // the number of each image's class; empty where the dataset has none
  int count = 0;                  // below the batch size in the last batch only
  int images = 0;                 // of the whole batch, where other processes have a part of it
};

// Which images of a batch of so many a source prepares: all, unless other processes prepare the others.
struct ImageRange {
  int first = 0;
  int count = 0;
};
using OwnImages = std::function<ImageRange(int images)>;
inline ImageRange all_images(int images) {
  return {0, images};
}

class BatchSource {
 public:
  // `dataset` must outlive the source. Its thread uses the caller's floating-point modes, and calls `own`.
  BatchSource(const Dataset& dataset, int batch, Augmentation augmentation = {}, bool prefetch = true,
              OwnImages own = all_images);
  ~BatchSource();
  BatchSource(const BatchSource&) = delete;
  BatchSource& operator=(const BatchSource&) = delete;

  // Starts an epoch over the samples of `order`, at any step of it; what was being prepared is dropped.
  void start_epoch(std::vector<std::uint32_t> order, std::uint32_t epoch, std::int64_t first_step = 0);
  std::int64_t steps() const;  // of the whole epoch, the short last one included

  // The next batch, or nothing at the end of the epoch. An error of the augmentation is returned here, at its
  // step; an exception of it is thrown here.
  Result<std::optional<BatchView>> next();

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace cae
