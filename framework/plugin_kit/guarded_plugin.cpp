#include "framework/plugin_kit/guarded_plugin.h"

#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <memory>
#include <optional>
#include <utility>

#include "framework/plugin/cae_plugin.h"
#include "framework/plugin/plugin_call.h"

namespace cae {
namespace {

// What the functions below work for.
struct Tried {
  const cae_plugin* entry = nullptr;
  const Plugin* plugin = nullptr;
  GuardedCalls* calls = nullptr;
  pid_t process = 0;
  void (*parallel_for)(void*, std::size_t, void (*)(void*, std::size_t), void*) = nullptr;
};
Tried tried;

// In a process that the plugin made and that has come back from it; cae-lab is about to end that.
void note_if_copied() {
  if (getpid() != tried.process) tried.calls->board.note_copy();
}

// Around a call of one of the plugin's functions.
class Call {
 public:
  explicit Call(const char* function)
      : function_(function),
        activity_{tried.plugin->name().c_str(), tried.plugin->path().c_str(), function},
        memory_(tried.calls->end) {
    tried.calls->board.enter(function);
    state_.emplace(activity_);
  }
  ~Call() {
    note_if_copied();
    for (const char* change : state_->end())
      tried.calls->note(std::string("left ") + change + " changed in " + function_);
    state_.reset();
    if (tried.calls->board.take_copy())
      tried.calls->note(std::string("made a second process, which came back from ") + function_);
    tried.calls->board.leave();
  }
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  bool is_guarded() const { return tried.calls->guarded; }
  CallMemory& memory() { return memory_; }

 private:
  const char* function_;
  PluginActivity activity_;
  CallMemory memory_;
  std::optional<PluginCall> state_;
};

// One use, as the host has it.
struct GuardedUse {
  const cae_host* host;  // of the host
  cae_host own;          // that the plugin is given
  void* instance = nullptr;

  void renew_model() { own.model = host->model; }
};

GuardedUse& use_of(void* instance) {
  return *static_cast<GuardedUse*>(instance);
}

struct LoopBody {
  void (*body)(void*, std::size_t);
  void* data;
  std::size_t index;
};

void parallel_for(void* context, std::size_t count, void (*body)(void*, std::size_t), void* data) {
  note_if_copied();
  if (!tried.calls->backwards) return tried.parallel_for(context, count, body, data);
  for (std::size_t i = count; i > 0; --i) {
    LoopBody one{body, data, i - 1};
    tried.parallel_for(
        context, 1,
        [](void* of, std::size_t) {
          const LoopBody& it = *static_cast<const LoopBody*>(of);
          it.body(it.data, it.index);
        },
        &one);
  }
}

void* create(const cae_host* host, const cae_value* values) {
  auto use = std::make_unique<GuardedUse>(GuardedUse{host, *host});
  tried.parallel_for = host->parallel_for;
  use->own.parallel_for = parallel_for;
  std::vector<cae_value> given(values, values + tried.entry->parameter_count);
  {
    Call call("create");
    if (call.is_guarded()) {
      for (cae_value& value : given) value.text = call.memory().constant_text("values[].text", value.text);
      values = call.memory().constant("values", given.data(), given.size());
    }
    use->instance = tried.entry->create(&use->own, values);
  }
  return use->instance == nullptr ? nullptr : use.release();
}

void destroy(void* instance) {
  const std::unique_ptr<GuardedUse> use(static_cast<GuardedUse*>(instance));
  if (tried.entry->destroy == nullptr) return;
  try {
    const Call call("destroy");
    tried.entry->destroy(use->instance);
  } catch (...) {
    tried.calls->note("threw an exception out of destroy");
  }
}

const cae_batch* batch_for(CallMemory& memory, const cae_batch* given) {
  if (given == nullptr) return nullptr;
  cae_batch batch = *given;
  const std::size_t numbers = batch.count * batch.channels * batch.height * batch.width;
  batch.layer = memory.constant_text("batch->layer", batch.layer);
  batch.values = memory.constant("batch->values", batch.values, numbers);
  batch.samples = memory.constant("batch->samples", batch.samples, batch.count);
  batch.labels = memory.constant("batch->labels", batch.labels, batch.count);
  batch.reconstructions = memory.constant("batch->reconstructions", batch.reconstructions, numbers);
  return memory.constant("batch", &batch, 1);
}

// What an output is filled with before the call: a number that is none, with a mark.
constexpr std::uint32_t not_written = 0x7fc0cae1;

int augment_guarded(Call& call, GuardedUse& use, const cae_batch* batch, float* out) {
  const std::size_t numbers = batch->count * batch->channels * batch->height * batch->width;
  float* own = call.memory().writable<float>("out", numbers);
  std::fill_n(own, numbers, std::bit_cast<float>(not_written));
  const int status = tried.entry->augment(use.instance, batch_for(call.memory(), batch), own);
  const auto is_left = [](float value) { return std::bit_cast<std::uint32_t>(value) == not_written; };
  const auto left = std::count_if(own, own + numbers, is_left);
  std::replace_copy_if(own, own + numbers, out, is_left, 0.0F);
  if (status == CAE_OK && left > 0) {
    tried.calls->note("left " + std::to_string(left) + " of the " + std::to_string(numbers) +
                      " numbers of 'out' unwritten in augment");
  }
  return status;
}

int augment(void* instance, const cae_batch* batch, float* out) {
  GuardedUse& use = use_of(instance);
  Call call("augment");
  return call.is_guarded() ? augment_guarded(call, use, batch, out)
                           : tried.entry->augment(use.instance, batch, out);
}

int request(void* instance, cae_request* wanted) {
  Call call("request");
  return tried.entry->request(use_of(instance).instance, wanted);
}

// The host's results, whose memory is guarded until the call ends.
class GuardedResults {
 public:
  GuardedResults(Call& call, const cae_results& host) : call_(call), host_(host), own_(host) {
    if (!call.is_guarded()) return;
    own_.context = this;
    own_.add_table = add_table;
    own_.add_metric = add_metric;
    own_.add_picture = add_picture;
    own_.add_memory = host.add_memory == nullptr ? nullptr : add_memory;
    own_.add_metric_of = add_metric_of;
  }
  const cae_results* results() const { return &own_; }

  // What the plugin wrote goes to the host.
  void hand_over() {
    for (const Piece& piece : pieces_) std::memcpy(piece.host, piece.own, piece.bytes);
  }

 private:
  struct Piece {
    void* host;
    const void* own;
    std::size_t bytes;
  };
  static GuardedResults& self(void* context) { return *static_cast<GuardedResults*>(context); }

  template <class T>
  T* own_memory(const char* name, T* host, std::size_t count) {
    if (host == nullptr) return nullptr;
    T* own = call_.memory().writable<T>(name, count);
    pieces_.push_back({host, own, count * sizeof(T)});
    return own;
  }

  static double* add_table(void* context, const char* name, std::size_t rows, std::size_t columns,
                           const char* const* names, const std::int64_t* samples, const std::int64_t* labels,
                           const char* draw) {
    const cae_results& host = self(context).host_;
    return self(context).own_memory(
        "the numbers of a table",
        host.add_table(host.context, name, rows, columns, names, samples, labels, draw), rows * columns);
  }
  static void add_metric(void* context, const char* name, double value) {
    const cae_results& host = self(context).host_;
    host.add_metric(host.context, name, value);
  }
  static std::uint8_t* add_picture(void* context, const char* name, std::size_t width, std::size_t height) {
    const cae_results& host = self(context).host_;
    return self(context).own_memory("the bytes of a picture",
                                    host.add_picture(host.context, name, width, height), 3 * width * height);
  }
  static void add_memory(void* context, std::uint64_t bytes) {
    const cae_results& host = self(context).host_;
    host.add_memory(host.context, bytes);
  }
  static void add_metric_of(void* context, const char* name, const char* split, const char* class_name,
                            double value) {
    const cae_results& host = self(context).host_;
    host.add_metric_of(host.context, name, split, class_name, value);
  }

  Call& call_;
  const cae_results& host_;
  cae_results own_;
  std::vector<Piece> pieces_;
};

const cae_table* table_for(CallMemory& memory, const cae_table& given) {
  cae_table table = given;
  table.name = memory.constant_text("the name of a table", table.name);
  std::vector<const char*> names(table.column_names, table.column_names + table.columns);
  for (const char*& name : names) name = memory.constant_text("the name of a column", name);
  table.column_names = memory.constant("table->column_names", names.data(), names.size());
  table.values = memory.constant("table->values", table.values, table.rows * table.columns);
  table.samples = memory.constant("table->samples", table.samples, table.rows);
  table.labels = memory.constant("table->labels", table.labels, table.rows);
  return memory.constant("a table", &table, 1);
}

// The tables of a call, in memory that lives as long as it.
class GuardedTables {
 public:
  GuardedTables(Call& call, const cae_table* const* given, std::size_t count)
      : tables_(given, given + count), shown_(given) {
    if (!call.is_guarded()) return;
    for (const cae_table*& table : tables_) table = table_for(call.memory(), *table);
    shown_ = call.memory().constant("tables", tables_.data(), count);
  }
  const cae_table* const* tables() const { return shown_; }

 private:
  std::vector<const cae_table*> tables_;
  const cae_table* const* shown_;
};

// The last part of extract, analyse and check.
template <class Function>
int with_results(const char* name, void* instance, const cae_batch* batch, const cae_results* results,
                 Function&& function) {
  GuardedUse& use = use_of(instance);
  use.renew_model();
  Call call(name);
  GuardedResults guarded(call, *results);
  const int status = function(call, use.instance, call.is_guarded() ? batch_for(call.memory(), batch) : batch,
                              guarded.results());
  guarded.hand_over();
  return status;
}

int extract(void* instance, const cae_batch* output, const cae_results* results) {
  return with_results("extract", instance, output, results,
                      [](Call&, void* own, const cae_batch* batch, const cae_results* guarded) {
                        return tried.entry->extract(own, batch, guarded);
                      });
}

int analyse(void* instance, const cae_batch* images, const cae_table* const* tables, std::size_t count,
            const cae_results* results) {
  return with_results("analyse", instance, images, results,
                      [&](Call& call, void* own, const cae_batch* batch, const cae_results* guarded) {
                        const GuardedTables own_tables(call, tables, count);
                        return tried.entry->analyse(own, batch, own_tables.tables(), count, guarded);
                      });
}

int check(void* instance, const cae_batch* input, const cae_table* const* tables, std::size_t count,
          const cae_results* results) {
  return with_results("check", instance, input, results,
                      [&](Call& call, void* own, const cae_batch* batch, const cae_results* guarded) {
                        const GuardedTables own_tables(call, tables, count);
                        return tried.entry->check(own, batch, own_tables.tables(), count, guarded);
                      });
}

// The plugin's entry with the functions above in place of its own, where it has them.
cae_plugin guarded_entry(const cae_plugin& entry) {
  cae_plugin own = {};
  std::memcpy(&own, &entry, std::min<std::size_t>(entry.struct_size, sizeof own));
  own.create = create;
  own.destroy = destroy;
  if (own.augment != nullptr) own.augment = augment;
  if (own.request != nullptr) own.request = request;
  if (own.extract != nullptr) own.extract = extract;
  if (own.analyse != nullptr) own.analyse = analyse;
  if (own.check != nullptr) own.check = check;
  return own;
}

}  // namespace

void GuardedCalls::note(std::string text) {
  const std::lock_guard lock(mutex_);
  if (std::find(notes_.begin(), notes_.end(), text) == notes_.end()) notes_.push_back(std::move(text));
}

std::vector<std::string> GuardedCalls::take_notes() {
  const std::lock_guard lock(mutex_);
  return std::exchange(notes_, {});
}

Plugin guarded_plugin(const Plugin& plugin, GuardedCalls& calls) {
  static cae_plugin entry;
  static std::optional<Plugin> kept;
  kept = plugin;
  entry = guarded_entry(plugin.entry());
  tried = {&plugin.entry(), &*kept, &calls, getpid(), nullptr};
  return plugin.through(entry);
}

}  // namespace cae
