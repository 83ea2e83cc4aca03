// Which network addresses are anybody's to ask.
#pragma once

#include <sys/socket.h>

#include <string>

namespace secondsource::fetch {

// False for loopback, private, link-local, shared, multicast, documentation and reserved addresses
// (IANA's special-purpose registries), and for IPv6 addresses that carry such an IPv4 one (mapped,
// NAT64, 6to4).
bool is_public(const sockaddr& address);

// "127.0.0.1", "::1".
std::string name_of(const sockaddr& address);

}  // namespace secondsource::fetch
