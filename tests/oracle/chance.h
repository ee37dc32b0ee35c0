#pragma once

#include <cstdint>
#include <initializer_list>
#include <random>
#include <vector>

namespace faultline {

/// Choices that a seed decides, the same on every computer (std::uniform_int_distribution's are not).
class Chance {
public:
    explicit Chance(std::uint64_t seed) : engine_(seed) {}

    /// 0 to `count` - 1.
    std::uint64_t below(std::uint64_t count) { return engine_() % count; }
    /// Once in `count` times.
    bool once(std::uint64_t count) { return below(count) == 0; }
    std::uint64_t oneOf(std::initializer_list<std::uint64_t> values) { return values.begin()[below(values.size())]; }
    template <class T>
    const T& oneOf(const std::vector<T>& values) {
        return values[below(values.size())];
    }

private:
    std::mt19937_64 engine_;
};

} // namespace faultline
