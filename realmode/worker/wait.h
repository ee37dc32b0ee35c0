#pragma once

#include <cstdint>

/// Between requests: spin a little, then sleep; wake only a sleeper.
namespace faultline::worker {

/// Returns once a request beyond `served` is there. Ends the process when the keeper is no more.
void waitForRequest(std::uint32_t served);
void answer(std::uint32_t served);

} // namespace faultline::worker
