#include "simulator/machine/operation.h"

#include <array>

namespace faultline {

std::string_view kindName(const Operation& operation) {
    if (operation.kind == OperationKind::Call)
        return nameOf(operation.call);
    constexpr std::array<std::string_view, 7> names = {"load", "store", "copy", "fill", "compare", "scan", "atomic"};
    return names[static_cast<std::size_t>(operation.kind)];
}

} // namespace faultline
