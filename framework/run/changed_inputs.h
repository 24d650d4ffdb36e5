// Whether what a run reads is what it read when it was begun.
#pragma once

#include <string>
#include <vector>

#include "framework/base/result.h"
#include "framework/store/run_record.h"

namespace cae {

// "12 files, 3,456 bytes, sha256 1234567890ab"; of a large file "1,288,490,188 bytes, last changed
// 2026-11-24T08:50:43Z, samples 1234567890ab".
std::string input_text(const InputRecord& input);

// E820 for every input that has changed, came or went since `then`; paths do not matter, and labels may come
// and go, since nothing is trained on them.
Status check_inputs(const std::string& run, const std::vector<InputRecord>& then,
                    const std::vector<InputRecord>& now);

}  // namespace cae
