#pragma once

#include "realmode/kernel_profile.h"

#include <string>

namespace faultline::test {

/// The kernel profile that the tests run under (--profile NAME).
const std::string& profileName();
const KernelProfile& profile();

} // namespace faultline::test
