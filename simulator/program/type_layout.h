// Where the members of a struct or union lie: the rules of the System V ABI for x86-64, as gcc applies them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "simulator/program/type.h"

namespace faultline {

// A member as declared.
struct MemberDeclaration {
    std::string name;
    const Type* type = nullptr;
    std::optional<std::uint32_t> bitWidth; // of a bit-field
    std::uint64_t alignment = 0;           // by _Alignas; 0: none
    SourcePlace place;
};

// Places the members and completes the record. `alignment` is that of an attribute on the whole, 0 if none.
// False if the record would be too large, or a packed bit-field would need more than 8 bytes.
bool layOut(Record& record, const std::vector<MemberDeclaration>& members, std::uint64_t alignment);

} // namespace faultline
