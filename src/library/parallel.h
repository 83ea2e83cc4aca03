// Work on several threads.
#pragma once

#include <cstddef>
#include <functional>

namespace secondsource::library {

// Calls work(i, worker) for all i < n on `threads` threads (0: one a core); the first exception is
// thrown again here.
void in_parallel(std::size_t n, unsigned threads,
                 const std::function<void(std::size_t i, unsigned worker)>& work);
unsigned workers(unsigned threads);

// Calls make(i, worker) for all i < n on `threads` threads and, on this one, use(i) for each in
// order once it is made.
void in_order(std::size_t n, unsigned threads,
              const std::function<void(std::size_t i, unsigned worker)>& make,
              const std::function<void(std::size_t i)>& use);

}  // namespace secondsource::library
