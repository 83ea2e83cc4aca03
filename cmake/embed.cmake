# embed_folder(FOLDER VARIABLE): sources that carry every file below FOLDER inside the program.
# The assembler's .incbin takes the bytes as they are, at no cost of compile time.
function(embed_folder folder variable)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${folder} ${folder}/*)
  list(FILTER files EXCLUDE REGEX "(^|/)(\\.|README)")
  list(SORT files)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/embedded_data.cc)
  set(rows "")
  set(blobs "")
  set(i 0)
  foreach(file IN LISTS files)
    string(APPEND blobs "BLOB(${i}, \"${folder}/${file}\")\n")
    string(APPEND rows "    {\"${file}\", {blob_${i}, blob_${i}_end}},\n")
    set_property(SOURCE ${out} APPEND PROPERTY OBJECT_DEPENDS ${folder}/${file})
    math(EXPR i "${i} + 1")
  endforeach()
  file(CONFIGURE OUTPUT ${out} CONTENT [=[// Made by cmake/embed.cmake from the files below.
#include "data/embedded.h"

#define BLOB(n, path)                                                                    \
  __asm__(".section .rodata\n.global blob_" #n "\n.global blob_" #n "_end\n"             \
          ".balign 16\nblob_" #n ":\n.incbin \"" path "\"\nblob_" #n "_end:\n.byte 0\n"  \
          ".previous\n");                                                                \
  extern "C" const char blob_##n[], blob_##n##_end[];

@blobs@
namespace secondsource::data {
const EmbeddedFile kEmbedded[] = {
@rows@    {{}, {}},
};
const std::size_t kEmbeddedCount = @i@;
}  // namespace secondsource::data
]=] @ONLY)
  # ccache sees the preprocessed source, not the bytes taken by .incbin: never from the cache.
  set(stamp "")
  foreach(file IN LISTS files)
    file(SHA256 ${folder}/${file} hash)
    string(APPEND stamp "${hash}")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${folder}/${file})
  endforeach()
  string(SHA256 stamp "${stamp}")
  set_property(SOURCE ${out} APPEND PROPERTY COMPILE_DEFINITIONS DATA_STAMP="${stamp}")
  file(APPEND ${out} "// ${stamp}\nnamespace secondsource::data { extern const char kStamp[]; const char kStamp[] = DATA_STAMP; }\n")
  set(${variable} ${out} PARENT_SCOPE)
endfunction()
