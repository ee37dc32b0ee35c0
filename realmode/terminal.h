#pragma once

#include "realmode/descriptor.h"
#include "simulator/machine/operation.h"
#include "simulator/machine/result.h"

#include <span>
#include <string>

namespace faultline {

/// A raw pseudo-terminal: what the program writes comes out here as it was, and what is typed here it reads.
class Terminal {
public:
    static Result<Terminal> open();

    /// The program's end; stays open here too, so that its settings can be changed.
    int program() const { return program_.number(); }
    /// What has been written since the last call.
    Bytes drain();
    /// Queues input; `end`: and nothing after it.
    void supply(std::span<const std::uint8_t> input, bool end);
    /// Passes the next line on once all before it has been read, as a terminal in line mode gives one line to a read.
    /// Returns whether a reader may have been woken. With nothing left and the end reached, reads give 0 from then on;
    /// a reader asleep by then must be told (atEnd()).
    bool pump();
    /// The end has come, and everything before it has been read.
    bool atEnd() const;
    /// The name of the program's end: /dev/pts/N.
    const std::string& name() const { return name_; }

private:
    OwnedDescriptor app_;
    OwnedDescriptor program_;
    std::string name_;
    Bytes queue_; ///< of what has been typed, not yet passed on
    bool endComes_ = false;
    bool ended_ = false;
};

} // namespace faultline
