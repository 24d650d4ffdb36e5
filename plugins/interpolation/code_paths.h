// Paths from one code to another.
// Spherical: Shoemake, "Animating rotation with quaternion curves" (SIGGRAPH 1985); for codes: White,
// "Sampling generative networks" (2016).
#pragma once

#include <vector>

using Code = std::vector<double>;

// Between the directions of both codes as seen from zero, 0 to pi; 0 where one of them is zero.
double angle_between(const Code& from, const Code& to);

// The code at `part` of the way, 0 to 1, on the straight line.
Code on_line(const Code& from, const Code& to, double part);

// sin((1 - part) a) / sin(a) from + sin(part a) / sin(a) to, with the angle a; the line where sin(a) is
// almost zero.
Code on_arc(const Code& from, const Code& to, double part);
