// Which rows are tested together in a cross-validation.
#pragma once

#include <cstddef>
#include <vector>

// The fold, below `folds`, of each row. Each fold has about the same number of rows of each class: the rows
// of a class, in the order of `drawn`, are dealt out in turn. `drawn`: a random number for each row.
std::vector<std::size_t> stratified_folds(const std::vector<std::size_t>& class_of, std::size_t folds,
                                          const std::vector<float>& drawn);
