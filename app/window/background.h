// Work that may take long, off the window's thread: the window answers meanwhile and can stop it.
#pragma once

#include <QObject>

#include <functional>
#include <stop_token>
#include <thread>

namespace faultline {

/// Does one piece of work at a time.
class Background : public QObject {
    Q_OBJECT
public:
    using Work = std::function<void(std::stop_token)>;

    explicit Background(QObject* parent = nullptr) : QObject(parent) {}
    ~Background() override;

    bool busy() const { return busy_; }
    /// Starts the work; `done` is called in the window's thread when it has ended, also when it was stopped. Does
    /// nothing while other work goes on.
    bool start(Work work, std::function<void()> done);
    /// Asks the work to stop.
    void stop();
    /// Waits for its end; `done` has been called then.
    void finish();

Q_SIGNALS:
    void busyChanged(bool busy);

private:
    void ended();

    std::jthread thread_;
    std::function<void()> done_;
    bool busy_ = false;
};

} // namespace faultline
