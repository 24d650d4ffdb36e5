// What makes two runs the same run: the model's text, the settings that decide what is computed, and the
// content of what is read (input_sums.h). Where files are, what the experiment is called, for how many epochs
// it trains and what is analysed afterwards is not part of it.
#pragma once

#include <string>
#include <vector>

#include "framework/store/run_record.h"

namespace cae {

// The resolved settings (a JSON object) without those that are not part of the identity; a plugin is named as
// it calls itself. Empty where the text is no JSON object.
std::string identity_settings(const std::string& configuration);

// The recorded settings with today's in all that is not part of the identity: what a run is recorded with
// when it goes on. The identity, and so the marks of its checkpoints, stay as they were.
std::string refreshed_settings(const std::string& recorded, const std::string& today);

// What the checkpoints of a run are marked with: the name under which it was begun, a space, and a sum of the
// model's text and the settings.
std::string checkpoint_mark(const std::string& run, const std::string& model_text,
                            const std::string& configuration);
// The marks that a checkpoint of this run may have: today's, and the one of before version 3 of the store.
std::vector<std::string> checkpoint_marks(const StoredRun& run);

}  // namespace cae
