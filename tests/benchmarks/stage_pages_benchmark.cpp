// How long the view of all pages takes for mappings of up to ten million: reading the pages, a picture of each level of
// zoom, and a whole window of it.
#include "app/views/stage_pages.h"

#include <QApplication>
#include <QElapsedTimer>

#include <cstdio>

namespace faultline {
namespace {

// A mapping of which every third page is there, in different states.
Snapshot snapshotOf(std::uint64_t pages) {
    Snapshot snapshot;
    Process& process = snapshot.processes[firstProcess];
    Mapping mapping;
    mapping.start = 0x100000000;
    mapping.end = mapping.start + pages * snapshot.pageSize;
    mapping.protection = protectRead | protectWrite;
    mapping.label = "p";
    process.mappings[mapping.start] = mapping;
    const PageState states[] = {PageState::File, PageState::Copy, PageState::Anonymous, PageState::Zero};
    for (std::uint64_t page = 0; page < pages; page += 3) {
        Page entry;
        entry.state = states[page / 3 / 100 % 4];
        process.pages.emplace_hint(process.pages.end(), mapping.start / snapshot.pageSize + page, entry);
    }
    return snapshot;
}

double millisecondsOf(const std::function<void()>& work) {
    QElapsedTimer clock;
    clock.start();
    work();
    return static_cast<double>(clock.nsecsElapsed()) / 1e6;
}

void measure(std::uint64_t pages) {
    const Snapshot snapshot = snapshotOf(pages);
    Moment moment;
    moment.lanes = {{false, QStringLiteral("Simulated machine"), {}, &snapshot, nullptr}};
    PagesScene scene;
    std::printf("%9llu pages  read %8.2f ms\n", static_cast<unsigned long long>(pages),
                millisecondsOf([&] { scene = pagesOf(moment, firstProcess, 0x100000000); }));
    constexpr QSize area(1280, 600);
    for (const PagesLevel& level : pagesLevels(pages, area.width(), area.height())) {
        PagesPainter painter;
        painter.setLook({themeOf(ThemeKind::Light), typeAt(1), true});
        const PagesGrid grid(pages, level, area.width());
        std::printf("%22s %6llu a cell, %2d px  %8.2f ms\n", level.bins ? "bins," : "squares,",
                    static_cast<unsigned long long>(level.pagesPerCell), level.bins ? 1 : level.cell,
                    millisecondsOf([&] { painter.picture(scene.lanes[0], grid, 0, area, 1); }));
    }
    StagePagesView view;
    view.resize(1440, 700);
    view.setLook({themeOf(ThemeKind::Light), typeAt(1), true});
    view.open(moment, firstProcess, 0x100000000);
    view.QWidget::show();
    std::printf("%35s  %8.2f ms\n", "window, painted", millisecondsOf([&] { view.grab(); }));
    std::printf("%35s  %8.2f ms\n", "zoomed in and painted", millisecondsOf([&] {
                    view.zoomBy(3);
                    view.grab();
                }));
}

} // namespace
} // namespace faultline

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    for (const std::uint64_t pages : {1000, 100000, 1000000, 10000000})
        faultline::measure(pages);
    return 0;
}
