#pragma once

#include "simulator/program/diagnostic.h"
#include "simulator/run/run.h"

#include <string>
#include <string_view>
#include <vector>

namespace faultline {

/// Exit statuses of our own (design: "Seen by its users"). The last line on stderr then begins "faultline: ".
enum ExitStatus : int {
    exitGood = 0,
    exitNotRun = 2,   ///< usage, an error in the text, the step limit, a deadlock, a machine that fails
    exitDiffers = 3,  ///< the machines differ
    exitSignal = 128, ///< plus the signal's number
};

/// Writes all of it to stdout or stderr, unbuffered, so that the two keep their order.
void writeOut(std::string_view text);
void writeError(std::string_view text);
/// "faultline: …" and a newline on stderr.
void complain(std::string_view text);

/// "SIGBUS (BUS_ADRERR) at file.c:31: store of 1 byte at 0x7ffff7ff8000".
std::string signalLine(const Signal& signal, const Operation& last, const std::vector<SourceFile>& files);

/// "file.c:31: step 12, process 1000: errno: simulated 22, real 0".
std::string differenceLine(const Difference& difference, const std::vector<SourceFile>& files);

/// "file.c:31"; empty where there is no place.
std::string placeText(const SourcePlace& place, const std::vector<SourceFile>& files);

} // namespace faultline
