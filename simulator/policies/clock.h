#pragma once

#include "simulator/policies/policy.h"

#include <list>
#include <unordered_map>

namespace faultline {

/// The clock (second chance): a hand goes round the frames; a frame whose accessed bit is set loses the bit and is
/// passed over, the first without it leaves. (Corbato 1968.)
class Clock final : public Policy {
public:
    Clock() : hand_(ring_.end()) {}

    std::string_view name() const override { return "clock"; }
    void entered(std::uint64_t frame) override;
    void left(std::uint64_t frame) override;
    void touched(std::uint64_t) override {}
    Choice choose(const TestAndClear& testAndClear, const MayLeave& mayLeave) override;

private:
    std::list<std::uint64_t> ring_; ///< a new frame comes in behind the hand: it is looked at last
    std::list<std::uint64_t>::iterator hand_;
    std::unordered_map<std::uint64_t, std::list<std::uint64_t>::iterator> places_;
};

} // namespace faultline
