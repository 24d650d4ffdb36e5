#include "framework/run/rank_messages.h"

#include <algorithm>
#include <csignal>
#include <nlohmann/json.hpp>

#include "framework/base/stop_signal.h"
#include "framework/engine/gather_numbers.h"

namespace cae {

RankMessage broadcast(Exchange& exchange, const RankMessage& message) {
  const bool speaks = exchange.rank() == 0;
  const std::string own = speaks ? static_cast<char>(message.command) + message.text : "";
  const std::string heard = gather_texts(exchange, own).front();
  return {static_cast<RankCommand>(heard.front()), heard.substr(1)};
}

std::vector<std::string> gather_texts(Exchange& exchange, const std::string& own) {
  std::vector<std::size_t> ends = gather_numbers(exchange, own.size());
  for (std::size_t r = 1; r < ends.size(); ++r) ends[r] += ends[r - 1];
  std::string all(ends.back(), '\0');
  const auto rank = static_cast<std::size_t>(exchange.rank());
  std::copy(own.begin(), own.end(), all.begin() + static_cast<std::ptrdiff_t>(ends[rank] - own.size()));
  exchange.all_gather(std::as_writable_bytes(std::span(all)), ends);
  std::vector<std::string> texts;
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    texts.push_back(all.substr(begin, end - begin));
    begin = end;
  }
  return texts;
}

std::string text_of(const RankOrder& order) {
  return nlohmann::json{{"experiment", order.experiment}, {"settings", order.settings},
                        {"options", order.options},       {"model_file", order.model_file},
                        {"model_text", order.model_text}, {"disabled_passes", order.disabled_passes}}
      .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

RankOrder rank_order(const std::string& text) {
  const nlohmann::json values = nlohmann::json::parse(text);
  return {.experiment = values.at("experiment"),
          .settings = values.at("settings"),
          .options = values.at("options"),
          .model_file = values.at("model_file"),
          .model_text = values.at("model_text"),
          .disabled_passes = values.at("disabled_passes")};
}

// What all gathered decides, not what this process knows by now: a signal may come in between.
bool any_rank_stops(Exchange& exchange, bool own) {
  constexpr int without_signal = -1;
  const int signal = stop_signal();
  const std::vector<int> asked = gather_numbers(exchange, !own ? 0 : signal != 0 ? signal : without_signal);
  const auto found = std::find_if(asked.begin(), asked.end(), [](int asking) { return asking != 0; });
  if (found == asked.end()) return false;
  if (*found != without_signal && stop_signal() == 0) std::raise(*found);
  return true;
}

}  // namespace cae
