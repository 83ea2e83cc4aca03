#include "cli/program.h"

int main(int argc, char** argv) { return secondsource::cli::run(argc, argv); }
