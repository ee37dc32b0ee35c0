#include "simulator/run/watched_page.h"

namespace faultline {

WatchedPage::WatchedPage(const Snapshot& start, ProcessId process, std::uint64_t page)
    : process_(process), page_(page), pageSize_(start.pageSize) {
    bool isOwn = false;
    if (const Process* shown = start.process(process))
        if (const auto entry = shown->pages.find(page); entry != shown->pages.end()) {
            content_ = entry->second.content;
            isOwn = entry->second.state != PageState::File;
        }
    if (const Mapping* mapping = start.mappingAt(process, page * pageSize_); mapping && !isOwn) {
        file_ = mapping->file;
        filePage_ = (page * pageSize_ - mapping->start + mapping->offset) / pageSize_;
    }
    if (content_ == zeroContent)
        return;
    for (const auto& [id, other] : start.processes)
        for (const auto& [number, shown] : other.pages)
            if (shown.content == content_)
                same_.insert({id, number});
}

bool WatchedPage::changedBy(const Delta& delta) {
    for (const Change& made : delta.changes)
        if (const auto* page = std::get_if<PageChange>(&made)) {
            if (page->process == process_ && page->page == page_)
                return true;
            if (page->after && page->after->content == content_ && content_ != zeroContent)
                same_.insert({page->process, page->page});
            else
                same_.erase({page->process, page->page});
        } else if (const auto* mapping = std::get_if<MappingChange>(&made)) {
            if (mapping->process == process_ && isRemapped(*mapping))
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

bool WatchedPage::changedBy(const QuietStep& step) const {
    if (!step.access.store)
        return false;
    const std::uint64_t page = step.access.address / pageSize_;
    return (step.process == process_ && page == page_) || same_.contains({step.process, page});
}

bool WatchedPage::isRemapped(const MappingChange& made) const {
    const Address at = page_ * pageSize_;
    const auto holds = [at](const std::optional<Mapping>& mapping) {
        return mapping && at >= mapping->start && at < mapping->end;
    };
    if (!holds(made.before) || !holds(made.after))
        return holds(made.before) != holds(made.after);
    return made.before->protection != made.after->protection || made.before->file != made.after->file ||
           made.before->offset - made.before->start != made.after->offset - made.after->start;
}

} // namespace faultline
