#include "framework/data/png_files.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include "framework/base/catalogue/call.h"
#include "framework/base/catalogue/data.h"
#include "framework/base/folder_entries.h"

namespace cae {
namespace {

// Folders that archives of macOS, network storage, Windows, file systems and Python create.
constexpr std::array<std::string_view, 10> tools_folders = {"__MACOSX",     "@eaDir",
                                                            "@Recycle",     "#recycle",
                                                            "$RECYCLE.BIN", "RECYCLER",
                                                            "lost+found",   "System Volume Information",
                                                            "__pycache__",  "@Recently-Snapshot"};

bool is_tools_folder(std::string_view name) {
  return std::find(tools_folders.begin(), tools_folders.end(), name) != tools_folders.end();
}

// Of other formats that photographs, scans and textures come in.
constexpr std::array<std::string_view, 18> other_endings = {
    ".jpg",  ".jpeg", ".jpe",  ".jfif", ".jp2",  ".jxl", ".gif", ".bmp", ".tif",
    ".tiff", ".webp", ".avif", ".heic", ".heif", ".ppm", ".pgm", ".pbm", ".tga"};

enum class Kind { png, other_image, other };

Kind kind_of(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (name.ends_with(".png")) return Kind::png;
  const bool is_image = std::any_of(other_endings.begin(), other_endings.end(),
                                    [&](std::string_view ending) { return name.ends_with(ending); });
  return is_image ? Kind::other_image : Kind::other;
}

struct Listing {
  std::vector<std::string> folders;  // names, sorted
  std::vector<std::string> files;    // of PNG files alone
};

void add_to(PassedOver& files, const std::string& path) {
  ++files.count;
  if (files.first.empty() || path < files.first) files.first = path;
}

class Search {
 public:
  explicit Search(std::string folder) : folder_(std::move(folder)) {
    while (folder_.size() > 1 && folder_.ends_with('/')) folder_.pop_back();
  }

  Result<PngFiles> run() {
    const Result<Listing> top = list("");
    if (!top) return top.diagnostics();
    PngFiles found;
    for (const std::string& name : top->files) found.images.push_back({name, 0});
    for (const std::string& name : top->folders) {
      if (Status status = add_class(name, found); !status) return status.diagnostics();
      if (!top->files.empty() && !found.class_names.empty()) {
        return catalogue::png_beside_classes(folder_ + "/" + top->files.front(), folder_);
      }
    }
    if (found.images.empty()) return catalogue::no_png(folder_, passed_over_.count, passed_over_.first);
    found.other_images = std::move(other_images_);
    return found;
  }

 private:
  using Place = std::pair<dev_t, ino_t>;

  Result<Listing> list(const std::string& name) {
    const std::string path = name.empty() ? folder_ : folder_ + "/" + name;
    Listing listing;
    std::error_code error;
    for (const FolderEntry& entry : folder_entries(path, error)) {
      if (entry.name.starts_with('.')) continue;
      if (entry.is_folder) {
        if (!is_tools_folder(entry.name)) listing.folders.push_back(entry.name);
        continue;
      }
      const Kind kind = kind_of(entry.name);
      if (kind == Kind::png) {
        listing.files.push_back(entry.name);
        continue;
      }
      add_to(passed_over_, path + "/" + entry.name);
      if (kind == Kind::other_image) add_to(other_images_, path + "/" + entry.name);
    }
    if (error) return catalogue::cannot_read(path, error.message());
    std::sort(listing.folders.begin(), listing.folders.end());
    std::sort(listing.files.begin(), listing.files.end());
    return listing;
  }

  // Whether the folder is entered for the first time: with symbolic links there may be loops, and several
  // paths to one folder.
  bool enter(const std::string& name, std::set<Place>& entered) const {
    struct stat status = {};
    const std::string path = name.empty() ? folder_ : folder_ + "/" + name;
    if (::stat(path.c_str(), &status) != 0) return true;  // reading it will say why
    return entered.insert({status.st_dev, status.st_ino}).second;
  }

  Status add_class(const std::string& name, PngFiles& found) {
    std::set<Place> entered;
    (void)enter("", entered);
    std::vector<std::string> images;
    if (Status status = add_images(name, entered, images); !status) return status;
    if (images.empty()) return Done{};
    std::sort(images.begin(), images.end());
    const auto label = static_cast<std::int64_t>(found.class_names.size());
    for (std::string& image : images) found.images.push_back({std::move(image), label});
    found.class_names.push_back(name);
    return Done{};
  }

  Status add_images(const std::string& name, std::set<Place>& entered, std::vector<std::string>& images) {
    if (!enter(name, entered)) return Done{};
    const Result<Listing> inside = list(name);
    if (!inside) return inside.diagnostics();
    for (const std::string& file : inside->files) images.push_back(name + "/" + file);
    for (const std::string& deeper : inside->folders) {
      if (Status status = add_images(name + "/" + deeper, entered, images); !status) return status;
    }
    return Done{};
  }

  std::string folder_;
  PassedOver passed_over_;   // all of them
  PassedOver other_images_;  // that look like images
};

}  // namespace

Result<PngFiles> find_png_files(const std::string& folder) {
  return Search(folder).run();
}

}  // namespace cae
