#pragma once

#include "tests/oracle/sequence.h"

#include <string>

namespace faultline {

/// The sequence as a C program for `faultline run --machine both`, which finds the same difference; its files must
/// stand beside it (see the comment it begins with). Processes take turns by a counter at a fixed address, in the order
/// of the sequence. Accesses to the image (code, data, bss) are kept, though a C program's own image is another.
std::string asCProgram(const Sequence& sequence, const std::string& comment);

} // namespace faultline
