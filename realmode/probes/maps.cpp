#include "realmode/probes/maps.h"

#include "realmode/probes/proc_text.h"
#include "simulator/machine/event.h"

#include <charconv>
#include <sys/sysmacros.h>

namespace faultline {

namespace {

/// Takes a number from the front of the text, and the character behind it.
std::uint64_t take(std::string_view& text, int base) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    (void)error;
    text.remove_prefix(std::min(text.size(), static_cast<std::size_t>(end - text.data()) + 1));
    return value;
}

MapsLine parseLine(std::string_view text) {
    MapsLine line;
    line.start = take(text, 16);
    line.end = take(text, 16);
    if (text.size() < 5)
        return line;
    line.protection =
        static_cast<std::uint8_t>((text[0] == 'r' ? protectRead : 0) | (text[1] == 'w' ? protectWrite : 0) |
                                  (text[2] == 'x' ? protectExecute : 0));
    line.shared = text[3] == 's';
    text.remove_prefix(5);
    line.offset = take(text, 16);
    const std::uint64_t major = take(text, 16);
    const std::uint64_t minor = take(text, 16);
    line.device = makedev(static_cast<unsigned>(major), static_cast<unsigned>(minor));
    line.inode = take(text, 10);
    const std::size_t name = text.find_first_not_of(' ');
    if (name != std::string_view::npos)
        line.name = text.substr(name);
    return line;
}

} // namespace

std::vector<MapsLine> parseMaps(std::string_view text) {
    std::vector<MapsLine> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos)
            break;
        lines.push_back(parseLine(text.substr(0, end)));
        text.remove_prefix(end + 1);
    }
    return lines;
}

std::vector<MapsLine> readMaps(int descriptor) {
    return parseMaps(readFromStart(descriptor));
}

} // namespace faultline
