// A web server of a test's own, on 127.0.0.1.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace secondsource::fetch {

class Server {
 public:
  // `answer`: the whole answer to a request, of which it is given the head.
  explicit Server(std::function<std::string(const std::string&)> answer)
      : answer_(std::move(answer)), socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(socket_, generic, size) != 0 || ::listen(socket_, 16) != 0) std::abort();
    ::getsockname(socket_, generic, &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::jthread([this] { serve(); });
  }
  ~Server() {
    ::shutdown(socket_, SHUT_RDWR);  // ends accept()
    thread_.join();
    ::close(socket_);
  }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::string url(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(port_) + path;
  }
  // Heads of the requests so far.
  std::vector<std::string> requests() {
    const std::scoped_lock held(lock_);
    return requests_;
  }
  std::size_t asked(const std::string& path) {
    std::size_t count = 0;
    for (const std::string& head : requests()) count += head.starts_with("GET " + path + " ");
    return count;
  }

 private:
  void serve() {
    while (true) {
      const int connection = ::accept(socket_, nullptr, nullptr);
      if (connection < 0) return;
      std::string head;
      char buffer[4096];
      while (head.find("\r\n\r\n") == std::string::npos) {
        const ssize_t got = ::read(connection, buffer, sizeof buffer);
        if (got <= 0) break;
        head.append(buffer, static_cast<std::size_t>(got));
      }
      {
        const std::scoped_lock held(lock_);
        requests_.push_back(head);
      }
      const std::string all = answer_(head);
      for (std::size_t sent = 0; sent < all.size();) {
        const ssize_t now = ::send(connection, all.data() + sent, all.size() - sent, MSG_NOSIGNAL);
        if (now <= 0) break;
        sent += static_cast<std::size_t>(now);
      }
      ::close(connection);
    }
  }

  std::function<std::string(const std::string&)> answer_;
  int socket_;
  int port_ = 0;
  std::mutex lock_;
  std::vector<std::string> requests_;
  std::jthread thread_;
};

inline std::string answer(const std::string& status, const std::string& body,
                          const std::string& headers = "") {
  return "HTTP/1.1 " + status + "\r\nConnection: close\r\n" + headers +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

// "GET /x HTTP/1.1…" → "/x".
inline std::string path_of(const std::string& head) {
  const std::size_t begin = head.find(' ') + 1;
  return head.substr(begin, head.find(' ', begin) - begin);
}

}  // namespace secondsource::fetch
