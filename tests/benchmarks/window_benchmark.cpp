// How long the window takes to answer while a program runs: a click on the timeline until the moment asked for is
// drawn, and Cancel until the run stands. During 100 million loads on both machines; needs no display.
#include "app/main_window.h"

#include <QApplication>
#include <QMouseEvent>
#include <QStyleFactory>
#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <random>
#include <thread>

namespace faultline {
namespace {

using Time = std::chrono::steady_clock;

double millisecondsSince(Time::time_point start) {
    return std::chrono::duration<double, std::milli>(Time::now() - start).count();
}

/// Of this thread: on a computer that is busy with other things the time taken tells little.
double processorMilliseconds() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

constexpr const char* program = R"(#include <stdio.h>
#include <sys/mman.h>

int main(void)
{
    volatile char *p = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    long sum = 0;
    for (long i = 0; i < 100000000; i++)
        sum += p[i * 64 & ((1 << 20) - 1)];
    printf("%ld\n", sum);
    return 0;
}
)";

void print(const char* name, std::vector<double> times, std::size_t steps) {
    std::sort(times.begin(), times.end());
    if (!times.empty())
        std::printf("%-44s %5zu %9.1f %9.1f %9.1f  %12zu\n", name, times.size(), times[times.size() / 2],
                    times[times.size() * 95 / 100], times.back(), steps);
}

void click(QWidget& widget, QPointF at) {
    for (const QEvent::Type type : {QEvent::MouseButtonPress, QEvent::MouseButtonRelease}) {
        QMouseEvent event(type, at, widget.mapToGlobal(at), Qt::LeftButton,
                          type == QEvent::MouseButtonPress ? Qt::LeftButton : Qt::NoButton, Qt::NoModifier);
        QApplication::sendEvent(&widget, &event);
    }
}

/// Another thread, as a hand would, asks at any time; the window answers when it gets to it.
template <class Answer>
std::vector<double> ask(int times, int apart, Answer answer) {
    std::vector<double> took;
    std::atomic<int> open{0};
    std::jthread hand([&] {
        std::mt19937 random(1);
        for (int i = 0; i < times; ++i) {
            std::this_thread::sleep_for(
                std::chrono::milliseconds(apart / 2 + static_cast<int>(random()) % std::max(1, apart / 2)));
            ++open;
            const auto asked = Time::now();
            QMetaObject::invokeMethod(qApp, [&, asked, where = static_cast<double>(random()) / 4294967295.0] {
                answer(where);
                took.push_back(millisecondsSince(asked));
                --open;
            });
        }
    });
    while (static_cast<int>(took.size()) < times)
        QApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
    return took;
}

void measure(MachineChoice machines) {
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("loads.c"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(program) < 0)
        return;
    file.close();
    QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    MainWindow window(settings);
    window.resize(1440, 900);
    window.show();
    ProgramOptions options;
    options.machine = std::string(nameOf(machines));
    window.openPrograms({path.toStdString()}, options);
    window.waitUntilIdle();
    if (!window.run()) {
        std::printf("%s: %s\n", options.machine.c_str(), qPrintable(window.message()));
        return;
    }
    TimelineView& timeline = window.page().timeline();
    const auto started = Time::now();
    window.runOn();
    std::vector<double> own;
    const std::vector<double> clicks = ask(60, 150, [&](double where) {
        const double before = processorMilliseconds();
        click(timeline,
              QPointF(timeline.xOf(static_cast<std::size_t>(where * static_cast<double>(window.run()->lastMoment()))),
                      timeline.height() - 20));
        window.repaint();
        own.push_back(processorMilliseconds() - before);
    });
    print((options.machine + ": click on the timeline").c_str(), clicks, window.run()->lastMoment());
    print("    of it the window's processor time", own, window.run()->lastMoment());
    std::printf("%-44s %.2f million steps a second while clicked\n", "",
                static_cast<double>(window.run()->lastMoment()) / millisecondsSince(started) / 1000);
    auto* cancel = window.findChild<QToolButton*>(QStringLiteral("cancel"));
    std::vector<double> stops;
    for (int i = 0; i < 8; ++i) {
        if (!window.isWorking())
            window.runOn();
        const std::vector<double> one = ask(1, 700, [&](double) {
            cancel->click();
            while (window.isWorking())
                QApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
        });
        stops.insert(stops.end(), one.begin(), one.end());
    }
    print((options.machine + ": Cancel").c_str(), stops, window.run()->lastMoment());
    std::vector<double> shows;
    std::mt19937_64 random(2);
    for (int i = 0; i < 40; ++i) {
        const auto start = Time::now();
        window.goTo(random() % (window.run()->lastMoment() + 1));
        window.repaint();
        shows.push_back(millisecondsSince(start));
    }
    print((options.machine + ": any moment, drawn, at rest").c_str(), shows, window.run()->lastMoment());
}

} // namespace
} // namespace faultline

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication application(argc, argv);
    std::printf("%-44s %5s %9s %9s %9s  %12s\n", "milliseconds", "times", "median", "95 %", "most", "steps by then");
    faultline::measure(faultline::MachineChoice::Simulated);
    faultline::measure(faultline::MachineChoice::Both);
    return 0;
}
