/* An analysis that takes a minute and never asks whether it should stop. */
#include <unistd.h>

#include "cae_plugin.h"

static void* create(const cae_host* host, const cae_value* values) {
  (void)values;
  return (void*)host;
}

static int request(void* instance, cae_request* wanted) {
  (void)instance;
  (void)wanted;
  return CAE_OK;
}

static int analyse(void* instance, const cae_batch* images, const cae_table* const* tables, size_t table_count,
                   const cae_results* results) {
  (void)instance;
  (void)images;
  (void)tables;
  (void)table_count;
  (void)results;
  sleep(60);
  return CAE_OK;
}

const cae_plugin cae_plugin_entry = {CAE_PLUGIN_HEADER,
                                     CAE_ANALYSIS,
                                     .name = "slow",
                                     .version = "1",
                                     .summary = "takes a minute",
                                     .create = create,
                                     .request = request,
                                     .analyse = analyse};
