#pragma once

#include "app/commands/run_steps_json.h"
#include "app/session/program.h"

#include <ostream>
#include <string>
#include <vector>

namespace faultline {

/// Writes the run as one document, "faultline-run/1" (design: "Seen by its users"). `exit` is the program's exit status
/// as a shell tells it: 128 and the signal's number where a signal ended it; `steps` are the machines' steps, by lane;
/// `confinement` is how the real machine's worker was confined.
void writeRunJson(std::ostream& out, const Run& run, const RunOrigin& origin, const std::vector<StepsText>& steps,
                  const std::string& confinement, int exit);

} // namespace faultline
