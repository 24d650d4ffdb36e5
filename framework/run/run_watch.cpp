#include "framework/run/run_watch.h"

namespace cae {

RunWatch::RunWatch(Trainer& trainer, int threads, bool profile, bool trace) : trainer_(trainer) {
  if (profile) observers_.add(profile_.emplace(trainer.session(), threads));
  if (trace) observers_.add(trace_.emplace(trainer.session(), threads));
  if (profile || trace) trainer.observe(&observers_);
}

}  // namespace cae
