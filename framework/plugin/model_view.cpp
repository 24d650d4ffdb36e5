#include "framework/plugin/model_view.h"

#include <utility>

#include "framework/base/current_failure.h"

namespace cae {

ModelView::ModelView(PluginModel model, HostServices& services)
    : model_(std::move(model)), services_(services) {
  arrays_.reserve(model_.parameters.size());
  for (const PluginArray& array : model_.parameters) {
    arrays_.push_back({.struct_size = sizeof(cae_array),
                       .name = array.name.c_str(),
                       .rank = array.sizes.size(),
                       .sizes = array.sizes.data(),
                       .values = array.values.empty() ? nullptr : array.values.data()});
    pointers_.push_back(&arrays_.back());
  }
  view_ = {.struct_size = sizeof(cae_model),
           .context = this,
           .code_units = model_.code_units,
           .channels = model_.channels,
           .height = model_.height,
           .width = model_.width,
           .decode = &ModelView::decode,
           .parameter_count = pointers_.size(),
           .parameters = pointers_.data()};
}

int ModelView::decode(void* context, const float* codes, std::size_t count, float* images) {
  ModelView& self = *static_cast<ModelView*>(context);
  const PluginModel& model = self.model_;
  try {
    if (!model.decode || model.code_units == 0) {
      self.services_.complain({.kind = PluginComplaint::Kind::broken_contract,
                               .text = model.code_units == 0 ? "decodes codes of a model that cannot do so"
                                                             : "decodes codes before the model is trained"});
      return CAE_FAILED;
    }
    model.decode({codes, count * model.code_units},
                 {images, count * model.channels * model.height * model.width});
    return CAE_OK;
  } catch (...) {
    self.services_.complain({.kind = PluginComplaint::Kind::shortage, .shortage = current_failure()});
    return CAE_FAILED;
  }
}

}  // namespace cae
