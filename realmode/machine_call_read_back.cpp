#include "realmode/machine_parts.h"
#include "realmode/probes/proc_text.h"

#include <algorithm>
#include <cstdlib>
#include <sys/mman.h>

namespace faultline {

namespace {

using worker::pageSize;

} // namespace

void KernelMachine::Parts::readBackCall(RealProcess& process, const Operation& operation, Outcome& outcome) {
    const CallTraits traits = traitsOf(operation.call);
    const bool ok = outcome.error == 0;
    const auto result = static_cast<Address>(outcome.result);
    if (traits.mappings) {
        Labelled labelled;
        if (ok && (operation.call == Call::Mmap || operation.call == Call::Mremap)) {
            const std::size_t length = operation.call == Call::Mmap ? 1 : 2;
            labelled = {result, result + (operation.argument(length) + pageSize - 1) / pageSize * pageSize,
                        operation.label};
            if (operation.call == Call::Mmap)
                readBack.replaced(process.id, labelled.start, labelled.end);
        } else if (ok && operation.call == Call::Shmat) {
            labelled = {result, result + 1, operation.label};
        }
        readBack.mappings(process, labelled);
    }
    if (ok && traits.opens)
        readBack.fileOfDescriptor(process, result);
    const bool touchesFiles = traits.mappings || traits.names || traits.descriptor >= 0 ||
                              operation.call == Call::Msync || outcome.minor || outcome.major;
    if (touchesFiles)
        readBackFiles(process, operation, outcome);
    if (touchesFiles || traits.closes)
        readBack.allPages();
    if (ok && operation.call == Call::Msync && (operation.argument(2) & MS_SYNC))
        readBack.synced(process.id, operation.argument(0), operation.argument(1));
    readBack.writtenByCall();
    takeOwnWorkOf(process, operation, outcome);
    if (traits.closes)
        readBack.goneFiles();
    for (const WrittenThrough& through : traits.writes) {
        if (through.pointer < 0 || !ok)
            continue;
        const auto index = static_cast<std::size_t>(through.pointer);
        if (index >= operation.arguments.size() || operation.arguments[index].form != CallArgument::Form::Value)
            continue;
        const std::uint64_t length = through.length >= 0 ? operation.argument(static_cast<std::size_t>(through.length))
                                     : through.length == -2 ? result
                                                            : through.bytes;
        if (operation.argument(index)) {
            readBack.bytes(process, operation.argument(index), length);
            readBack.dirtied(process.id, operation.argument(index), length);
        }
    }
}

void KernelMachine::Parts::readBackFiles(RealProcess& process, const Operation& operation, const Outcome& outcome) {
    const CallTraits traits = traitsOf(operation.call);
    std::map<FileId, std::uint64_t> sizes;
    for (const auto& [id, file] : snapshot.files)
        sizes[id] = file.facts.size;
    readBack.facts();
    for (const auto& [id, size] : sizes)
        if (!snapshot.files.at(id).facts.gone)
            readBack.file(id, operation.call == Call::Msync);
    for (const auto& [id, size] : sizes) {
        const std::uint64_t now = snapshot.files.at(id).facts.size;
        if (now < size)
            readBack.tailZeroed(id);
        if (now != size)
            readBack.fileBytes(id, std::min(size, now) / pageSize * pageSize, std::min(size, now) + pageSize);
    }
    if (!traits.contents || traits.descriptor < 0 || outcome.error)
        return;
    const std::uint64_t descriptor = operation.argument(static_cast<std::size_t>(traits.descriptor));
    const FileId file = readBack.fileOfDescriptor(process, descriptor);
    if (!file)
        return;
    const auto length = static_cast<std::uint64_t>(std::max<std::int64_t>(outcome.result, 0));
    const std::uint64_t size = snapshot.files.at(file).facts.size;
    if (operation.call == Call::Write) {
        const std::uint64_t end = positionOf(process, descriptor).value_or(size);
        readBack.fileBytes(file, end - std::min(end, length), end);
    } else if (operation.call == Call::Pwrite) {
        const std::uint64_t start = std::min(operation.argument(3), size - std::min(size, length)); // O_APPEND: the end
        readBack.fileBytes(file, start, std::max(operation.argument(3) + length, size));
    } else if (operation.call == Call::Fallocate) {
        readBack.file(file, true);
        readBack.fileBytes(file, 0, size, false);
    }
}

std::optional<std::uint64_t> KernelMachine::Parts::positionOf(const RealProcess& process, std::uint64_t descriptor) {
    const std::string text =
        readWhole("/proc/" + std::to_string(process.pid) + "/fdinfo/" + std::to_string(descriptor));
    if (!text.starts_with("pos:"))
        return std::nullopt;
    return std::strtoull(text.c_str() + 4, nullptr, 10);
}

} // namespace faultline
