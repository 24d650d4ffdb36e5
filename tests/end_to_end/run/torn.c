/* An augmentation that changes nothing and fails from the epoch it is told on. */
#include <stdlib.h>
#include <string.h>

#include "cae_plugin.h"

static const cae_parameter parameters[] = {
    {"epoch", CAE_INTEGER, NULL, 1, 1000, NULL, "the first epoch that fails"},
};

typedef struct torn {
  const cae_host* host;
  int64_t epoch;
} torn;

static void* create(const cae_host* host, const cae_value* values) {
  torn* self = malloc(sizeof(torn));
  if (self == NULL) return NULL;
  self->host = host;
  self->epoch = values[0].integer;
  return self;
}

static int augment(void* instance, const cae_batch* batch, float* out) {
  const torn* self = instance;
  memcpy(out, batch->values, batch->count * batch->channels * batch->height * batch->width * sizeof(float));
  if (batch->from != CAE_TRAINING_IMAGES || batch->epoch < self->epoch) return CAE_OK;
  self->host->report_error(self->host->context, "the tape is torn");
  return CAE_FAILED;
}

const cae_plugin cae_plugin_entry = {CAE_PLUGIN_HEADER,
                                     CAE_AUGMENTATION,
                                     .name = "torn",
                                     .version = "1",
                                     .summary = "fails in mid-run",
                                     .parameters = parameters,
                                     .parameter_count = 1,
                                     .create = create,
                                     .destroy = free,
                                     .augment = augment};
