// Takes the runs of other stores into one, each with all its rows and files.
//
// A run is known again by its identity, which it has from its beginning on. It gets the next free number of
// the new store, and its folder the name with it. Each store is taken in one transaction: whenever the
// process is killed, a store is there as a whole or not at all, and the same call again takes the rest.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "framework/base/result.h"
#include "framework/store/run_store.h"

namespace cae {

struct TakenRun {
  std::string from = {};  // its name in the store that it came from
  std::string name = {};  // and in the new one
};

// What became of one store's runs.
struct TakenStore {
  std::string directory = {};
  std::vector<TakenRun> taken = {};        // new ones
  std::vector<TakenRun> replaced = {};     // further than what was there under another number, which is gone
  std::vector<std::string> known = {};     // there already, as far or further
  std::vector<std::string> training = {};  // left out, as a process trains them
  Diagnostics clashes = {};                // E647: left out
};

// Makes the store `target` if it is absent. `told` hears of each store when it is taken. E646, E648, E649,
// and what opening a store refuses; the stores before are taken then.
Status merge_stores(const std::vector<std::string>& sources, const std::string& target, Journal journal,
                    const std::function<void(const TakenStore&)>& told);

}  // namespace cae
