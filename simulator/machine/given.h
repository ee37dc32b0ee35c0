#pragma once

#include "simulator/machine/operation.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace faultline {

/// A page of a file that the kernel did something with on its own.
struct GivenPage {
    std::string file; ///< its name as the program knows it
    std::uint64_t index = 0;

    bool operator==(const GivenPage&) const = default;
};

/// What no model can know and the kernel machine has read: handed to the model before it performs the same operation,
/// and kept in the record of the step. Nothing else about memory is ever given. (Design: "Given values".)
struct Given {
    /// Bytes that the kernel wrote into Out arguments and that hold numbers of its own (struct stat's st_dev, st_ino,
    /// times; struct rusage's times): the whole argument as the kernel filled it, by position; the model takes from it
    /// only the fields that it cannot know, and its own for the rest.
    std::vector<std::optional<Bytes>> arguments;
    /// A result that is the kernel's own number: a System V identifier, an inode for ftok, a user id.
    std::optional<std::int64_t> result;
    std::vector<GivenPage> writtenBack; ///< since the last operation
    std::vector<GivenPage> evicted;
    /// Pages that the operation's own fault had read from the disk, and that were not mapped with the page touched: how
    /// far the disk was when the kernel looked (filemap_map_pages leaves out what is still locked; a fault that finds
    /// its page read already is not tried again). Pages that were cached before are never among them.
    std::vector<GivenPage> stillRead;

    bool empty() const {
        return arguments.empty() && !result && writtenBack.empty() && evicted.empty() && stillRead.empty();
    }
    bool operator==(const Given&) const = default;
};

} // namespace faultline
