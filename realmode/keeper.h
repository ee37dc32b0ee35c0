#pragma once

#include "realmode/descriptor.h"
#include "realmode/folders.h"
#include "realmode/worker/protocol.h"
#include "simulator/machine/result.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <sys/types.h>

namespace faultline {

/// The app's end of a keeper: starts it, holds the memory shared with it and its workers, and hears who has ended. When
/// it goes, the keeper kills all workers and removes what they left.
class Keeper {
public:
    /// Starts the keeper and its first worker and waits until that is ready. `prepare` fills the rest of Launch.
    /// Descriptors: the terminals' program ends.
    static Result<std::unique_ptr<Keeper>> start(const Folders& folders, int terminal, int errors,
                                                 const std::function<void(worker::Launch&)>& prepare);
    ~Keeper();
    Keeper(const Keeper&) = delete;
    Keeper& operator=(const Keeper&) = delete;

    worker::Launch& launch() { return *reinterpret_cast<worker::Launch*>(shared_); }
    worker::Channel& channel(std::uint32_t slot) {
        return *reinterpret_cast<worker::Channel*>(shared_ + worker::slotSize * slot);
    }
    pid_t firstWorker() const { return firstWorker_; }
    /// How an orphan or the first worker ended, as from wait; nothing where the keeper has not told (yet).
    std::optional<int> statusOf(pid_t pid);
    bool alive();
    /// The keeper kills all and goes, now; this is not waited for, as what large processes leave takes long to free.
    void letGo() { socket_.close(); }

private:
    Keeper() = default;
    void hear();
    bool waitUntilReady();
    Failure whyNotReady();

    OwnedDescriptor memory_;
    OwnedDescriptor socket_;
    std::uint8_t* shared_ = nullptr;
    pid_t pid_ = -1;
    pid_t firstWorker_ = -1;
    bool closed_ = false;
    std::map<pid_t, int> ended_;
};

} // namespace faultline
