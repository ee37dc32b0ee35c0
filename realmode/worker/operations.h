#pragma once

namespace faultline::worker {

/// Performs the channel's request and fills its reply.
void performRequest();

} // namespace faultline::worker
