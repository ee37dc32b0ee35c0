#include "simulator/program/code.h"

#include <algorithm>
#include <array>

namespace faultline {

std::string_view nameOf(Opcode opcode) {
    static constexpr auto names =
        std::to_array<std::string_view>({"Trap",
                                         "Statement",
                                         "Move",
                                         "Constant",
                                         "FrameAddress",
                                         "IndexAddress",
                                         "Jump",
                                         "JumpIf",
                                         "JumpIfNot",
                                         "Switch",
                                         "Call",
                                         "CallPointer",
                                         "CallNative",
                                         "Return",
                                         "CopyBytes",
                                         "ClearBytes",
                                         "AllocateStack",
                                         "SaveStack",
                                         "RestoreStack",
                                         "Atomic",
                                         "Sigreturn",
                                         "CallReturned",
#define X(name) #name, #name "Imm",
                                         FAULTLINE_BINARY_OPCODES(X) FAULTLINE_DIVIDE_OPCODES(X)
#undef X
#define X(name) #name,
                                             FAULTLINE_FLOAT_OPCODES(X) FAULTLINE_UNARY_OPCODES(X)
#undef X
#define X(name) "Jump" #name, "Jump" #name "Imm",
                                                 FAULTLINE_BRANCH_OPCODES(X)
#undef X
#define X(name) "Load" #name "At", "Load" #name "Indexed", "Load" #name "Frame", "Load" #name "Global",
                                                     FAULTLINE_LOAD_OPCODES(X)
#undef X
#define X(name) "Store" #name "At", "Store" #name "Indexed", "Store" #name "Frame", "Store" #name "Global",
                                                         FAULTLINE_STORE_OPCODES(X)
#undef X
        });
    static_assert(names.size() == static_cast<std::size_t>(Opcode::Count));
    return names[static_cast<std::size_t>(opcode)];
}

std::optional<std::uint32_t> Code::functionAt(std::uint64_t address) const {
    if (address < codeStart || (address - codeStart) % functionSpacing != 0)
        return std::nullopt;
    const std::uint64_t index = (address - codeStart) / functionSpacing;
    if (index >= functions.size() + addressableNatives.size())
        return std::nullopt;
    return static_cast<std::uint32_t>(index);
}

const CodeFunction* Code::functionHolding(std::uint32_t instruction) const {
    const auto after = std::upper_bound(functions.begin(), functions.end(), instruction,
                                        [](std::uint32_t at, const CodeFunction& f) { return at < f.entry; });
    if (after == functions.begin() || instruction >= std::prev(after)->end)
        return nullptr;
    return &*std::prev(after);
}

std::optional<std::uint32_t> Code::functionNamed(std::string_view name) const {
    for (std::size_t i = 0; i < functions.size(); ++i)
        if (functions[i].name == name)
            return static_cast<std::uint32_t>(i);
    return std::nullopt;
}

} // namespace faultline
