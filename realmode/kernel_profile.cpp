#include "realmode/kernel_profile.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <sched.h>
#include <seccomp.h>
#include <string>

namespace faultline {

namespace {

constexpr int anyAbi = 99;

// Debian 12: Linux 6.1, perf events refused (level 3). Ubuntu 24.04: Linux 6.8, perf events refused (level 4), user
// namespaces without rights. Where nothing is allowed, not even Yama lets a process's memory be read.
constexpr std::array profiles = {
    KernelProfile{"debian-12", 2, false, false, false, true, true},
    KernelProfile{"ubuntu-24.04", 4, false, true, true, true, false},
    KernelProfile{"newest", anyAbi, true, true, true, true, true},
    KernelProfile{"nothing-allowed", 0, false, false, false, false, false},
};

int chosenAbi = anyAbi;

// Calls newer than Debian 12's headers know them.
constexpr int cachestatCall = 451;
constexpr std::uint64_t pagemapScanCommand = 16, ioctlType = 'f'; // _IOWR('f', 16, …), include/uapi/linux/fs.h
constexpr std::uint64_t commandMask = 0xffff;                     // type and number; not direction and size

using Filter = std::unique_ptr<void, decltype(&seccomp_release)>;

/// Adds what fails under the profile. Whether all rules could be made.
bool addRules(scmp_filter_ctx filter, const KernelProfile& profile) {
    bool made = true;
    const auto fails = [&](int call, int error, auto... when) {
        made &= seccomp_rule_add(filter, SCMP_ACT_ERRNO(static_cast<std::uint32_t>(error)), call, sizeof...(when),
                                 when...) == 0;
    };
    if (!profile.perfEvents)
        fails(SCMP_SYS(perf_event_open), EACCES);
    if (!profile.cachestat)
        fails(cachestatCall, ENOSYS);
    if (!profile.pagemapScan)
        fails(SCMP_SYS(ioctl), ENOTTY, SCMP_A1(SCMP_CMP_MASKED_EQ, commandMask, ioctlType << 8 | pagemapScanCommand));
    if (!profile.readsMemory)
        fails(SCMP_SYS(process_vm_readv), EPERM);
    if (profile.landlockAbi == 0)
        for (const int call :
             {SCMP_SYS(landlock_create_ruleset), SCMP_SYS(landlock_add_rule), SCMP_SYS(landlock_restrict_self)})
            fails(call, ENOSYS);
    if (!profile.namespaces) {
        fails(SCMP_SYS(unshare), EPERM);
        fails(SCMP_SYS(clone), EPERM, SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_NEWUSER, CLONE_NEWUSER));
        fails(SCMP_SYS(clone3), ENOSYS); // its flags lie in memory, where a filter can't look; clone is tried next
    }
    return made;
}

} // namespace

std::span<const KernelProfile> kernelProfiles() {
    return profiles;
}

std::optional<Failure> pretendKernel(std::string_view name) {
    const auto profile = std::find_if(profiles.begin(), profiles.end(), [&](const auto& p) { return p.name == name; });
    if (profile == profiles.end()) {
        std::string known;
        for (const KernelProfile& one : profiles)
            known += (known.empty() ? "" : ", ") + std::string(one.name);
        return Failure{"there is no kernel profile '" + std::string(name) + "'", "--profile", "choose one of " + known};
    }
    chosenAbi = profile->landlockAbi;
    if (profile->perfEvents && profile->cachestat && profile->pagemapScan && profile->readsMemory)
        return std::nullopt;
    const Filter filter(seccomp_init(SCMP_ACT_ALLOW), &seccomp_release);
    if (!filter || !addRules(filter.get(), *profile) || seccomp_load(filter.get()) != 0)
        return Failure{"the kernel takes no system-call filter", "--profile " + std::string(name), ""};
    return std::nullopt;
}

int landlockAbiAtMost() {
    return chosenAbi;
}

} // namespace faultline
