// C's arithmetic on registers: 64 bits that hold a value extended from its C type.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <limits>
#include <type_traits>

namespace faultline::arithmetic {

using U = std::uint64_t;
using I = std::int64_t;

inline U signed32(U value) {
    return static_cast<U>(static_cast<I>(static_cast<std::int32_t>(value)));
}
inline U unsigned32(U value) {
    return static_cast<std::uint32_t>(value);
}
inline I asSigned(U value) {
    return static_cast<I>(value);
}
inline double asDouble(U value) {
    return std::bit_cast<double>(value);
}
inline U bits(double value) {
    return std::bit_cast<U>(value);
}
inline float asFloat(U value) {
    return std::bit_cast<float>(static_cast<std::uint32_t>(value));
}
inline U bits(float value) {
    return std::bit_cast<std::uint32_t>(value);
}

// As cvttsd2si: what does not fit gives the lowest number.
inline U toSigned64(double value) {
    if (value >= -9223372036854775808.0 && value < 9223372036854775808.0)
        return static_cast<U>(static_cast<I>(value));
    return U{1} << 63;
}
inline U toSigned32(double value) {
    if (value > -2147483649.0 && value < 2147483648.0)
        return static_cast<U>(static_cast<I>(static_cast<std::int32_t>(value)));
    return static_cast<U>(static_cast<I>(std::numeric_limits<std::int32_t>::min()));
}
inline U toUnsigned64(double value) {
    if (value < 9223372036854775808.0)
        return toSigned64(value);
    return toSigned64(value - 9223372036854775808.0) ^ (U{1} << 63);
}

template <class T>
inline T loadHost(const std::uint8_t* from) {
    T value;
    std::memcpy(&value, from, sizeof value);
    return value;
}
template <class T>
inline void storeHost(std::uint8_t* to, U value) {
    const T cut = static_cast<T>(value);
    std::memcpy(to, &cut, sizeof cut);
}
template <class T>
inline U extended(T value) {
    if constexpr (std::is_signed_v<T>)
        return static_cast<U>(static_cast<I>(value));
    else
        return value;
}

// Can this division be done, or is it SIGFPE?
template <class T>
inline bool divides(U left, U right) {
    if (static_cast<T>(right) == 0)
        return false;
    if constexpr (std::is_signed_v<T>)
        return static_cast<T>(left) != std::numeric_limits<T>::min() || static_cast<T>(right) != -1;
    return true;
}
template <class T>
inline U quotient(U left, U right) {
    return extended(static_cast<T>(static_cast<T>(left) / static_cast<T>(right)));
}
template <class T>
inline U remainderOf(U left, U right) {
    return extended(static_cast<T>(static_cast<T>(left) % static_cast<T>(right)));
}

} // namespace faultline::arithmetic
