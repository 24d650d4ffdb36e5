#include "framework/profile/work_names.h"

namespace cae {

const char* name_of(Work work) {
  switch (work) {
    case Work::prepare:
      return "prepare";
    case Work::forward:
      return "forward";
    case Work::loss:
      return "loss";
    case Work::sum_gradients:
      return "gradient sum";
    case Work::backward:
      return "backward";
    case Work::whole_batch_gradients:
      return "weight gradients";
    case Work::finish_phase:
      return "between phases";
    case Work::reduce_gradients:
      return "sum over slices";
    case Work::unpack:
      break;
  }
  return "unpack";
}

const char* name_of(Stage stage) {
  switch (stage) {
    case Stage::data:
      return "images";
    case Stage::step:
      return "step";
    case Stage::update:
      return "optimizer";
    case Stage::test:
      break;
  }
  return "test";
}

}  // namespace cae
