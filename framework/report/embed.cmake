# Turns the page's texts (page/*), and Chart.js of Debian's package with its licence, into the strings of page_texts.h
# whenever one of them changes. As a script (cmake -P) it writes the file; included, it adds that step to the build.
if(CMAKE_SCRIPT_MODE_FILE)
  # A string in pieces: compilers have a limit of 65,536 characters for one literal, and lists would lose a ';'.
  function(append_text name)
    set(text "\nstd::string_view ${name}() {\n  static const std::string text =\n")
    foreach(file ${ARGN})
      file(READ ${file} hex HEX)
      string(LENGTH "${hex}" length)
      set(at 0)
      while(at LESS length)
        string(SUBSTRING "${hex}" ${at} 120 piece)
        string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" piece "${piece}")
        string(APPEND text "\"${piece}\"\n")
        math(EXPR at "${at} + 120")
      endwhile()
    endforeach()
    set(generated "${generated}${text};\n  return text;\n}\n" PARENT_SCOPE)
  endfunction()
  set(generated "// Generated from framework/report/page and Debian's libjs-chart.js.\n#include <string>\n\n")
  string(APPEND generated "#include \"framework/report/page_texts.h\"\n\nnamespace cae::page_texts {\n")
  append_text(html ${PAGE}/page.html)
  append_text(style ${PAGE}/page.css)
  append_text(scripts ${SCRIPTS})
  append_text(chart_js ${CHART_JS})
  append_text(chart_js_licence ${CHART_JS_LICENCE})
  file(WRITE ${OUTPUT} "${generated}\n}  // namespace cae::page_texts\n")
  return()
endif()

find_file(CHART_JS chart.min.js PATHS /usr/share/javascript/chart.js NO_DEFAULT_PATH REQUIRED)
find_file(CHART_JS_LICENCE copyright PATHS /usr/share/doc/libjs-chart.js NO_DEFAULT_PATH REQUIRED)

set(page_folder ${CMAKE_SOURCE_DIR}/framework/report/page)
# In this order: each uses those before it.
set(page_scripts "")
foreach(name elements numbers colours sprites tables summary zoom losses reconstructions points maps grid results repeat page)
  list(APPEND page_scripts ${page_folder}/${name}.js)
endforeach()
set(page_texts ${CMAKE_BINARY_DIR}/generated/page_texts.cpp)
add_custom_command(
  OUTPUT ${page_texts}
  COMMAND ${CMAKE_COMMAND} -DPAGE=${page_folder} "-DSCRIPTS=${page_scripts}" -DCHART_JS=${CHART_JS}
          -DCHART_JS_LICENCE=${CHART_JS_LICENCE} -DOUTPUT=${page_texts} -P
          ${CMAKE_SOURCE_DIR}/framework/report/embed.cmake
  DEPENDS ${page_folder}/page.html ${page_folder}/page.css ${page_scripts} ${CHART_JS} ${CHART_JS_LICENCE}
          ${CMAKE_SOURCE_DIR}/framework/report/embed.cmake
  VERBATIM)
target_sources(cae_report PRIVATE ${page_texts})
