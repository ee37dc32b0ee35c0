// What the calls of the machine of bare bytes are written with: answers, errors, fields of structs.
#pragma once

#include "tests/support/bare_machine.h"

#include <cstring>

namespace faultline::testing {

inline constexpr std::int32_t enoent = 2, ebadf = 9, echild = 10, eagain = 11, enomem = 12, eacces = 13, efault = 14,
                              eexist = 17, enotdir = 20, eisdir = 21, einval = 22, enotty = 25, espipe = 29, epipe = 32,
                              enosys = 38, enotempty = 39, etimedout = 110;
inline constexpr std::uint64_t page = BareMemory::page;

inline Outcome failed(std::int32_t error) {
    Outcome outcome;
    outcome.result = -1;
    outcome.error = error;
    return outcome;
}
inline Outcome gave(std::int64_t result) {
    Outcome outcome;
    outcome.result = result;
    return outcome;
}

inline std::uint64_t roundUp(std::uint64_t value) {
    return (value + page - 1) / page * page;
}

template <class T>
T fieldOf(const Bytes& bytes, std::size_t at) {
    T value{};
    if (at + sizeof value <= bytes.size())
        std::memcpy(&value, bytes.data() + at, sizeof value);
    return value;
}
template <class T>
void setField(Bytes& bytes, std::size_t at, T value) {
    std::memcpy(bytes.data() + at, &value, sizeof value);
}

inline std::string plainName(std::string name) {
    while (name.starts_with("./"))
        name.erase(0, 2);
    return name;
}

} // namespace faultline::testing
