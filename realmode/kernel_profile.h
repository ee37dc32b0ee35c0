#pragma once

#include "simulator/machine/result.h"

#include <optional>
#include <span>
#include <string_view>

namespace faultline {

/// A kernel that users have, by what it lets an ordinary program see. It says nothing of how faults behave.
struct KernelProfile {
    std::string_view name;
    int landlockAbi = 0; ///< at most; 0: no Landlock
    bool perfEvents = false;
    bool cachestat = false;
    bool pagemapScan = false;
    bool readsMemory = false; ///< process_vm_readv
    bool namespaces = false;  ///< a user may make them
};

std::span<const KernelProfile> kernelProfiles();

/// From now on the newer calls fail in this process, and in all that it starts, with the error that the profile's
/// kernel gives: a system-call filter (seccomp(2)), which can't be taken back. "newest" changes nothing. To be called
/// once, before other threads start.
std::optional<Failure> pretendKernel(std::string_view profile);

/// The Landlock ABI to be used at most: a filter can refuse a call, but not change an answer.
int landlockAbiAtMost();

} // namespace faultline
