#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace faultline {

/// While this lives, asking for the stop sets the flag, by which a machine knows to give up an operation that takes
/// long. Afterwards it is clear again.
class Interruptible {
public:
    Interruptible(std::shared_ptr<std::atomic<bool>> flag, const std::stop_token& stop) : flag_(std::move(flag)) {
        if (flag_)
            callback_.emplace(stop, [asked = flag_.get()] { asked->store(true); });
    }
    ~Interruptible() {
        callback_.reset();
        if (flag_)
            flag_->store(false);
    }
    Interruptible(const Interruptible&) = delete;
    Interruptible& operator=(const Interruptible&) = delete;

private:
    std::shared_ptr<std::atomic<bool>> flag_;
    std::optional<std::stop_callback<std::function<void()>>> callback_;
};

} // namespace faultline
