#include "fetch/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <array>
#include <cstdint>
#include <cstring>

namespace secondsource::fetch {
namespace {

// The first `bits` of an address.
struct Block {
  std::uint32_t address;
  unsigned bits;
};

constexpr std::uint32_t v4(unsigned a, unsigned b = 0, unsigned c = 0) {
  return a << 24 | b << 16 | c << 8;
}

bool is_public_v4(std::uint32_t address) {
  static constexpr Block kSpecial[] = {{v4(0), 8},
                                       {v4(10), 8},
                                       {v4(100, 64), 10},
                                       {v4(127), 8},
                                       {v4(169, 254), 16},
                                       {v4(172, 16), 12},
                                       {v4(192, 0, 0), 24},
                                       {v4(192, 0, 2), 24},
                                       {v4(192, 88, 99), 24},
                                       {v4(192, 168), 16},
                                       {v4(198, 18), 15},
                                       {v4(198, 51, 100), 24},
                                       {v4(203, 0, 113), 24},
                                       {v4(224), 4},
                                       {v4(240), 4}};
  for (const Block& block : kSpecial) {
    if ((address ^ block.address) >> (32 - block.bits) == 0) return false;
  }
  return true;
}

using Bytes = std::array<unsigned char, 16>;

std::uint32_t v4_at(const Bytes& bytes, std::size_t at) {
  return std::uint32_t{bytes[at]} << 24 | std::uint32_t{bytes[at + 1]} << 16 |
         std::uint32_t{bytes[at + 2]} << 8 | bytes[at + 3];
}

bool begins(const Bytes& bytes, std::initializer_list<unsigned char> prefix) {
  std::size_t i = 0;
  for (const unsigned char byte : prefix) {
    if (bytes[i++] != byte) return false;
  }
  return true;
}

bool is_public_v6(const Bytes& bytes) {
  if (begins(bytes, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF})) {
    return is_public_v4(v4_at(bytes, 12));
  }
  if (begins(bytes, {0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0})) {
    return is_public_v4(v4_at(bytes, 12));
  }
  if (begins(bytes, {0x20, 0x02})) return is_public_v4(v4_at(bytes, 2));
  if ((bytes[0] & 0xE0) != 0x20) return false;                              // not 2000::/3
  if (begins(bytes, {0x20, 0x01}) && bytes[2] < 2) return false;            // 2001::/23
  if (begins(bytes, {0x20, 0x01, 0x0D, 0xB8})) return false;                // documentation
  if (begins(bytes, {0x3F, 0xFF}) && (bytes[2] & 0xF0) == 0) return false;  // the same
  return true;
}

}  // namespace

bool is_public(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, &address, sizeof in);
    return is_public_v4(ntohl(in.sin_addr.s_addr));
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 in{};
    std::memcpy(&in, &address, sizeof in);
    Bytes bytes{};
    std::memcpy(bytes.data(), &in.sin6_addr, bytes.size());
    return is_public_v6(bytes);
  }
  return false;
}

std::string name_of(const sockaddr& address) {
  char name[INET6_ADDRSTRLEN] = "";
  if (address.sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, &address, sizeof in);
    inet_ntop(AF_INET, &in.sin_addr, name, sizeof name);
  } else if (address.sa_family == AF_INET6) {
    sockaddr_in6 in{};
    std::memcpy(&in, &address, sizeof in);
    inet_ntop(AF_INET6, &in.sin6_addr, name, sizeof name);
  }
  return name;
}

}  // namespace secondsource::fetch
