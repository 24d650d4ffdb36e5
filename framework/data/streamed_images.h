// The images of an NPY or IDX file that are read from it batch by batch, so that they may be more than fit in
// memory. The file is read (pread), not mapped: mapped pages count as memory of the process, and a file that
// is cut while it is mapped ends the process; a read is an error that can be told (docs/decisions has the
// times).
#pragma once

#include <cstdint>

#include "framework/base/result.h"
#include "framework/data/array_reader.h"
#include "framework/data/dataset.h"

namespace cae {

// Whether the first `limit` images (0: all) are to be streamed rather than held. `reader` has images.
bool is_streamed(const ArrayReader& reader, std::int64_t limit, Streaming streaming);

// A dataset that reads them. Some are read now, to find what is wrong with the file as a whole; of the others
// a value that is not finite is found when its image is read.
Result<Dataset> stream_images(ArrayReader reader, const ImageShape& wanted, std::int64_t limit);

}  // namespace cae
