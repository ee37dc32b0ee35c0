#pragma once

#include "realmode/file_book.h"
#include "realmode/real_process.h"
#include "simulator/machine/result.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace faultline {

/// What a program takes of the computer, held against what it may. Nothing that a program can see bounds it: address
/// space, file sizes and the like stay its user's (getrlimit tells, and a sparse file or a reserved terabyte is a
/// lesson, not a danger). What is used up is memory and disk, and that is looked at while it runs.
class Consumption {
public:
    /// Bytes; 0: half of what is free now. `folder` lies on the disk that counts.
    void begin(const std::string& folder, std::uint64_t mostMemory, std::uint64_t mostDisk);

    /// Looks, at most every 20 ms. Why the program must be stopped, or nothing.
    std::optional<Failure> look(const std::map<ProcessId, std::unique_ptr<RealProcess>>& processes, FileBook& files);

private:
    std::uint64_t mostMemory_ = 0, mostDisk_ = 0;
    std::chrono::steady_clock::time_point lastLook_{};
};

} // namespace faultline
