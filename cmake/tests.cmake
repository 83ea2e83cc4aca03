# tests/STAGE/*_test.cc → STAGE_test, linked with that stage and what it stands on;
# tests/*_test.cc → one program each, linked with everything.
enable_testing()
find_package(GTest REQUIRED)
include(GoogleTest)

function(test_program name)
  add_executable(${name} ${ARGN})
  target_link_libraries(${name} PRIVATE GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE SOURCE_DIR="${PROJECT_SOURCE_DIR}"
                             PROGRAM="${CMAKE_BINARY_DIR}/secondsource")
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  gtest_discover_tests(${name} DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 300)
endfunction()

foreach(name data fetch text press extract attribution facts reuse corroborate library report cli)
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/${name}/*_test.cc)
  if(sources)
    test_program(${name}_test ${sources})
    target_link_libraries(${name}_test PRIVATE stage_${name} stage_press)
  endif()
endforeach()
if(TARGET cli_test AND TARGET program)
  add_dependencies(cli_test program)  # it runs the program
endif()

file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/*_test.cc)
foreach(source IN LISTS sources)
  get_filename_component(name ${source} NAME_WE)
  test_program(${name} ${source})
  target_link_libraries(${name} PRIVATE secondsource Deps::simdjson)
endforeach()

# Every fuzzer reads its seeds, among them what was found with it: NAME_fuzz without libFuzzer.
file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/fuzz/*_fuzz.cc)
foreach(source IN LISTS sources)
  get_filename_component(name ${source} NAME_WE)
  string(REPLACE _fuzz "" name ${name})
  add_executable(${name}_replay ${source} fuzz/replay.cc)
  target_link_libraries(${name}_replay PRIVATE stage_library stage_fetch)
  target_include_directories(${name}_replay PRIVATE ${PROJECT_SOURCE_DIR})
  target_compile_options(${name}_replay PRIVATE -UNDEBUG)
  add_test(NAME SeedsOfTheFuzzerAreRead.${name}
    COMMAND ${name}_replay ${PROJECT_SOURCE_DIR}/fuzz/seeds/${name})
endforeach()

add_test(NAME IncludesRunOneWay
  COMMAND ${CMAKE_COMMAND} -DSOURCE=${PROJECT_SOURCE_DIR} -DBUILD=${CMAKE_BINARY_DIR}
          -P ${PROJECT_SOURCE_DIR}/tests/include_order/run.cmake)
add_test(NAME AnotherProjectFindsThePackage
  COMMAND ${CMAKE_COMMAND} -DSOURCE=${PROJECT_SOURCE_DIR} -DBUILD=${CMAKE_BINARY_DIR}
          "-DFLAGS=${CMAKE_CXX_FLAGS}" -P ${PROJECT_SOURCE_DIR}/tests/package/run.cmake)
