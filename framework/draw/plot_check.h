// Whether plots can be drawn on this machine, found out before there is anything to draw.
#pragma once

#include "framework/base/result.h"

namespace cae {

// Has gnuplot draw a small picture. E954: it is not there; E955: it fails; E960: it finds no font.
Status check_plots();

}  // namespace cae
