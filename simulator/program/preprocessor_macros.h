// The macros that are defined at a point of a text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "simulator/program/diagnostic.h"
#include "simulator/program/token.h"

namespace faultline {

// Macros whose replacement depends on where they are used.
enum class DynamicMacro : std::uint8_t { None, File, Line, Counter };

// One element of a replacement list: a token, or a parameter to put an argument in for.
struct MacroElement {
    Token token;
    int parameter = -1;         // index, or -1
    bool isStringified = false; // # before it
    bool isPasted = false;      // ## before it: joined with what the element before it gives
    bool isBeforePaste = false; // ## behind it
};

struct Macro {
    bool isFunctionLike = false;
    bool isVariadic = false; // the last parameter takes all remaining arguments
    std::vector<std::string> parameters;
    std::vector<MacroElement> body;
    DynamicMacro dynamic = DynamicMacro::None;
    SourcePlace place;
    bool isDefined = true; // false after #undef; kept, since the expander may be reading its arguments
    bool isPredefined = false;
    bool isInUse = false; // being expanded: its name is not expanded again (C11 6.10.3.4)
};

class MacroTable {
public:
    // Null if the name is no macro.
    Macro* find(std::string_view name);

    // `line` is what follows "#define": name, parameters, replacement. Says what is wrong with it.
    void define(const std::vector<Token>& line, SourcePlace place, Reporter& reporter);
    void undefine(std::string_view name);
    void defineDynamic(std::string_view name, DynamicMacro dynamic);

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };

    std::unordered_map<std::string, Macro, Hash, std::equal_to<>> macros_;
};

} // namespace faultline
