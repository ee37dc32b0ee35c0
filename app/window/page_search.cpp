#include "app/window/page_search.h"

#include <set>
#include <utility>

namespace faultline {
namespace {

/// The page on one machine: which bytes it shows, and which other pages show them, too.
class WatchedPage {
public:
    WatchedPage(const Snapshot& start, Until::PageOf page) : page_(page), pageSize_(start.pageSize) {
        bool isOwn = false;
        if (const Process* process = start.process(page.process))
            if (const auto entry = process->pages.find(page.page); entry != process->pages.end()) {
                content_ = entry->second.content;
                isOwn = entry->second.state != PageState::File;
            }
        const Mapping* mapping = start.mappingAt(page.process, page.page * pageSize_);
        if (mapping && !isOwn) { // what becomes of the file's page is no matter to an own one
            file_ = mapping->file;
            filePage_ = (page.page * pageSize_ - mapping->start + mapping->offset) / pageSize_;
        }
        if (content_ == zeroContent)
            return;
        for (const auto& [id, process] : start.processes)
            for (const auto& [number, other] : process.pages)
                if (other.content == content_)
                    same_.insert({id, number});
    }

    bool changedBy(const Step& step) {
        for (const Change& made : step.delta.changes)
            if (const auto* page = std::get_if<PageChange>(&made)) {
                if (page->process == page_.process && page->page == page_.page)
                    return true;
                const bool shows = page->after && page->after->content == content_ && content_ != zeroContent;
                if (shows)
                    same_.insert({page->process, page->page});
                else
                    same_.erase({page->process, page->page});
            } else if (const auto* mapping = std::get_if<MappingChange>(&made)) {
                if (mapping->process == page_.process && changes(*mapping))
                    return true;
            } else if (const auto* bytes = std::get_if<ContentChange>(&made)) {
                if (content_ != zeroContent && bytes->content == content_)
                    return true;
            } else if (const auto* filePage = std::get_if<FilePageChange>(&made)) {
                if (file_ != 0 && filePage->file == file_ && filePage->index == filePage_)
                    return true;
            }
        return false;
    }

    bool changedBy(const QuietStep& step) const {
        if (!step.access.store)
            return false;
        const std::uint64_t page = step.access.address / pageSize_;
        return (step.process == page_.process && page == page_.page) || same_.contains({step.process, page});
    }

private:
    // Also of a page that nothing has touched yet: it comes, goes, or gets other rights.
    bool changes(const MappingChange& made) const {
        const Address at = page_.page * pageSize_;
        const auto holds = [at](const std::optional<Mapping>& mapping) {
            return mapping && at >= mapping->start && at < mapping->end;
        };
        if (!holds(made.before) || !holds(made.after))
            return holds(made.before) != holds(made.after);
        return made.before->protection != made.after->protection || made.before->file != made.after->file ||
               made.before->offset - made.before->start != made.after->offset - made.after->start;
    }

    Until::PageOf page_;
    std::uint64_t pageSize_;
    ContentId content_ = zeroContent;
    FileId file_ = 0;
    std::uint64_t filePage_ = 0;
    std::set<std::pair<ProcessId, std::uint64_t>> same_; ///< pages with the same content
};

} // namespace

std::size_t nextPageChange(const Run& run, std::size_t from, Until::PageOf page, std::stop_token stop) {
    std::size_t found = 0;
    for (std::size_t lane = 0; lane < run.laneCount(); ++lane) {
        const History& history = run.history(lane);
        const auto start = history.at(from);
        if (!start)
            continue;
        WatchedPage watched(*start, page);
        std::size_t step = from;
        const std::size_t last = found == 0 ? history.stepCount() : found - 1;
        history.forEachKept(from + 1, last, [&](const Step* whole, const QuietStep* quiet) {
            ++step;
            if (whole ? watched.changedBy(*whole) : watched.changedBy(*quiet)) {
                found = step;
                return false;
            }
            return step % 1024 != 0 || !stop.stop_requested();
        });
    }
    return stop.stop_requested() ? 0 : found;
}

} // namespace faultline
