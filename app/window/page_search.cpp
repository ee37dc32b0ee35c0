#include "app/window/page_search.h"

#include "simulator/run/watched_page.h"

namespace faultline {

std::size_t nextPageChange(const Run& run, std::size_t from, Until::PageOf page, std::stop_token stop) {
    std::size_t found = 0;
    for (std::size_t lane = 0; lane < run.laneCount(); ++lane) {
        const History& history = run.history(lane);
        const auto start = history.at(from);
        if (!start)
            continue;
        WatchedPage watched(*start, page.process, page.page);
        std::size_t step = from;
        const std::size_t last = found == 0 ? history.stepCount() : found - 1;
        history.forEachKept(from + 1, last, [&](const Step* whole, const QuietStep* quiet) {
            ++step;
            if (whole ? watched.changedBy(whole->delta) : watched.changedBy(*quiet)) {
                found = step;
                return false;
            }
            return step % 1024 != 0 || !stop.stop_requested();
        });
    }
    return stop.stop_requested() ? 0 : found;
}

} // namespace faultline
