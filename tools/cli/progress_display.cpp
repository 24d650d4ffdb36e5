#include "tools/cli/progress_display.h"

#include <fmt/format.h>

#include "framework/base/catalogue/analysis.h"
#include "framework/base/count_text.h"
#include "tools/cli/folded.h"
#include "tools/cli/json_text.h"
#include "tools/cli/number_text.h"
#include "tools/cli/profile_text.h"
#include "tools/cli/progress_line.h"
#include "tools/cli/report.h"
#include "tools/cli/run_text.h"
#include "tools/cli/standard_output.h"
#include "tools/cli/terminal.h"
#include "tools/cli/time_left.h"

namespace cae::cli {
namespace {

void print_line(const std::string& text) {
  print(text + "\n");
  flush_output();
}

void print_line(const Json& event) {
  print_json_line(event);
}

}  // namespace

void ProgressDisplay::erase_live_line() {
  if (live_line_) print("\r\033[K");
  live_line_ = false;
}

DisplayStyle style_of(bool json, bool quiet) {
  if (json) return DisplayStyle::json;
  if (quiet) return DisplayStyle::quiet;
  return has_live_lines() ? DisplayStyle::live : DisplayStyle::lines;
}

void ProgressDisplay::started(const RunStart& run) {
  run_ = run;
  if (style_ == DisplayStyle::json) {
    print_line(Json{{"event", "run"},
                    {"run", run.id},
                    {"name", run.name},
                    {"experiment", run.experiment},
                    {"variant", run.variant},
                    {"seed", run.seed},
                    {"place", place_.number},
                    {"of", place_.of},
                    {"epochs", run.epochs},
                    {"steps", run.steps},
                    {"parameters", run.parameters},
                    {"images", run.images},
                    {"validation_images", run.validation_images},
                    {"test_images", run.test_images},
                    {"memory_bytes", run.memory_bytes}});
  }
  if (style_ != DisplayStyle::live && style_ != DisplayStyle::lines) return;
  print_line(fmt::format("{}{}: {} parameters, {}, {} of {}, {:.0f} MB", place_text(),
                         painted(visible(run.name), TextColour::bold), count_text(run.parameters),
                         images_text(run.images, run.validation_images, run.test_images),
                         counted(run.epochs, "epoch"), counted(run.steps, "step"),
                         static_cast<double>(run.memory_bytes) / 1e6));
}

std::string ProgressDisplay::place_text() const {
  if (place_.of < 2 && !has_later_rounds()) return "";
  const std::int64_t epochs = place_.epochs + later_epochs();
  const auto left = epochs > 0 ? pace_.seconds_for(epochs) : std::nullopt;  // 0: not known
  return fmt::format("run {} of {}{}: ", place_.number, place_.of,
                     left ? ", about " + duration_text(left) + " left" : "");
}

void ProgressDisplay::step_done(const StepReport& report) {
  if (style_ == DisplayStyle::json) {
    print_line(Json{{"event", "step"},
                    {"run", run_.id},
                    {"epoch", report.epoch},
                    {"step", report.step},
                    {"loss", report.loss},
                    {"mean_loss", report.mean_loss},
                    {"images_per_second", report.images_per_second}});
  }
  if (style_ != DisplayStyle::live) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - last_drawn_ < std::chrono::milliseconds(100) && report.step != report.steps) return;
  last_drawn_ = now;
  erase_live_line();
  // The last column stays free: a terminal may go to the next line once it is full.
  RunStart until_now = run_;
  if (place_.until > 0) until_now.epochs = place_.until;
  const double left = seconds_left(until_now, report);
  ShownProgress shown{run_.epochs, report, duration_text(left)};
  if (place_.of > 1 || has_later_rounds()) {
    const double epoch = static_cast<double>(run_.images) / report.images_per_second;
    const auto later = pace_.seconds_for(later_epochs());
    shown.run = fmt::format("{}/{}", place_.number, place_.of);
    if (place_.epochs > 0)
      shown.left_in_all = duration_text(left + later.value_or(epoch * static_cast<double>(later_epochs())));
  }
  print(progress_line(shown, static_cast<std::size_t>(output_width() - 1)));
  flush_output();
  live_line_ = true;
}

void ProgressDisplay::epoch_done(const EpochReport& report) {
  pace_.epoch_took(report.seconds);
  if (style_ == DisplayStyle::json) {
    print_line(Json{{"event", "epoch"},
                    {"run", run_.id},
                    {"epoch", report.epoch},
                    {"train_loss", report.train_loss},
                    {"validation_loss", optional_json(report.validation_loss)},
                    {"test_loss", optional_json(report.test_loss)},
                    {"seconds", report.seconds},
                    {"learning_rate", report.learning_rate},
                    {"images_per_second", report.images_per_second},
                    {"best", report.best}});
  }
  if (style_ != DisplayStyle::live && style_ != DisplayStyle::lines) return;
  erase_live_line();
  print_line(joined_parts(
      {{fmt::format("epoch {:>{}}/{}", report.epoch, std::to_string(run_.epochs).size(), run_.epochs)},
       {"train " + loss_text(report.train_loss), TextColour::blue},
       {report.validation_loss ? "validation " + loss_text(report.validation_loss) : "", TextColour::yellow},
       {"test " + loss_text(report.test_loss), TextColour::red},
       {duration_text(report.seconds)},
       {fmt::format("{:.0f} images/s", report.images_per_second)},
       {report.best ? "best" : ""}},
      TextTable::line_width()));
}

void ProgressDisplay::profiled(const Profile& profile) {
  if (style_ == DisplayStyle::json) {
    Json event{{"event", "profile"}, {"run", run_.id}};
    event.update(profile_json(profile));
    print_line(event);
  }
  if (style_ != DisplayStyle::live && style_ != DisplayStyle::lines) return;
  erase_live_line();
  print(profile_text(profile));
}

void ProgressDisplay::analysis_under_way(const AnalysisProgress& progress) {
  constexpr double first = 1.0;                                 // what is quicker needs no word
  if (progress.seconds < analysis_told_) analysis_told_ = 0.0;  // another one
  const double pause = style_ == DisplayStyle::live ? 0.1 : style_ == DisplayStyle::json ? 1.0 : 10.0;
  if (style_ == DisplayStyle::quiet || progress.seconds < first ||
      (analysis_told_ > 0.0 && progress.seconds - analysis_told_ < pause))
    return;
  analysis_told_ = progress.seconds;
  if (style_ == DisplayStyle::json) {
    print_line(Json{{"event", "analysis"},
                    {"run", run_.id},
                    {"analysis", progress.name},
                    {"status", "running"},
                    {"done", optional_json(progress.done)},
                    {"seconds", progress.seconds}});
    return;
  }
  const std::string text =
      fmt::format("{}: {}{}", visible(progress.name),
                  progress.done ? fmt::format("{:.0f} % done, ", 100.0 * *progress.done) : "",
                  duration_text(progress.seconds));
  if (style_ == DisplayStyle::lines) return print_line(text);
  erase_live_line();
  print(folded(text, static_cast<std::size_t>(output_width() - 1)).front());
  flush_output();
  live_line_ = true;
}

void ProgressDisplay::analysis_ended(const std::string& name, AnalysisStatus status, double seconds) {
  analysis_told_ = 0.0;
  if (style_ == DisplayStyle::json) {
    print_line(Json{{"event", "analysis"},
                    {"run", run_.id},
                    {"analysis", name},
                    {"status", name_of(status)},
                    {"seconds", seconds}});
  }
  erase_live_line();
}

void ProgressDisplay::analysis_failed(const std::string& name, const Diagnostics& why) {
  Diagnostics told = why;
  told.back().notes.push_back(catalogue::in_analysis(name, run_.name, analyse_command(run_.id, call_.store)));
  report(told);
}

void ProgressDisplay::ended(const RunEnded& end) {
  if (end.analyses_left)
    noted("make the analyses that are left with: " + analyse_command(run_.id, call_.store));
  switch (end.how) {
    case RunEnd::stopped:
      print_end("stopped");
      return noted("go on with: " + resume_command(run_.id, call_.experiment, call_.store));
    case RunEnd::paused:
      return print_end("paused");
    case RunEnd::failed:
      return print_end("failed");
    case RunEnd::done:
      return print_end("done", end.reason);
    case RunEnd::analysed:
      if (!end.analyses_left && end.analyses_failed == 0) print_end("analysed");
  }
}

void ProgressDisplay::print_end(const std::string& status, const std::string& reason) {
  if (style_ == DisplayStyle::json) {
    print_line(Json{{"event", "end"},
                    {"run", run_.id},
                    {"status", status},
                    {"reason", reason.empty() ? Json(nullptr) : Json(reason)},
                    {"folder", run_.folder}});
  }
  if (style_ != DisplayStyle::live && style_ != DisplayStyle::lines) return;
  erase_live_line();
  if (!reason.empty()) print_line(visible(reason));
  print_line(fmt::format("{}: {}, files in {}", visible(run_.name), status, visible(run_.folder)));
}

void ProgressDisplay::warned(const Diagnostics& warnings) {
  for (const Diagnostic& warning : warnings) {
    // What has a place is said of files that runs share; the rest is of this run alone.
    const bool is_new = shown_.insert(render(warning)).second;
    if (is_new || warning.place.file.empty()) warn(warning);
  }
}

void ProgressDisplay::warn(const Diagnostic& warning) {
  if (style_ == DisplayStyle::json) {
    print_line(Json{{"event", "warning"},
                    {"run", run_.id},
                    {"code", warning.code},
                    {"text", warning.message},
                    {"help", warning.help}});
    return;
  }
  if (style_ != DisplayStyle::quiet) reported({warning});
}

void ProgressDisplay::reported(const Diagnostics& problems) {
  if (problems.empty()) return;
  erase_live_line();
  flush_output();
  report(problems);
}

void ProgressDisplay::dropped(std::int64_t run, const std::string& name, const std::string& reason) {
  if (style_ == DisplayStyle::json)
    return print_line(Json{{"event", "dropped"}, {"run", run}, {"reason", reason}});
  noted(name + ": ended by " + reason);
}

void ProgressDisplay::noted(const std::string& text) {
  if (style_ == DisplayStyle::json) {
    print_line(Json{{"event", "note"}, {"text", text}});
    return;
  }
  if (style_ == DisplayStyle::quiet) return;
  erase_live_line();
  print_line(visible(text));
}

}  // namespace cae::cli
