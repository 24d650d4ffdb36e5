#include "framework/plugin/foresight_sink.h"

#include <algorithm>
#include <exception>
#include <limits>

#include "framework/plugin/output_sink.h"
#include "framework/plugin/plugin_text.h"

namespace cae {

ForesightSink::ForesightSink(HostServices& services) : services_(services) {
  results_ = {
      .struct_size = sizeof(cae_results),
      .context = this,
      .add_table = &ForesightSink::add_table,
      .add_metric = [](void*, const char*, double) {},
      .add_picture = [](void*, const char*, std::size_t, std::size_t) -> std::uint8_t* { return nullptr; },
      .add_memory = &ForesightSink::add_memory,
      .add_metric_of = [](void*, const char*, const char*, const char*, double) {}};
}

double* ForesightSink::add_table(void* context, const char* name, std::size_t rows, std::size_t columns,
                                 const char* const* column_names, const std::int64_t*, const std::int64_t*,
                                 const char*) {
  ForesightSink& sink = self(context);
  try {
    ForeseenTable table{.name = plugin_text(name), .columns = {}, .rows = 0};
    if (!table.name.empty() && columns > 0 && columns <= most_numbers &&
        exceeds(rows, columns, most_numbers)) {
      sink.foresight_.oversized.push_back({table.name, rows, columns});
      return nullptr;
    }
    if (table.name.empty() || columns == 0 || columns > most_numbers) {
      sink.services_.complain({.kind = PluginComplaint::Kind::broken_contract,
                               .text = "will add the table '" + table.name + "' of " + std::to_string(rows) +
                                       " x " + std::to_string(columns) + " numbers; the limit is " +
                                       std::to_string(most_numbers)});
      return nullptr;
    }
    table.rows = static_cast<std::int64_t>(rows);
    for (std::size_t i = 0; i < columns; ++i) {
      table.columns.push_back(column_names == nullptr ? "" : plugin_text(column_names[i]));
    }
    sink.foresight_.tables.push_back(std::move(table));
  } catch (const std::exception&) {
    sink.services_.complain({.kind = PluginComplaint::Kind::broken_contract,
                             .text = "will add a table of " + std::to_string(columns) +
                                     " columns, for whose names there is not enough memory"});
  }
  return nullptr;
}

void ForesightSink::add_memory(void* context, std::uint64_t bytes) {
  std::uint64_t& sum = self(context).foresight_.memory_bytes;
  constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max() / 2;
  sum += std::min(bytes, most - sum);
}

}  // namespace cae
