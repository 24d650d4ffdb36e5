#include "framework/base/current_failure.h"

#include <cerrno>
#include <exception>
#include <filesystem>
#include <new>
#include <string_view>
#include <system_error>
#include <typeinfo>

#include "framework/base/catalogue/call.h"
#include "framework/base/result.h"

namespace cae {
namespace {

Diagnostic of_system(int error, std::string_view reason, std::string_view file) {
  if (error == ENOMEM) return catalogue::out_of_memory();
  if (error == EAGAIN) return catalogue::no_thread(reason);
  return catalogue::system_refused(file, reason);
}

// TBB reports a thread that could not be started only by this text.
bool wants_thread(const std::exception& error) {
  return typeid(error) == typeid(std::runtime_error) &&
         std::string_view(error.what()).starts_with("pthread_create");
}

}  // namespace

Diagnostics current_failure() {
  try {
    throw;
  } catch (const Failure& failure) {
    return failure.diagnostics();
  } catch (const std::bad_alloc&) {
    return {catalogue::out_of_memory()};
  } catch (const std::filesystem::filesystem_error& error) {
    return {of_system(error.code().value(), error.code().message(), error.path1().native())};
  } catch (const std::system_error& error) {
    return {of_system(error.code().value(), error.code().message(), "")};
  } catch (const std::exception& error) {
    if (wants_thread(error)) return {catalogue::no_thread(std::generic_category().message(EAGAIN))};
    return {catalogue::internal_error(error.what())};
  } catch (...) {
    return {catalogue::internal_error("an exception without a text")};
  }
}

}  // namespace cae
