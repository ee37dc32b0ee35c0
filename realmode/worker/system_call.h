#pragma once

#include <cstdint>
#include <sys/syscall.h>
#include <type_traits>

/// The kernel's calls without a C library: results as the kernel gives them, negative errno included.
namespace faultline::worker {

extern "C" std::int64_t rawSystemCall(std::int64_t number, std::uint64_t a, std::uint64_t b, std::uint64_t c,
                                      std::uint64_t d, std::uint64_t e, std::uint64_t f);

template <class T>
std::uint64_t asArgument(T value) {
    if constexpr (std::is_pointer_v<T>)
        return reinterpret_cast<std::uint64_t>(value);
    else
        return static_cast<std::uint64_t>(value);
}

template <class... T>
std::int64_t systemCall(std::int64_t number, T... arguments) {
    const std::uint64_t all[6] = {asArgument(arguments)...};
    return rawSystemCall(number, all[0], all[1], all[2], all[3], all[4], all[5]);
}

} // namespace faultline::worker
