// Calls on names, descriptors and files.
#include "tests/oracle/generator.h"

#include "simulator/kernel/linux_values.h"

namespace faultline {

using namespace linux_values;

namespace {
constexpr std::uint64_t pageSize = 4096;
}

Operation Generator::open() {
    const std::uint64_t flags =
        chance_.oneOf({oReadWrite, oReadWrite, oReadOnly, oReadWrite | oCreate, oReadWrite | oCreate | oTruncate,
                       oWriteOnly, oReadWrite | oAppend, oReadWrite | oCreate | oExclusive});
    return callOf(Call::Open, {name(), number(flags), number(0644)});
}

Operation Generator::close() {
    return callOf(Call::Close, {descriptor()});
}

Operation Generator::duplicate() {
    if (chance_.once(2))
        return callOf(Call::Dup, {descriptor()});
    return callOf(Call::Dup2, {descriptor(), descriptor()});
}

/// Not SEEK_DATA and SEEK_HOLE: blocks that are allocated and not written count as data while they are cached, and the
/// model doesn't tell them from holes.
Operation Generator::seek() {
    return callOf(Call::Lseek, {descriptor(), number(chance_.oneOf({0, 100, pageSize, 5000, 3 * pageSize})),
                                number(chance_.oneOf({seekSet, seekCurrent, seekEnd, 9}))});
}

Operation Generator::readFile() {
    const std::uint64_t count = chance_.oneOf({0, 1, 10, 5000, 9000});
    if (chance_.once(3))
        return callOf(Call::Read, {descriptor(), buffer(count, false), number(count)});
    return callOf(Call::Pread, {descriptor(), buffer(count, false), number(count), number(offset())});
}

Operation Generator::writeFile() {
    const std::uint64_t count = chance_.oneOf({0, 1, 10, 100, 5000, 9000});
    if (chance_.once(3))
        return callOf(Call::Write, {descriptor(), buffer(count, true), number(count)});
    return callOf(Call::Pwrite, {descriptor(), buffer(count, true), number(count), number(offset())});
}

Operation Generator::resize() {
    const std::uint64_t size =
        chance_.oneOf({0, 100, pageSize, 2 * pageSize, 3 * pageSize, 40 * pageSize, 5000, chance_.below(60000)});
    if (chance_.once(5))
        return callOf(Call::Truncate, {name(), number(size)});
    return callOf(Call::Ftruncate, {descriptor(), number(size)});
}

Operation Generator::allocate() {
    const std::uint64_t mode = chance_.oneOf({0, fallocKeepSize, fallocKeepSize | fallocPunchHole, fallocZero,
                                              fallocZero | fallocKeepSize, fallocCollapse, fallocPunchHole});
    return callOf(Call::Fallocate, {descriptor(), number(mode), number(chance_.oneOf({0, 100, pageSize, 2 * pageSize})),
                                    number(chance_.oneOf({pageSize, 100, 2 * pageSize, 5000, 0}))});
}

Operation Generator::adviseFile() {
    return callOf(Call::Fadvise,
                  {descriptor(), number(chance_.oneOf({0, 0, pageSize})), number(chance_.oneOf({0, pageSize, 8192})),
                   number(chance_.oneOf({fadvDontNeed, fadvDontNeed, fadvWillNeed, fadvNormal, 9}))});
}

Operation Generator::flush() {
    return callOf(chance_.once(2) ? Call::Fsync : Call::Fdatasync, {descriptor()});
}

Operation Generator::rename() {
    return callOf(Call::Rename, {name(), name()});
}

Operation Generator::unlink() {
    return callOf(Call::Unlink, {name()});
}

Operation Generator::memoryFile() {
    return callOf(Call::MemfdCreate, {textArgument("m"), number(chance_.oneOf({0, mfdAllowSealing}))});
}

Operation Generator::seal() {
    return callOf(Call::Fcntl, {descriptor(), number(chance_.oneOf({fAddSeals, fAddSeals, fGetSeals, fGetFl})),
                                number(chance_.oneOf({sealShrink, sealGrow, sealWrite, sealFutureWrite, sealSeal}))});
}

} // namespace faultline
