#pragma once

#include "simulator/policies/policy.h"

#include <list>
#include <unordered_map>

namespace faultline {

/// First in, first out: the page that came first leaves first. (Belady 1966.)
class Fifo final : public Policy {
public:
    std::string_view name() const override { return "fifo"; }
    void entered(std::uint64_t frame) override;
    void left(std::uint64_t frame) override;
    void touched(std::uint64_t) override {}
    Choice choose(const TestAndClear& testAndClear, const MayLeave& mayLeave) override;

private:
    std::list<std::uint64_t> queue_; ///< the first came first
    std::unordered_map<std::uint64_t, std::list<std::uint64_t>::iterator> places_;
};

} // namespace faultline
