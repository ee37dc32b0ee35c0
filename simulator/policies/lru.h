#pragma once

#include "simulator/policies/policy.h"

#include <list>
#include <unordered_map>

namespace faultline {

/// Least recently used, as exactly as accessed bits allow: before it chooses, every frame whose bit is set moves to the
/// recent end, in the order in which they last stood there.
class Lru final : public Policy {
public:
    std::string_view name() const override { return "lru"; }
    void entered(std::uint64_t frame) override;
    void left(std::uint64_t frame) override;
    void touched(std::uint64_t frame) override;
    Choice choose(const TestAndClear& testAndClear, const MayLeave& mayLeave) override;

private:
    std::list<std::uint64_t> order_; ///< least recently used first
    std::unordered_map<std::uint64_t, std::list<std::uint64_t>::iterator> places_;
};

} // namespace faultline
