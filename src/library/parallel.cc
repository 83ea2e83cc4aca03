#include "library/parallel.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace secondsource::library {

unsigned workers(unsigned threads) {
  return threads != 0 ? threads : std::max(1u, std::thread::hardware_concurrency());
}

void in_parallel(std::size_t n, unsigned threads,
                 const std::function<void(std::size_t i, unsigned worker)>& work) {
  const auto count = static_cast<unsigned>(std::min<std::size_t>(workers(threads), n));
  if (count <= 1) {
    for (std::size_t i = 0; i < n; ++i) work(i, 0);
    return;
  }
  std::atomic<std::size_t> next = 0;
  std::vector<std::exception_ptr> failures(count);
  {
    std::vector<std::jthread> pool;
    for (unsigned worker = 0; worker < count; ++worker) {
      pool.emplace_back([&, worker] {
        try {
          for (std::size_t i = next++; i < n; i = next++) work(i, worker);
        } catch (...) {
          failures[worker] = std::current_exception();
          next = n;
        }
      });
    }
  }
  for (const std::exception_ptr& failure : failures) {
    if (failure) std::rethrow_exception(failure);
  }
}

void in_order(std::size_t n, unsigned threads,
              const std::function<void(std::size_t i, unsigned worker)>& make,
              const std::function<void(std::size_t i)>& use) {
  if (workers(threads) <= 1 || n <= 1) {
    for (std::size_t i = 0; i < n; ++i) {
      make(i, 0);
      use(i);
    }
    return;
  }
  std::mutex lock;
  std::condition_variable made_one;
  std::vector<bool> made(n, false);
  std::exception_ptr failure;
  std::atomic<bool> stopped = false;
  std::jthread makers([&] {
    try {
      in_parallel(n, threads, [&](std::size_t i, unsigned worker) {
        if (stopped) return;
        make(i, worker);
        const std::scoped_lock held(lock);
        made[i] = true;
        made_one.notify_one();
      });
    } catch (...) {
      const std::scoped_lock held(lock);
      failure = std::current_exception();
      made_one.notify_one();
    }
  });
  try {
    for (std::size_t i = 0; i < n; ++i) {
      std::unique_lock held(lock);
      made_one.wait(held, [&] { return made[i] || failure; });
      if (!made[i]) break;
      held.unlock();
      use(i);
    }
  } catch (...) {
    stopped = true;
    throw;
  }
  makers.join();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace secondsource::library
