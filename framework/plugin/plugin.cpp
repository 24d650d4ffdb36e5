#include "framework/plugin/plugin.h"

#include <dlfcn.h>
#include <sys/mman.h>

#include <cstring>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>

#include "framework/base/catalogue/plugin.h"
#include "framework/base/files.h"
#include "framework/base/plugin_code.h"
#include "framework/base/sha256.h"
#include "framework/plugin/cae_plugin.h"
#include "framework/plugin/declaration.h"
#include "framework/plugin/plugin_call.h"
#include "framework/plugin/plugin_kind_words.h"
#include "framework/plugin/plugin_text.h"
#include "framework/plugin/shared_object.h"

namespace cae {
namespace {

constexpr const char* entry_symbol = "cae_plugin_entry";
constexpr std::uint64_t most_file_bytes = std::uint64_t{1} << 30;
constexpr std::uint32_t most_struct_bytes = 4096;

// The part of cae_plugin that is read from the file before any of its code runs.
struct EntryHeader {
  std::uint64_t magic;
  std::uint32_t abi_version, struct_size, parameter_size, kind;
};
static_assert(offsetof(cae_plugin, kind) == offsetof(EntryHeader, kind));

// `least`: the size in the first header of this ABI version, with which every later one begins.
bool readable_size(std::uint32_t found, std::size_t least) {
  return found >= least && found <= most_struct_bytes && found % alignof(void*) == 0;
}

Status check_header(const Place& place, const std::string& path, std::string_view file) {
  const SymbolBytes found = find_symbol_bytes(file, entry_symbol);
  if (!found.problem.empty()) return catalogue::not_a_shared_object(place, path, found.problem);
  if (!found.bytes) return catalogue::not_a_plugin(place, path, "it exports no constant cae_plugin_entry");
  EntryHeader header = {};
  if (found.bytes->size() < sizeof header)
    return catalogue::not_a_plugin(place, path, "its cae_plugin_entry is cut off");
  std::memcpy(&header, found.bytes->data(), sizeof header);
  if (header.magic != CAE_PLUGIN_MAGIC) {
    return catalogue::not_a_plugin(place, path, "its cae_plugin_entry does not begin with CAE_PLUGIN_MAGIC");
  }
  if (header.abi_version != CAE_PLUGIN_ABI_VERSION) {
    return catalogue::other_plugin_abi(place, path, header.abi_version, CAE_PLUGIN_ABI_VERSION);
  }
  constexpr std::size_t least_plugin = offsetof(cae_plugin, check);
  if (!readable_size(header.struct_size, least_plugin)) {
    return catalogue::wrong_plugin_sizes(place, path, "cae_plugin", header.struct_size, least_plugin);
  }
  if (!readable_size(header.parameter_size, sizeof(cae_parameter))) {
    return catalogue::wrong_plugin_sizes(place, path, "cae_parameter", header.parameter_size,
                                         sizeof(cae_parameter));
  }
  return Done{};
}

// The dynamic linker's last error message without the path that it begins with.
std::string linker_reason(const std::string& path) {
  const char* complaint = dlerror();
  std::string reason = plugin_text(complaint);
  if (reason.starts_with(path + ": ")) reason.erase(0, path.size() + 2);
  return reason.empty() ? "the dynamic linker gave no reason" : reason;
}

// Whether so little memory is left that linking a plugin may fail for it. The linker's message alone does not
// distinguish that from a file system mounted noexec.
bool memory_is_short(const std::string& reason) {
  constexpr std::size_t plenty = std::size_t{16} << 20;
  if (reason.find("map") == std::string::npos && reason.find("memory") == std::string::npos) return false;
  void* address = mmap(nullptr, plenty, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (address == MAP_FAILED) return true;
  munmap(address, plenty);
  return false;
}

// What is known of a loaded file apart from what its entry declares. Kept until the program ends, as the file
// is never closed.
struct LoadedFile {
  std::string name;  // of the file, without its ending
  std::string path;
  StateChanges changes;  // what its constructors left changed
};

// By entry: a file that is loaded again runs no constructors.
const LoadedFile* loaded_file(const void* entry, LoadedFile found) {
  static std::mutex mutex;
  static auto& files = *std::make_unique<std::map<const void*, LoadedFile>>().release();
  const std::lock_guard lock(mutex);
  return &files.try_emplace(entry, std::move(found)).first->second;
}

struct OpenedFile {
  const cae_plugin* entry;
  const LoadedFile& file;
};

Result<OpenedFile> open_entry(const Place& place, const std::string& path) {
  LoadedFile file = {plugin_text(std::filesystem::path(path).stem().c_str()), plugin_text(path.c_str()), {}};
  const PluginActivity activity = {file.name.c_str(), file.path.c_str(), "its constructors"};
  PluginCall guard(activity);
  // Never closed: thread-local destructors and registered handlers of the plugin may run until the program
  // ends.
  void* handle = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  file.changes = guard.end();
  if (handle == nullptr) {
    const std::string reason = linker_reason(path);
    if (memory_is_short(reason))
      return catalogue::plugin_out_of_memory(place, file.name, "the dynamic linker");
    return catalogue::plugin_does_not_link(place, path, reason);
  }
  const void* entry = dlsym(handle, entry_symbol);
  if (entry == nullptr) return catalogue::plugin_does_not_link(place, path, linker_reason(path));
  const LoadedFile* kept = loaded_file(entry, file);
  note_plugin_code(entry, {kept->name.c_str(), kept->path.c_str(), "code that cae-lab did not call"});
  return OpenedFile{static_cast<const cae_plugin*>(entry), *kept};
}

}  // namespace

std::string_view to_string(PluginKind kind) {
  return words_of(kind)[static_cast<std::size_t>(kind)].text;
}

std::string_view to_string(ParameterType type) {
  constexpr std::string_view names[] = {"integer", "number", "flag", "word", "text", "layer", "table"};
  return names[static_cast<std::size_t>(type)];
}

Result<Plugin> Plugin::load(const std::string& given_path, const Place& place) {
  // Without a slash the dynamic linker would search its own folders.
  const std::string path = given_path.find('/') == std::string::npos ? "./" + given_path : given_path;
  const Result<std::string> file = read_file(path, most_file_bytes);
  if (!file) {
    const std::string& message = file.diagnostics().front().message;
    return catalogue::unreadable_plugin(place, path, message.substr(message.find(": ") + 2));
  }
  if (const Status status = check_header(place, path, *file); !status) return status.diagnostics();
  const auto opened = open_entry(place, path);
  if (!opened) return opened.diagnostics();
  const cae_plugin& entry = *opened->entry;
  const PluginActivity activity = {opened->file.name.c_str(), opened->file.path.c_str(), "its declaration"};
  const PluginScope reading_scope(activity);  // a pointer of the declaration may lead nowhere
  if (const std::string problem = entry_problem(entry); !problem.empty()) {
    return catalogue::bad_plugin_declaration(place, path, problem);
  }
  ParameterReading reading = read_parameters(entry);
  if (!reading.problem.empty()) return catalogue::bad_plugin_declaration(place, path, reading.problem);

  Plugin plugin;
  plugin.name_ = plugin_text(entry.name);
  plugin.version_ = plugin_text(entry.version);
  plugin.summary_ = plugin_text(entry.summary);
  plugin.path_ = path;
  plugin.sha256_ = cae::sha256(*file);
  plugin.kind_ = static_cast<PluginKind>(entry.kind - CAE_AUGMENTATION);
  plugin.effect_ = effect_of(entry);
  plugin.parameters_ = std::move(reading.parameters);
  plugin.entry_ = &entry;
  plugin.changed_by_loading_ = opened->file.changes;
  return plugin;
}

Plugin Plugin::through(const cae_plugin& entry) const {
  Plugin plugin = *this;
  plugin.entry_ = &entry;
  return plugin;
}

}  // namespace cae
