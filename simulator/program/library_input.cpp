// Input: getc's and scanf's families, fgets, getline, fread.
#include <algorithm>

#include "simulator/program/library.h"
#include "simulator/program/library_formats.h"
#include "simulator/program/library_heap.h"
#include "simulator/program/library_streams.h"
#include "simulator/program/scan.h"

namespace faultline {

namespace {

constexpr std::int32_t einval = 22;

std::uint64_t getCharacter(CallContext& c, Stream& stream) {
    const auto byte = getByte(c, stream);
    return byte ? *byte : intResult(-1);
}
std::uint64_t getcFunction(CallContext& c) {
    return getCharacter(c, streamArgument(c, 0));
}
std::uint64_t getcharFunction(CallContext& c) {
    return getCharacter(c, c.stream(0));
}

std::uint64_t ungetcFunction(CallContext& c) {
    Stream& stream = streamArgument(c, 1);
    const std::int32_t given = c.intArgument(0);
    if (given == -1)
        return intResult(-1);
    if (stream.inputUsed > 0)
        stream.input[--stream.inputUsed] = static_cast<char>(given);
    else
        stream.input.insert(0, 1, static_cast<char>(given));
    stream.atEnd = false;
    return static_cast<std::uint8_t>(given);
}

// A line with its newline, of at most `limit` bytes.
std::string readLine(CallContext& c, Stream& stream, std::uint64_t limit, char delimiter) {
    std::string line;
    while (line.size() < limit) {
        const auto byte = getByte(c, stream);
        if (!byte)
            break;
        line.push_back(static_cast<char>(*byte));
        if (line.back() == delimiter)
            break;
    }
    return line;
}

std::uint64_t fgetsFunction(CallContext& c) {
    const std::int32_t size = c.intArgument(1);
    if (size <= 0)
        return 0;
    const std::string line = readLine(c, streamArgument(c, 2), static_cast<std::uint64_t>(size) - 1, '\n');
    if (line.empty() && size > 1)
        return 0;
    c.writeText(c.argument(0), line);
    return c.argument(0);
}

std::uint64_t getsFunction(CallContext& c) {
    std::string line = readLine(c, c.stream(0), ~std::uint64_t{0}, '\n');
    if (line.empty())
        return 0;
    if (line.back() == '\n')
        line.pop_back();
    c.writeText(c.argument(0), line);
    return c.argument(0);
}

// getdelim(char **line, size_t *size, int delimiter, FILE *stream)
std::uint64_t readDelimited(CallContext& c, char delimiter, std::size_t streamAt) {
    if (c.argument(0) == 0 || c.argument(1) == 0) {
        c.setError(einval);
        return longResult(-1);
    }
    ensureHeap(c);
    const std::string line = readLine(c, streamArgument(c, streamAt), ~std::uint64_t{0}, delimiter);
    if (line.empty())
        return longResult(-1);
    auto block = c.get<std::uint64_t>(c.argument(0));
    const auto size = c.get<std::uint64_t>(c.argument(1));
    const std::uint64_t needed = line.size() + 1;
    if (block != 0 && size >= needed) {
        c.writeText(block, line);
        return line.size();
    }
    // As glibc: 120 bytes at first, then twice as much, or what is needed.
    const std::uint64_t newSize = std::max<std::uint64_t>({needed, 2 * (block != 0 ? size : 0), 120});
    Allocation allocation(c, newSize);
    if (allocation.address() == 0)
        return longResult(-1);
    c.writeText(allocation.address(), line);
    c.put(c.argument(0), allocation.address());
    c.put(c.argument(1), newSize);
    allocation.commit();
    if (block != 0 && c.library().heap.stateOf(block) == Heap::BlockState::Used && !c.library().heap.mappingOf(block))
        c.library().heap.commitRelease(block);
    return line.size();
}
std::uint64_t getlineFunction(CallContext& c) {
    return readDelimited(c, '\n', 2);
}
std::uint64_t getdelimFunction(CallContext& c) {
    return readDelimited(c, static_cast<char>(c.argument(2)), 3);
}

std::uint64_t freadFunction(CallContext& c) {
    const std::uint64_t size = c.argument(1);
    const std::uint64_t wanted = size * c.argument(2);
    if (wanted == 0)
        return 0;
    Stream& stream = streamArgument(c, 3);
    std::string got;
    while (got.size() < wanted) {
        if (stream.inputUsed >= stream.input.size() && !fillStream(c, stream))
            break;
        const std::size_t count = std::min<std::size_t>(wanted - got.size(), stream.input.size() - stream.inputUsed);
        got.append(stream.input, stream.inputUsed, count);
        stream.inputUsed += static_cast<std::uint32_t>(count);
    }
    c.write(c.argument(0), got.data(), got.size());
    return got.size() / size;
}

ScanOutput outputTo(CallContext& c, std::function<std::uint64_t(std::size_t)> pointer) {
    ScanOutput output;
    output.pointer = std::move(pointer);
    output.number = [&c](std::uint64_t address, std::uint64_t value, unsigned bytes) {
        std::array<std::uint8_t, 16> raw{};
        for (unsigned i = 0; i < 8; ++i)
            raw[i] = static_cast<std::uint8_t>(value >> (8 * i));
        switch (bytes) {
        case 1:
            return c.put(address, static_cast<std::uint8_t>(value));
        case 2:
            return c.put(address, static_cast<std::uint16_t>(value));
        case 4:
            return c.put(address, static_cast<std::uint32_t>(value));
        case 16:
            return c.put(address, raw);
        default:
            return c.put(address, value);
        }
    };
    output.text = [&c](std::uint64_t address, const std::string& bytes, bool addNul) {
        c.write(address, bytes.c_str(), bytes.size() + (addNul ? 1 : 0));
    };
    output.allocated = [&c](const std::string& bytes, bool addNul) {
        Allocation allocation(c, std::max<std::uint64_t>(bytes.size() + (addNul ? 1 : 0), 1));
        if (allocation.address() != 0)
            c.write(allocation.address(), bytes.c_str(), bytes.size() + (addNul ? 1 : 0));
        allocation.commit();
        return allocation.address();
    };
    return output;
}

std::uint64_t scanStream(CallContext& c, Stream& stream, std::string_view format, const FormatArguments& given) {
    ScanInput input;
    input.next = [&] { return getByte(c, stream); };
    input.back = [&] {
        if (stream.inputUsed > 0)
            --stream.inputUsed;
    };
    const std::uint64_t result = intResult(scanFormat(format, input, outputTo(c, given.slot)));
    return result;
}

std::uint64_t scanText(CallContext& c, const std::string& text, std::string_view format, const FormatArguments& given) {
    std::size_t at = 0;
    ScanInput input;
    input.next = [&]() -> std::optional<std::uint8_t> {
        if (at >= text.size())
            return std::nullopt;
        return static_cast<std::uint8_t>(text[at++]);
    };
    input.back = [&] { --at; };
    return intResult(scanFormat(format, input, outputTo(c, given.slot)));
}

bool allocates(std::string_view format) {
    return format.find('m') != std::string_view::npos;
}

std::uint64_t scanfFunction(CallContext& c) {
    const std::string format = c.format(0);
    if (allocates(format))
        ensureHeap(c);
    return scanStream(c, c.stream(0), format, argumentsFrom(c, 1));
}
std::uint64_t fscanfFunction(CallContext& c) {
    return scanStream(c, streamArgument(c, 0), c.format(1), argumentsFrom(c, 2));
}
std::uint64_t sscanfFunction(CallContext& c) {
    const std::string text = c.text(c.argument(0));
    return scanText(c, text, c.format(1), argumentsFrom(c, 2));
}
std::uint64_t vscanfFunction(CallContext& c) {
    return scanStream(c, c.stream(0), c.format(0), argumentsOfList(c, c.argument(1)));
}
std::uint64_t vfscanfFunction(CallContext& c) {
    return scanStream(c, streamArgument(c, 0), c.format(1), argumentsOfList(c, c.argument(2)));
}
std::uint64_t vsscanfFunction(CallContext& c) {
    const std::string text = c.text(c.argument(0));
    return scanText(c, text, c.format(1), argumentsOfList(c, c.argument(2)));
}

} // namespace

std::vector<Native> inputFunctions() {
    return {{"getc", getcFunction},
            {"fgetc", getcFunction},
            {"getc_unlocked", getcFunction},
            {"fgetc_unlocked", getcFunction},
            {"getchar", getcharFunction},
            {"getchar_unlocked", getcharFunction},
            {"ungetc", ungetcFunction},
            {"fgets", fgetsFunction},
            {"fgets_unlocked", fgetsFunction},
            {"gets", getsFunction},
            {"getline", getlineFunction},
            {"getdelim", getdelimFunction},
            {"fread", freadFunction},
            {"fread_unlocked", freadFunction},
            {"scanf", scanfFunction},
            {"fscanf", fscanfFunction},
            {"sscanf", sscanfFunction},
            {"vscanf", vscanfFunction},
            {"vfscanf", vfscanfFunction},
            {"vsscanf", vsscanfFunction},
            {"__isoc99_scanf", scanfFunction},
            {"__isoc99_fscanf", fscanfFunction},
            {"__isoc99_sscanf", sscanfFunction}};
}

} // namespace faultline
