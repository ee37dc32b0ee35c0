#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace faultline {

enum class MachineKind : std::uint8_t { Simulated, Real };

/// As documents and saved runs hold it.
constexpr std::string_view nameOf(MachineKind kind) {
    return kind == MachineKind::Real ? "real" : "simulated";
}

constexpr std::optional<MachineKind> machineKindNamed(std::string_view name) {
    for (const MachineKind kind : {MachineKind::Simulated, MachineKind::Real})
        if (name == nameOf(kind))
            return kind;
    return std::nullopt;
}

} // namespace faultline
