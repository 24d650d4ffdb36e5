# Every template, in both languages, is built with the tree and its own warnings, and passes its own test and the check.
set(template_folder ${CMAKE_BINARY_DIR}/tests/plugin_templates)
foreach(kind augmentation extractor analysis)
  foreach(ending c cpp)
    set(NAME new-${kind}-${ending})
    configure_file(${CMAKE_SOURCE_DIR}/framework/plugin_kit/templates/${kind}.${ending}.in
                   ${template_folder}/${NAME}.${ending} @ONLY)
    configure_file(${CMAKE_SOURCE_DIR}/framework/plugin_kit/templates/${kind}_test.c.in
                   ${template_folder}/${NAME}-test.${ending} @ONLY)
    add_library(${NAME} MODULE ${template_folder}/${NAME}.${ending})
    set_target_properties(${NAME} PROPERTIES PREFIX "" LIBRARY_OUTPUT_DIRECTORY ${template_folder} C_VISIBILITY_PRESET hidden
                                             CXX_VISIBILITY_PRESET hidden)
    add_executable(${NAME}-test ${template_folder}/${NAME}-test.${ending} ${template_folder}/${NAME}.${ending})
    set_target_properties(${NAME} ${NAME}-test PROPERTIES INCLUDE_DIRECTORIES ${CMAKE_BINARY_DIR}/include/cae-lab)
    target_link_libraries(${NAME}-test PRIVATE m)
    add_test(NAME "plugin: the template of an ${kind} in ${ending} passes its own test" COMMAND ${NAME}-test)
    add_test(NAME "plugin: the template of an ${kind} in ${ending} passes the check"
             COMMAND cae-lab plugin check $<TARGET_FILE:${NAME}>)
  endforeach()
endforeach()
