#include "framework/run/make_trainer.h"

#include "framework/train/augmentation.h"

namespace cae {

std::unique_ptr<Trainer> make_trainer(const PreparedRun& run, PlannedTraining& planned, ThreadPool& pool) {
  const Dataset* test = run.data.test ? &*run.data.test : nullptr;
  return std::make_unique<Trainer>(
      TrainerInput{.model = *run.config.model,
                   .config = run.config.train,
                   .train = run.data.train,
                   .test = test,
                   .validation = run.validation,
                   .augment_train = chain_augmentations(run.augmentations, run.data.train, false),
                   .augment_validation = chain_augmentations(run.augmentations, run.data.train, true),
                   .augment_test =
                       test == nullptr ? Augmentation{} : chain_augmentations(run.augmentations, *test, true),
                   .disabled_passes = run.disabled_passes},
      planned, pool);
}

}  // namespace cae
