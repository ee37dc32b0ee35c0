#include "simulator/policies/registry.h"

#include "simulator/policies/clock.h"
#include "simulator/policies/fifo.h"
#include "simulator/policies/lru.h"

namespace faultline {

std::unique_ptr<Policy> makePolicy(std::string_view name) {
    if (name == "clock")
        return std::make_unique<Clock>();
    if (name == "fifo")
        return std::make_unique<Fifo>();
    if (name == "lru")
        return std::make_unique<Lru>();
    return nullptr;
}

std::vector<std::string_view> policyNames() {
    return {"clock", "fifo", "lru"};
}

} // namespace faultline
