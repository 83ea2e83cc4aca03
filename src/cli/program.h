// The program `secondsource`: a command line in, an exit status out.
#pragma once

namespace secondsource::cli {

// 0 done; 1 some inputs failed, each named on stderr with its reason; 2 wrong usage.
int run(int argc, char** argv);

}  // namespace secondsource::cli
