#include "simulator/program/library.h"

#include <map>

namespace faultline {

const std::vector<Native>& natives() {
    static const std::vector<Native> all = [] {
        std::vector<Native> table;
        for (const auto part :
             {outputFunctions,     inputFunctions, streamFunctions,     stringFunctions,    messageFunctions,
              memoryFunctions,     heapFunctions,  allocatingFunctions, numberFunctions,    bitFunctions,
              mathFunctions,       fileFunctions,  mappingFunctions,    processFunctions,   signalFunctions,
              signalWaitFunctions, stackFunctions, transferFunctions,   semaphoreFunctions, timeFunctions,
              optionFunctions,     systemFunctions})
            for (const Native& native : part())
                table.push_back(native);
        return table;
    }();
    return all;
}

std::optional<std::uint32_t> nativeNamed(std::string_view name) {
    static const std::map<std::string_view, std::uint32_t> numbers = [] {
        std::map<std::string_view, std::uint32_t> table;
        for (std::size_t i = 0; i < natives().size(); ++i)
            table.emplace(natives()[i].name, static_cast<std::uint32_t>(i));
        return table;
    }();
    const auto known = numbers.find(name);
    return known == numbers.end() ? std::nullopt : std::optional(known->second);
}

} // namespace faultline
