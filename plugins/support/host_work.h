// The threads and the progress of the host, as what computes takes them.
#pragma once

#include <exception>
#include <mutex>

#include "cae_plugin.h"
#include "support/analysis.h"
#include "support/work.h"

namespace plugin {

// An exception of a body is thrown again when all bodies are done: none passes the interface.
inline void loop_on(const cae_host& host, std::size_t count, const std::function<void(std::size_t)>& body) {
  struct Job {
    const std::function<void(std::size_t)>& body;
    std::mutex mutex = {};
    std::exception_ptr failure = {};
  } job{body};
  const auto call = [](void* data, std::size_t index) {
    Job& mine = *static_cast<Job*>(data);
    try {
      mine.body(index);
    } catch (...) {
      const std::lock_guard lock(mine.mutex);
      mine.failure = std::current_exception();
    }
  };
  host.parallel_for(host.context, count, call, &job);
  if (job.failure) std::rethrow_exception(job.failure);
}

inline Work work_of(const cae_host& host) {
  return {[&host](std::size_t count, const std::function<void(std::size_t)>& body) {
            loop_on(host, count, body);
          },
          [&host](double done) { return goes_on(host, done); }};
}

}  // namespace plugin
