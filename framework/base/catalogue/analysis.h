// E84x, W84x: pictures and analyses, which come after training.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "framework/base/catalogue/did_you_mean.h"
#include "framework/base/catalogue/shown.h"
#include "framework/base/diagnostic.h"

namespace cae::catalogue {

inline Diagnostic reserved_analysis_name(const Place& place, std::string_view name) {
  return {
      .code = "E840",
      .place = place,
      .message = "an analysis cannot be called " + in_quotes(name) + ", the name of a picture of every run",
      .help = "give it another name with 'as'"};
}

inline Diagnostic analysis_name_twice(const Place& place, std::string_view name) {
  return {.code = "E841",
          .place = place,
          .message = "two analyses of this run would be called " + in_quotes(name),
          .help = "give each entry its own name with 'as'; names that differ only in case count as equal"};
}

inline Diagnostic one_name_for_several(const Place& place, std::size_t count, std::string_view key) {
  return {.code = "E858",
          .place = place,
          .message = "'as' names one analysis, but this entry is " + std::to_string(count) +
                     " of them, one for each value of " + in_quotes(key),
          .help = "leave 'as' out, or write an entry for each value"};
}

inline Diagnostic bad_analysis_name(const Place& place, std::string_view name) {
  return {.code = "E842",
          .place = place,
          .message = in_quotes(name) + " cannot name an analysis",
          .help = "use 1 to 64 letters, digits, '-', '_' or '.', beginning with a letter or digit"};
}

inline Diagnostic unknown_weights(const Place& place, std::string_view found) {
  return {.code = "E843",
          .place = place,
          .message = "the weights cannot be " + in_quotes(found),
          .help = "write 'last', those of the last epoch, or 'best', those of the epoch with the least loss"};
}

// `weights` are "last" or "best": the analysis's, and those of a table that it reads.
inline Diagnostic mixed_weights(const Place& place, std::string_view analysis, std::string_view weights,
                                std::string_view table, std::string_view weights_of_table) {
  return {.code = "E867",
          .place = place,
          .message = "the analysis " + in_quotes(analysis) + " is of the " + std::string(weights) +
                     " weights, but the table " + in_quotes(table) + " that it reads is of the " +
                     std::string(weights_of_table),
          .help =
              "an entry without 'weights' takes those of its table; tables that are read together need the "
              "same"};
}

inline std::string names_or(const std::vector<std::string>& names, std::string_view none) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + shown(name);
  return list.empty() ? std::string(none) : list;
}

// `later`: the use that makes it, where that comes after.
inline Diagnostic unknown_table(const Place& place, std::string_view analysis, std::string_view table,
                                const std::vector<std::string>& known, std::string_view later) {
  return {.code = "E844",
          .place = place,
          .message = "the analysis " + in_quotes(analysis) + " needs the table " + in_quotes(table) +
                     (later.empty() ? ", which no entry makes"
                                    : ", which " + in_quotes(later) + " makes only after it"),
          .help = !later.empty() ? "put " + in_quotes(later) + " before it in 'analyse'"
                                 : did_you_mean(table, known, "there are: " + names_or(known, "none"))};
}

inline Diagnostic ambiguous_table(const Place& place, std::string_view analysis, std::string_view table,
                                  const std::vector<std::string>& meant,
                                  const std::vector<std::string>& uses) {
  const bool of_one_entry =
      std::all_of(uses.begin(), uses.end(), [&](const std::string& use) { return use == uses.front(); });
  return {.code = "E845",
          .place = place,
          .message = "the analysis " + in_quotes(analysis) + " needs the table " + in_quotes(table) +
                     ", which can be any of " + names_or(meant, "none"),
          .help = of_one_entry ? "write the whole name of one of them"
                               : "name the entry that makes it (" + names_or(uses, "none") +
                                     "), or give each a name with 'as'"};
}

// Two analyses of a run that would write the same file.
inline Diagnostic result_made_twice(const Place& place, std::string_view analysis, std::string_view name,
                                    std::string_view other) {
  return {.code = "E846",
          .place = place,
          .message = in_quotes(name) + " of the analysis " + in_quotes(analysis) + " would replace that of " +
                     in_quotes(other),
          .help = "give one of the two another name with 'as'"};
}

inline Diagnostic analysis_too_large(const Place& place, std::string_view analysis, std::string_view needed,
                                     std::string_view available) {
  return {.code = "E847",
          .place = place,
          .message = "the analysis " + in_quotes(analysis) + " needs " + std::string(needed) +
                     ", and the machine has " + std::string(available),
          .help = "give it fewer images"};
}

inline Diagnostic table_too_large(const Place& place, std::string_view analysis, std::string_view table,
                                  std::uint64_t rows, std::uint64_t columns, std::size_t limit) {
  return {.code = "E855",
          .place = place,
          .message = "the analysis " + in_quotes(analysis) + " would make the table " + in_quotes(table) +
                     " of " + std::to_string(rows) + " x " + std::to_string(columns) +
                     " numbers; the limit is " + std::to_string(limit),
          .help = "give it fewer images, or a layer with smaller outputs"};
}

inline Diagnostic no_best_weights(std::string_view file) {
  return {.code = "E848",
          .place = {.file = std::string(file)},
          .message = "the best weights of this run are not here",
          .help =
              "a run writes them with its first epoch whose loss is finite; put the file back if it was "
              "removed, or take weights: last",
          .blame = Blame::work};
}

// `resume`: the command that goes on with it.
inline Diagnostic training_not_done(std::string_view run, std::string_view resume) {
  return {.code = "E849",
          .message = "the training of the run " + in_quotes(run) + " is not done",
          .help = "resume it; its analyses are made at the end: " + std::string(resume)};
}

inline Diagnostic damaged_configuration(std::string_view run, std::string_view what) {
  return {
      .code = "E850",
      .message = "the store's record of the run " + in_quotes(run) + " cannot be used: " + std::string(what),
      .help = "see it with cae-lab show " + shown(run) + " --text configuration"};
}

inline Diagnostic data_of_run_missing(std::string_view path, std::string_view run) {
  return {.code = "E851",
          .place = {.file = std::string(path)},
          .message = "these images of the run " + in_quotes(run) + " are missing",
          .help = "paths of a run are as seen from the folder in which it was made: call cae-lab there"};
}

inline Diagnostic analysis_name_taken(std::string_view run, std::string_view name) {
  return {.code = "E852",
          .message = "the run " + in_quotes(run) + " already has an analysis " + in_quotes(name),
          .help = "give the new one another name with --as, or replace that one with --again"};
}

inline Diagnostic unknown_analysis(std::string_view run, std::string_view name,
                                   const std::vector<std::string>& known) {
  return {.code = "E853",
          .message = "the run " + in_quotes(run) + " has no analysis " + in_quotes(name),
          .help = "it has " + names_or(known, "none")};
}

inline Diagnostic needed_analysis_failed(std::string_view analysis, std::string_view needed) {
  return {.code = "E854",
          .message = "the analysis " + in_quotes(analysis) + " needs a table of " + in_quotes(needed) +
                     ", which failed",
          .help = "fix that one first; cae-lab analyse RUN then makes both",
          .blame = Blame::work};
}

// Pictures that a run will want, found before training; training goes ahead.
inline Diagnostic no_pictures_here(std::string_view reason) {
  return {.code = "W840",
          .message = "no plot can be drawn on this machine: " + std::string(reason),
          .help = "the run is trained and its tables are made; cae-lab analyse draws the plots later",
          .severity = Severity::warning};
}

// What is said of every error of a picture or analysis: whose it is, and how to make it.
inline Note in_analysis(std::string_view analysis, std::string_view run, std::string_view command) {
  return {.place = {},
          .text = "in " + in_quotes(analysis) + " of the run " + shown(run) +
                  ", whose training is done; make it with " + std::string(command)};
}

inline Diagnostic no_validation_images(const Place& place, std::string_view analysis) {
  return {.code = "E856",
          .place = place,
          .message = "the analysis " + in_quotes(analysis) +
                     " wants validation images, and this run keeps none back",
          .help = "set data.validation, or take the test or training images"};
}

// `test`: of the test images, else of those that are trained with.
inline Diagnostic no_classes(const Place& place, std::string_view analysis, bool test) {
  const std::string part = test ? "test" : "training";
  return {.code = "E859",
          .place = place,
          .message = "the analysis " + in_quotes(analysis) + " needs the classes of the " + part +
                     " images, which have no labels",
          .help = "give data." + std::string(test ? "test" : "train") +
                  " a file of 'labels', one whole number an image, or leave the analysis out"};
}

inline Diagnostic one_class(const Place& place, std::string_view analysis, bool test) {
  return {.code = "E870",
          .place = place,
          .message = "the analysis " + in_quotes(analysis) + " compares classes, but all " +
                     std::string(test ? "test" : "training") + " images are of one",
          .help = "give it images of several classes, or leave the analysis out"};
}

inline Diagnostic reconstruction_is_no_image(const Place& place, std::string_view analysis,
                                             std::string_view made, std::string_view image) {
  return {.code = "E857",
          .place = place,
          .message = "the analysis " + in_quotes(analysis) +
                     " compares images with their reconstructions, but this model makes " + shown(made) +
                     " of " + shown(image),
          .help = "it needs a model whose output is as large as its input"};
}

}  // namespace cae::catalogue
