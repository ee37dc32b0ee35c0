#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

namespace faultline {

/// A page-replacement policy: which frame has to leave. It is told of frames that come and go, and asks for the
/// accessed bit of a frame, which asking clears.
class Policy {
public:
    /// Whether the frame has been accessed since last asked; clears that.
    using TestAndClear = std::function<bool(std::uint64_t frame)>;
    /// Whether the frame may leave now (not locked, not in use by the kernel).
    using MayLeave = std::function<bool(std::uint64_t frame)>;

    struct Choice {
        bool found = false;
        std::uint64_t frame = 0;
        std::string_view reason; ///< the rule in words, for the story
    };

    virtual ~Policy() = default;

    virtual std::string_view name() const = 0;
    /// The frame now holds a page that could be evicted.
    virtual void entered(std::uint64_t frame) = 0;
    /// The frame holds none any more.
    virtual void left(std::uint64_t frame) = 0;
    /// The page was faulted on or looked up: what a kernel sees of accesses without the accessed bit.
    virtual void touched(std::uint64_t frame) = 0;
    virtual Choice choose(const TestAndClear& testAndClear, const MayLeave& mayLeave) = 0;
};

} // namespace faultline
