#include "simulator/kernel/system_call.h"

#include "simulator/kernel/access.h"

#include <algorithm>

namespace faultline {

using namespace linux_values;
using Form = CallArgument::Form;

std::vector<Bytes> placesToReturn(const Operation& operation) {
    std::vector<Bytes> places;
    for (const CallArgument& argument : operation.arguments)
        if (argument.form == Form::Out || argument.form == Form::InOut)
            places.push_back(argument.form == Form::InOut ? argument.bytes : Bytes{});
    return places;
}

const CallArgument* SystemCall::at(std::size_t index) const {
    return index < operation.arguments.size() ? &operation.arguments[index] : nullptr;
}

bool SystemCall::null(std::size_t index) const {
    const CallArgument* argument = at(index);
    return !argument || (argument->form == Form::Value && argument->value == 0);
}

bool SystemCall::onMachine(std::size_t index) const {
    const CallArgument* argument = at(index);
    return !argument || argument->form == Form::Value;
}

Bytes* SystemCall::returnedAt(std::size_t index) {
    std::size_t place = 0;
    for (std::size_t i = 0; i < operation.arguments.size(); ++i) {
        const Form form = operation.arguments[i].form;
        if (form != Form::Out && form != Form::InOut)
            continue;
        if (i == index)
            return &outcome.returned[place];
        ++place;
    }
    return nullptr;
}

std::size_t SystemCall::read(std::size_t index, std::uint64_t offset, std::span<std::uint8_t> into) {
    if (onMachine(index))
        return copyFromUser(kernel, process, value(index) + offset, into);
    const Bytes& bytes = at(index)->bytes;
    if (offset >= bytes.size())
        return 0;
    const std::size_t count = std::min<std::size_t>(into.size(), bytes.size() - offset);
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(offset), count, into.begin());
    return count;
}

bool SystemCall::readsWithoutFault(std::size_t index, std::uint64_t offset) const {
    if (!onMachine(index))
        return true;
    const Address address = value(index) + offset;
    if (address >= kernel.parameters.userEnd)
        return false;
    const Entry& entry = process.space->table.at(kernel.pageOf(address));
    return entry.present() && allows(entry.bits, false);
}

std::optional<Bytes> SystemCall::in(std::size_t index, std::uint64_t size) {
    Bytes bytes(size);
    if (read(index, 0, bytes) != size)
        return std::nullopt;
    return bytes;
}

std::size_t SystemCall::write(std::size_t index, std::uint64_t offset, std::span<const std::uint8_t> bytes) {
    if (onMachine(index))
        return copyToUser(kernel, process, value(index) + offset, bytes);
    Bytes* returned = returnedAt(index);
    if (!returned)
        return at(index) ? bytes.size() : 0; // the caller gave it to be read only, and asks for nothing back
    if (returned->size() < offset + bytes.size())
        returned->resize(offset + bytes.size());
    std::copy(bytes.begin(), bytes.end(), returned->begin() + static_cast<std::ptrdiff_t>(offset));
    return bytes.size();
}

std::optional<std::string> SystemCall::string(std::size_t index, std::int32_t& error, std::size_t most) {
    std::string text;
    std::array<std::uint8_t, 8> word{};
    while (text.size() < most) {
        std::size_t count = read(index, text.size(), word);
        if (count < word.size() && onMachine(index)) { // byte by byte where a whole word cannot be read
            count = 0;
            while (count < word.size() && read(index, text.size() + count, std::span(word).subspan(count, 1)) == 1)
                if (word[count++] == 0)
                    break;
        }
        for (std::size_t i = 0; i < count; ++i) {
            if (word[i] == 0)
                return text;
            text.push_back(static_cast<char>(word[i]));
        }
        if (count < word.size()) {
            if (!onMachine(index))
                return text; // the interpreter's strings come without what follows them
            error = efault;
            return std::nullopt;
        }
    }
    error = enametoolong;
    return std::nullopt;
}

const Bytes* SystemCall::givenArgument(std::size_t index) const {
    return index < given.arguments.size() && given.arguments[index] ? &*given.arguments[index] : nullptr;
}

std::shared_ptr<OpenFile> SystemCall::file(std::int32_t descriptor) const {
    const auto found = process.descriptors.find(descriptor);
    return found == process.descriptors.end() ? nullptr : found->second.file;
}

} // namespace faultline
