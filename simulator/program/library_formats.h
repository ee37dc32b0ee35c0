// Arguments of printf's and scanf's families, wherever they are.
#pragma once

#include "simulator/program/call_context.h"
#include "simulator/program/format.h"

namespace faultline {

// The arguments from `first` on.
FormatArguments argumentsFrom(CallContext& context, std::size_t first);
// Those of a va_list at that address.
FormatArguments argumentsOfList(CallContext& context, std::uint64_t list);

// As glibc says it; "Unknown error 77" for others.
std::string errorText(std::int32_t error);

} // namespace faultline
