#include "realmode/probes/smaps.h"

#include "realmode/probes/proc_text.h"

#include <charconv>
#include <string>

namespace faultline {

namespace {

std::uint64_t numberAt(std::string_view text, int base) {
    text.remove_prefix(std::min(text.size(), text.find_first_not_of(' ')));
    std::uint64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value, base);
    return value;
}

} // namespace

std::vector<SmapsEntry> parseSmaps(std::string_view text) {
    std::vector<SmapsEntry> entries;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        const std::size_t colon = line.find(':');
        const std::size_t dash = line.find('-');
        const std::string_view name = line.substr(0, colon);
        if (dash < line.find(' ')) // "start-end rights …": a mapping begins
            entries.push_back({numberAt(line, 16), numberAt(line.substr(dash + 1), 16), 0});
        else if (!entries.empty() && colon != std::string_view::npos &&
                 (name == "Shared_Dirty" || name == "Private_Dirty"))
            entries.back().dirty += numberAt(line.substr(colon + 1), 10) * 1024;
    }
    return entries;
}

std::vector<SmapsEntry> readSmaps(pid_t pid) {
    return parseSmaps(readWhole("/proc/" + std::to_string(pid) + "/smaps"));
}

} // namespace faultline
