#include "app/window/background.h"

#include <QCoreApplication>
#include <QMetaObject>

namespace faultline {

Background::~Background() {
    stop();
    if (thread_.joinable())
        thread_.join();
}

bool Background::start(Work work, std::function<void()> done) {
    if (busy_)
        return false;
    if (thread_.joinable())
        thread_.join();
    busy_ = true;
    done_ = std::move(done);
    Q_EMIT busyChanged(true);
    thread_ = std::jthread([this, work = std::move(work)](std::stop_token token) {
        work(token);
        QMetaObject::invokeMethod(this, &Background::ended, Qt::QueuedConnection);
    });
    return true;
}

void Background::stop() {
    thread_.request_stop();
}

void Background::finish() {
    if (thread_.joinable())
        thread_.join();
    if (busy_)
        QCoreApplication::sendPostedEvents(this);
}

void Background::ended() {
    if (!busy_)
        return;
    busy_ = false;
    const std::function<void()> done = std::move(done_);
    done_ = nullptr;
    Q_EMIT busyChanged(false);
    if (done)
        done();
}

} // namespace faultline
