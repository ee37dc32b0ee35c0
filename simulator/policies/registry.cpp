#include "simulator/policies/registry.h"

#include "simulator/policies/clock.h"
#include "simulator/policies/fifo.h"
#include "simulator/policies/lru.h"

namespace faultline {

namespace {

struct Known {
    std::string_view name;
    std::unique_ptr<Policy> (*make)();
};

template <class P>
std::unique_ptr<Policy> make() {
    return std::make_unique<P>();
}

/// A line a policy.
constexpr Known policies[] = {
    {"clock", make<Clock>},
    {"fifo", make<Fifo>},
    {"lru", make<Lru>},
};

} // namespace

std::unique_ptr<Policy> makePolicy(std::string_view name) {
    for (const Known& known : policies)
        if (known.name == name)
            return known.make();
    return nullptr;
}

std::vector<std::string_view> policyNames() {
    std::vector<std::string_view> names;
    for (const Known& known : policies)
        names.push_back(known.name);
    return names;
}

} // namespace faultline
