# Turns templates/* into the strings of template_texts.h whenever one of them changes. As a script (cmake -P) it writes
# the file; included, it adds that step to the build.
if(CMAKE_SCRIPT_MODE_FILE)
  set(text "// Generated from framework/plugin_kit/templates.\n#include \"framework/plugin_kit/template_texts.h\"\n\n")
  string(APPEND text "namespace cae {\n\nconst std::map<std::string, std::string_view>& template_texts() {\n")
  string(APPEND text "  static const std::map<std::string, std::string_view> texts = {\n")
  foreach(file IN LISTS TEMPLATES)
    get_filename_component(name ${file} NAME)
    string(REGEX REPLACE "\\.in$" "" name ${name})
    file(READ ${file} content)
    string(APPEND text "{\"${name}\", R\"template(${content})template\"},\n")
  endforeach()
  string(APPEND text "  };\n  return texts;\n}\n\n}  // namespace cae\n")
  file(WRITE ${OUTPUT} "${text}")
  return()
endif()

file(GLOB plugin_templates CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/framework/plugin_kit/templates/*)
set(plugin_template_texts ${CMAKE_BINARY_DIR}/generated/template_texts.cpp)
add_custom_command(
  OUTPUT ${plugin_template_texts}
  COMMAND ${CMAKE_COMMAND} "-DTEMPLATES=${plugin_templates}" -DOUTPUT=${plugin_template_texts} -P
          ${CMAKE_SOURCE_DIR}/framework/plugin_kit/embed.cmake
  DEPENDS ${plugin_templates} ${CMAKE_SOURCE_DIR}/framework/plugin_kit/embed.cmake
  VERBATIM)
target_sources(cae_plugin_kit PRIVATE ${plugin_template_texts})
