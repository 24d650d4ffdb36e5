// PNG files that are decoded beside what uses them: a thread goes through all of them from the first on, and
// whoever wants images before it has come to them decodes these itself.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "framework/data/dataset.h"
#include "framework/data/png_files.h"

namespace cae {

class DecodedFolder final : public ImageSource {
 public:
  // The first file is decoded at once, and its error returned: most often none of them has the wanted shape.
  static Result<std::shared_ptr<const ImageSource>> open(std::string folder, std::vector<PngFile> files,
                                                         const ImageShape& shape);
  ~DecodedFolder() override;

  // As soon as one file is found damaged, its error.
  Result<Dataset> read(std::span<const std::uint32_t> samples) const override;
  PixelRange range() const override { return {0.0F, 1.0F}; }

 private:
  enum class State : std::uint8_t { untouched, in_work, decoded };

  DecodedFolder(std::string folder, std::vector<PngFile> files, const ImageShape& shape);
  std::uint8_t* pixels_of(std::size_t image) const;
  void decode(std::size_t image) const;
  void work() const;

  const std::string folder_;
  const std::vector<PngFile> files_;
  const ImageShape shape_;
  const std::unique_ptr<std::uint8_t[]> pixels_;
  const std::unique_ptr<std::atomic<State>[]> states_;  // one a file

  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;  // an image was decoded
  mutable Diagnostics problems_;             // of the first that was found damaged
  mutable std::atomic<bool> stopping_ = false;
  std::thread worker_;
};

}  // namespace cae
