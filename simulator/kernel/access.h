#pragma once

#include "simulator/kernel/kernel.h"

#include <span>

namespace faultline {

// Touching memory: for the program's loads and stores, by the MMU; and for the kernel's own copies in system calls.

/// What touching a page came to.
struct Touched {
    std::uint64_t frame = noFrame;
    Signal signal;        ///< the access cannot be done
    bool refused = false; ///< it meets a range that is no program's
};

/// The program touches a page: translation, and faults until the access is allowed.
Touched touch(Kernel& kernel, Task& process, Address address, bool write);

/// Bytes that the program reads or writes at an address, page by page, touching each page first; with `signal` or
/// `refused` where it could not go on. All pages are touched before the first byte is written.
Touched loadBytes(Kernel& kernel, Task& process, Address address, std::span<std::uint8_t> into);
Touched storeBytes(Kernel& kernel, Task& process, Address address, std::span<const std::uint8_t> bytes);

/// copy_from_user and copy_to_user: bytes that could be copied; less than asked where a page cannot be touched. Faults
/// count as the process's.
std::size_t copyFromUser(Kernel& kernel, Task& process, Address address, std::span<std::uint8_t> into);
std::size_t copyToUser(Kernel& kernel, Task& process, Address address, std::span<const std::uint8_t> bytes);
/// The kernel touches one page for the process; noFrame: it cannot (EFAULT).
std::uint64_t kernelTouch(Kernel& kernel, Task& process, Address address, bool write);

/// The bytes left in the page of an address.
inline std::uint64_t restOfPage(const Kernel& kernel, Address address) {
    return kernel.pageSize - (address & (kernel.pageSize - 1));
}

} // namespace faultline
