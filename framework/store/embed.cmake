# Turns schema.sql, migrations/*.sql and views.sql into the strings of sql_texts.h whenever one of them changes.
# As a script (cmake -P) it writes the file; included, it adds that step to the build.
if(CMAKE_SCRIPT_MODE_FILE)
  set(text "// Generated from framework/store/*.sql.\n#include \"framework/store/sql_texts.h\"\n\nnamespace cae::store {\n")
  string(APPEND text "const std::vector<std::string_view>& migration_texts() {\n")
  string(APPEND text "  static const std::vector<std::string_view> texts = {\n")
  foreach(file IN LISTS MIGRATIONS)
    file(READ ${file} content)
    string(APPEND text "R\"sql(${content})sql\",\n")
  endforeach()
  file(READ ${VIEWS} content)
  string(APPEND text "  };\n  return texts;\n}\n\nstd::string_view views_text() { return R\"sql(${content})sql\"; }\n\n")
  string(APPEND text "}  // namespace cae::store\n")
  file(WRITE ${OUTPUT} "${text}")
  return()
endif()

set(store_folder ${CMAKE_SOURCE_DIR}/framework/store)
file(GLOB migrations CONFIGURE_DEPENDS ${store_folder}/migrations/*.sql)
list(SORT migrations)
list(PREPEND migrations ${store_folder}/schema.sql)
set(sql_texts ${CMAKE_BINARY_DIR}/generated/sql_texts.cpp)
add_custom_command(
  OUTPUT ${sql_texts}
  COMMAND ${CMAKE_COMMAND} "-DMIGRATIONS=${migrations}" -DVIEWS=${store_folder}/views.sql -DOUTPUT=${sql_texts} -P
          ${store_folder}/embed.cmake
  DEPENDS ${migrations} ${store_folder}/views.sql ${store_folder}/embed.cmake
  VERBATIM)
target_sources(cae_store PRIVATE ${sql_texts})
