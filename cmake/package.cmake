# libsecondsource, the program, and what `cmake --install` puts where find_package looks.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

get_property(stages GLOBAL PROPERTY SECONDSOURCE_STAGES)
set(objects "")
set(libraries "")
foreach(target IN LISTS stages)
  if(target MATCHES "^stage_(cli|fetch)$")  # the library has no network
    continue()
  endif()
  list(APPEND objects $<TARGET_OBJECTS:${target}>)
endforeach()
add_library(secondsource STATIC ${objects})
set_target_properties(secondsource PROPERTIES LINKER_LANGUAGE CXX)
target_include_directories(secondsource PUBLIC
  $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
target_compile_features(secondsource PUBLIC cxx_std_23)
set(uses icu simdjson sqlite zstd xxhash crypto psl uchardet cld2 stemmer expat zlib brotli)
target_link_libraries(secondsource PUBLIC fmt::fmt Threads::Threads)
foreach(use IN LISTS uses)
  target_link_libraries(secondsource PRIVATE $<BUILD_INTERFACE:Deps::${use}>)
endforeach()

if(EXISTS ${PROJECT_SOURCE_DIR}/src/cli/main.cc)
  add_executable(program src/cli/main.cc)
  set_target_properties(program PROPERTIES OUTPUT_NAME secondsource
                        RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
  target_link_libraries(program PRIVATE Deps::malloc stage_cli)
  install(TARGETS program RUNTIME)
endif()

install(TARGETS secondsource EXPORT secondsource ARCHIVE)
install(DIRECTORY include/secondsource DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT secondsource NAMESPACE secondsource:: FILE secondsource-targets.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/secondsource)
configure_package_config_file(cmake/config.cmake.in ${CMAKE_BINARY_DIR}/secondsource-config.cmake
                              INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/secondsource)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/secondsource-config-version.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/secondsource-config.cmake
              ${CMAKE_BINARY_DIR}/secondsource-config-version.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/secondsource)
