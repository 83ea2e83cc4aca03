// Files written whole or not at all.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "secondsource/error.h"

namespace secondsource::cli {

// Replaces `path` by `bytes` in one step: readers see the old file or the new one.  What is no
// regular file (/dev/stdout, a pipe) is written to as it is.
std::expected<void, Error> write_file(const std::string& path, std::string_view bytes);

}  // namespace secondsource::cli
