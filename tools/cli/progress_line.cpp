#include "tools/cli/progress_line.h"

#include <fmt/format.h>

#include <vector>

#include "tools/cli/number_text.h"
#include "tools/cli/terminal.h"

namespace cae::cli {

std::string progress_line(const ShownProgress& progress, std::size_t width) {
  const StepReport& step = progress.step;
  const std::string run = progress.run.empty() ? "" : "run " + progress.run + "  ";
  const std::string places =
      fmt::format("{}epoch {}/{}  step {}/{}", run, step.epoch, progress.epochs, step.step, step.steps);
  const std::string mean = loss_text(step.mean_loss);
  const std::string left = progress.left + " left";
  const std::string all_left =
      left + (progress.left_in_all.empty() ? "" : ", " + progress.left_in_all + " in all");
  const std::vector<std::string> forms = {
      fmt::format("{}  loss {}  mean {}  {:.0f} images/s  {}", places, loss_text(step.loss), mean,
                  step.images_per_second, all_left),
      fmt::format("{}  mean {}  {:.0f} images/s  {}", places, mean, step.images_per_second, all_left),
      fmt::format("{}  mean {}  {}", places, mean, all_left),
      fmt::format("{}  mean {}  {}", places, mean, left),
      fmt::format("{}  mean {}", places, mean),
      fmt::format("{}/{}  {}/{}  {}", step.epoch, progress.epochs, step.step, step.steps, mean),
      fmt::format("{}/{}  {:.0f} %", step.epoch, progress.epochs,
                  100.0 * static_cast<double>(step.step) / static_cast<double>(step.steps))};
  for (const std::string& form : forms) {
    if (columns_of(form) <= width) return form;
  }
  return forms.back().substr(0, width);
}

std::string joined_parts(const std::vector<TableCell>& parts, std::size_t width) {
  std::string text;
  std::size_t used = 0;
  for (const TableCell& part : parts) {
    if (part.text.empty()) continue;
    const std::size_t columns = columns_of(part.text);
    if (used > 0 && used + 2 + columns > width) {
      text += "\n  ";
      used = 2;
    } else if (used > 0) {
      text += "  ";
      used += 2;
    }
    text += painted(part.text, part.colour);
    used += columns;
  }
  return text;
}

}  // namespace cae::cli
