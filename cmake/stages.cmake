# stage(NAME [AFTER lower stages] [USES libraries])
#
# One static library a folder of src/: it may include and link only the stages named after AFTER
# and what those stand on, so that an include against the order does not link either.
set_property(GLOBAL PROPERTY SECONDSOURCE_STAGES "")

function(stage name)
  cmake_parse_arguments(ARG "" "DATA" "AFTER;USES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${name}/*.cc)
  list(FILTER sources EXCLUDE REGEX "/main\\.cc$")
  if(ARG_DATA)
    embed_folder(${PROJECT_SOURCE_DIR}/${ARG_DATA} embedded)
    list(APPEND sources ${embedded})
  endif()
  if(NOT sources)
    message(STATUS "stage ${name}: no sources yet")
    add_library(stage_${name} INTERFACE)
    set(kind INTERFACE)
  else()
    add_library(stage_${name} STATIC ${sources})
    set(kind PUBLIC)
    set_property(GLOBAL APPEND PROPERTY SECONDSOURCE_STAGES stage_${name})
  endif()
  target_include_directories(stage_${name} ${kind} ${PROJECT_SOURCE_DIR}/src
                             ${PROJECT_SOURCE_DIR}/include)
  list(TRANSFORM ARG_AFTER PREPEND stage_ OUTPUT_VARIABLE lower)
  target_link_libraries(stage_${name} ${kind} ${lower} ${ARG_USES})
endfunction()
