// Output: printf's family, puts, perror, err and warn.
#include <array>

#include "simulator/program/library.h"
#include "simulator/program/library_formats.h"
#include "simulator/program/library_streams.h"
#include "simulator/program/memory_layout.h"

namespace faultline {

namespace {

constexpr std::int32_t einval = 22;

void addTexts(CallContext& context, FormatArguments& arguments) {
    arguments.text = [&context](std::uint64_t address, std::uint64_t limit) { return context.text(address, limit); };
    arguments.storeCount = [&context](std::uint64_t address, std::uint64_t count, unsigned bytes) {
        switch (bytes) {
        case 1:
            context.put(address, static_cast<std::uint8_t>(count));
            break;
        case 2:
            context.put(address, static_cast<std::uint16_t>(count));
            break;
        case 4:
            context.put(address, static_cast<std::uint32_t>(count));
            break;
        default:
            context.put(address, count);
        }
    };
    arguments.errorText = errorText(context.error());
}

std::uint64_t printTo(CallContext& c, Stream& stream, std::string_view format, const FormatArguments& arguments) {
    const auto pieces = formatPieces(format, arguments);
    if (!pieces) {
        c.setError(einval);
        return intResult(-1);
    }
    std::size_t count = 0;
    std::string whole;
    for (const std::string& piece : *pieces) {
        count += piece.size();
        if (stream.buffering == Buffering::None)
            whole += piece; // written in one go
        else if (!putBytes(c, stream, piece))
            return intResult(-1);
    }
    if (!whole.empty() && !putBytes(c, stream, whole))
        return intResult(-1);
    return intResult(static_cast<std::int64_t>(count));
}

std::uint64_t printInto(CallContext& c, std::uint64_t buffer, std::optional<std::uint64_t> size,
                        std::string_view format, const FormatArguments& arguments) {
    const auto text = formatText(format, arguments);
    if (!text) {
        c.setError(einval);
        return intResult(-1);
    }
    if (!size)
        c.writeText(buffer, *text);
    else if (*size > 0)
        c.writeText(buffer, std::string_view(*text).substr(0, *size - 1));
    return intResult(static_cast<std::int64_t>(text->size()));
}

std::uint64_t printToDescriptor(CallContext& c, std::string_view format, const FormatArguments& arguments) {
    const auto text = formatText(format, arguments);
    if (!text)
        return intResult(-1);
    CallRequest call(c, Call::Write);
    return intResult(call.value(c.intArgument(0)).in(Bytes(text->begin(), text->end())).value(text->size()).make());
}

std::uint64_t printfFunction(CallContext& c) {
    return printTo(c, c.stream(1), c.format(0), argumentsFrom(c, 1));
}
std::uint64_t fprintfFunction(CallContext& c) {
    return printTo(c, streamArgument(c, 0), c.format(1), argumentsFrom(c, 2));
}
std::uint64_t sprintfFunction(CallContext& c) {
    return printInto(c, c.argument(0), std::nullopt, c.format(1), argumentsFrom(c, 2));
}
std::uint64_t snprintfFunction(CallContext& c) {
    return printInto(c, c.argument(0), c.argument(1), c.format(2), argumentsFrom(c, 3));
}
std::uint64_t dprintfFunction(CallContext& c) {
    return printToDescriptor(c, c.format(1), argumentsFrom(c, 2));
}
std::uint64_t vprintfFunction(CallContext& c) {
    return printTo(c, c.stream(1), c.format(0), argumentsOfList(c, c.argument(1)));
}
std::uint64_t vfprintfFunction(CallContext& c) {
    return printTo(c, streamArgument(c, 0), c.format(1), argumentsOfList(c, c.argument(2)));
}
std::uint64_t vsprintfFunction(CallContext& c) {
    return printInto(c, c.argument(0), std::nullopt, c.format(1), argumentsOfList(c, c.argument(2)));
}
std::uint64_t vsnprintfFunction(CallContext& c) {
    return printInto(c, c.argument(0), c.argument(1), c.format(2), argumentsOfList(c, c.argument(3)));
}
std::uint64_t vdprintfFunction(CallContext& c) {
    return printToDescriptor(c, c.format(1), argumentsOfList(c, c.argument(2)));
}

// asprintf and vasprintf allocate: see library_heap.cpp, which calls malloc's code.

std::uint64_t putsFunction(CallContext& c) {
    const std::string text = c.text(c.argument(0));
    Stream& output = c.stream(1);
    if (!putBytes(c, output, text) || !putBytes(c, output, "\n"))
        return intResult(-1);
    return intResult(static_cast<std::int64_t>(text.size()) + 1);
}

std::uint64_t putCharacter(CallContext& c, Stream& stream) {
    const auto byte = static_cast<std::uint8_t>(c.argument(0));
    const char text = static_cast<char>(byte);
    return putBytes(c, stream, std::string_view(&text, 1)) ? byte : intResult(-1);
}
std::uint64_t putcharFunction(CallContext& c) {
    return putCharacter(c, c.stream(1));
}
std::uint64_t putcFunction(CallContext& c) {
    return putCharacter(c, streamArgument(c, 1));
}

std::uint64_t fputsFunction(CallContext& c) {
    const std::string text = c.text(c.argument(0));
    return putBytes(c, streamArgument(c, 1), text) ? 1 : intResult(-1);
}

std::uint64_t fwriteFunction(CallContext& c) {
    const std::uint64_t size = c.argument(1);
    const std::uint64_t count = c.argument(2);
    if (size == 0 || count == 0)
        return 0;
    const Bytes bytes = c.bytes(c.argument(0), size * count);
    const std::string text(bytes.begin(), bytes.end());
    return putBytes(c, streamArgument(c, 3), text) ? count : 0;
}

std::uint64_t perrorFunction(CallContext& c) {
    const std::int32_t error = c.error();
    std::string text = c.argument(0) != 0 ? c.text(c.argument(0)) : "";
    if (!text.empty())
        text += ": ";
    text += errorText(error) + "\n";
    putBytes(c, c.stream(2), text);
    c.setError(error);
    return 0;
}

// --- err and warn: "program: text: error\n"

enum class Ending : std::uint8_t { Errno, Nothing, Code };

void complain(CallContext& c, std::size_t formatAt, Ending ending, std::int32_t code, const FormatArguments& given) {
    const std::string name = c.programName();
    flushStream(c, c.stream(1));
    std::string text = name + ": ";
    const bool hasFormat = c.argument(formatAt) != 0;
    if (hasFormat)
        text += formatText(c.format(formatAt), given).value_or("");
    if (ending != Ending::Nothing)
        text += (hasFormat ? ": " : "") + errorText(ending == Ending::Errno ? c.error() : code);
    putBytes(c, c.stream(2), text + "\n");
}

std::uint64_t warnFunction(CallContext& c) {
    complain(c, 0, Ending::Errno, 0, argumentsFrom(c, 1));
    return 0;
}
std::uint64_t warnxFunction(CallContext& c) {
    complain(c, 0, Ending::Nothing, 0, argumentsFrom(c, 1));
    return 0;
}
std::uint64_t warncFunction(CallContext& c) {
    complain(c, 1, Ending::Code, c.intArgument(0), argumentsFrom(c, 2));
    return 0;
}
std::uint64_t vwarnFunction(CallContext& c) {
    complain(c, 0, Ending::Errno, 0, argumentsOfList(c, c.argument(1)));
    return 0;
}
std::uint64_t vwarnxFunction(CallContext& c) {
    complain(c, 0, Ending::Nothing, 0, argumentsOfList(c, c.argument(1)));
    return 0;
}

} // namespace

FormatArguments argumentsFrom(CallContext& context, std::size_t first) {
    FormatArguments arguments;
    arguments.slot = [&context, first](std::size_t index) { return context.argument(first + index); };
    addTexts(context, arguments);
    return arguments;
}

FormatArguments argumentsOfList(CallContext& context, std::uint64_t list) {
    FormatArguments arguments;
    const auto area = context.get<std::uint64_t>(list + 8); // as the compiler keeps it
    arguments.slot = [&context, area](std::size_t index) { return context.get<std::uint64_t>(area + 8 * index); };
    addTexts(context, arguments);
    return arguments;
}

std::vector<Native> outputFunctions() {
    return {{"printf", printfFunction},
            {"fprintf", fprintfFunction},
            {"sprintf", sprintfFunction},
            {"snprintf", snprintfFunction},
            {"dprintf", dprintfFunction},
            {"vprintf", vprintfFunction},
            {"vfprintf", vfprintfFunction},
            {"vsprintf", vsprintfFunction},
            {"vsnprintf", vsnprintfFunction},
            {"vdprintf", vdprintfFunction},
            {"puts", putsFunction},
            {"putchar", putcharFunction},
            {"putchar_unlocked", putcharFunction},
            {"putc", putcFunction},
            {"putc_unlocked", putcFunction},
            {"fputc", putcFunction},
            {"fputc_unlocked", putcFunction},
            {"fputs", fputsFunction},
            {"fputs_unlocked", fputsFunction},
            {"fwrite", fwriteFunction},
            {"fwrite_unlocked", fwriteFunction},
            {"perror", perrorFunction},
            {"warn", warnFunction},
            {"warnx", warnxFunction},
            {"warnc", warncFunction},
            {"vwarn", vwarnFunction},
            {"vwarnx", vwarnxFunction}};
}

} // namespace faultline
