// Reading and writing of streams.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "simulator/program/call_context.h"

namespace faultline {

// The stream that an argument names; a wrong one is a load of its address, which faults as it would in C.
Stream& streamArgument(CallContext& context, std::size_t index);

// Hands bytes to the stream as glibc's fwrite does; false: a write failed (errno).
bool putBytes(CallContext& context, Stream& stream, std::string_view bytes);
bool flushStream(CallContext& context, Stream& stream);
bool flushAll(CallContext& context);

// The next byte, nothing at the end or on an error. Reads a buffer full where none is left.
std::optional<std::uint8_t> getByte(CallContext& context, Stream& stream);
bool fillStream(CallContext& context, Stream& stream);
// Forgets what was read ahead, and puts the descriptor's position where the program is.
void dropInput(CallContext& context, Stream& stream);

} // namespace faultline
