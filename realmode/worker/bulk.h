#pragma once

#include "realmode/worker/protocol.h"

/// Copy, fill, compare and scan of ranges, in pieces that end where a page of either range ends; of each piece the
/// source is touched before the target. A signal ends them; `progress` says how many bytes were done before.
namespace faultline::worker {

void bulkCopy(const Request& request, Reply& reply);
void bulkFill(const Request& request, Reply& reply);
void bulkCompare(const Request& request, Reply& reply);
/// The bytes read lie in the channel's data; `result` is their number.
void bulkScan(const Request& request, Reply& reply);

} // namespace faultline::worker
