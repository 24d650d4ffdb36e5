# What `cmake --install build/release --prefix DIR` copies. The program finds its plugins and its header beside itself, so
# DIR may be moved. The documents keep their order, so that their links lead somewhere.
install(TARGETS cae-lab RUNTIME DESTINATION bin)
install(DIRECTORY ${CMAKE_BINARY_DIR}/lib/cae-lab/plugins DESTINATION lib/cae-lab FILES_MATCHING PATTERN "*.so")
install(DIRECTORY ${CMAKE_BINARY_DIR}/lib/cae-lab/mpi DESTINATION lib/cae-lab OPTIONAL FILES_MATCHING PATTERN "*.so")
install(FILES framework/plugin/cae_plugin.h DESTINATION include/cae-lab)
install(FILES README.md CHANGELOG.md CONTRIBUTING.md LICENSE DESTINATION share/doc/cae-lab)
install(DIRECTORY docs experiments DESTINATION share/doc/cae-lab)
