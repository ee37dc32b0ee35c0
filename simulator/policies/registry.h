#pragma once

#include "simulator/policies/policy.h"

#include <memory>
#include <string_view>
#include <vector>

namespace faultline {

/// A new policy of that name; nullptr: there is none.
std::unique_ptr<Policy> makePolicy(std::string_view name);
std::vector<std::string_view> policyNames();

} // namespace faultline
