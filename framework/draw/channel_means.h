// What a convolution gives, channel by channel.
#pragma once

#include "framework/base/table.h"

namespace cae {

// Whether a row is an image of a layer with several places a channel.
bool has_places(const Table& table);
// A column a channel: the mean over its places. The columns are named after the channels, from 1.
Table channel_means(const Table& table);

}  // namespace cae
