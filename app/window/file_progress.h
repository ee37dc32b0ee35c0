// How far work on a file is; written by it, read by the window.
#pragma once

#include "app/session/saved_run.h"
#include "app/story/names.h"

#include <QCoreApplication>

#include <atomic>
#include <stop_token>

namespace faultline {

struct FileProgress {
    std::atomic<std::size_t> done{0}, whole{0};

    /// "Saving run.flt: 3000 of 12000 steps"; `what` alone until something is done.
    QString text(const QString& what) const {
        const std::size_t all = whole, now = done;
        if (now == 0)
            return what;
        return all == 0 ? QCoreApplication::translate("MainWindow", "%1: %2 done").arg(what, countText(now))
                        : QCoreApplication::translate("MainWindow", "%1: %2 of %3")
                              .arg(what, countText(now), countText(all));
    }
    GoesOn goesOn(std::stop_token stop) {
        return [this, stop](std::size_t now, std::size_t all) {
            done = now, whole = all;
            return !stop.stop_requested();
        };
    }
};

} // namespace faultline
