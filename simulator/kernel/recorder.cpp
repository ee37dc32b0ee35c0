#include "simulator/kernel/recorder.h"

#include <algorithm>

namespace faultline {

Event& Recorder::tell(EventKind kind) {
    Event& event = story.emplace_back();
    event.kind = kind;
    event.process = process;
    return event;
}

void Recorder::store(ContentId content, std::uint64_t offset, std::span<const std::uint8_t> bytes) {
    if (bytes.empty())
        return;
    const auto page = snapshot.contents.bytes(content);
    ContentChange made{content, offset, {}, Bytes(bytes.begin(), bytes.end())};
    if (!page.empty()) {
        const auto old = page.subspan(offset, bytes.size());
        made.before.assign(old.begin(), old.end());
        if (made.before == made.after)
            return;
    }
    change(snapshot, delta, std::move(made));
}

void Recorder::forget(ContentId content) {
    const auto page = snapshot.contents.bytes(content);
    if (page.empty())
        return;
    change(snapshot, delta, ContentChange{content, 0, Bytes(page.begin(), page.end()), {}});
}

ContentId Recorder::copyOf(ContentId content) {
    const ContentId made = newContent();
    const auto page = snapshot.contents.bytes(content);
    if (!page.empty())
        store(made, 0, Bytes(page.begin(), page.end()));
    return made;
}

void Recorder::read(ContentId content, std::uint64_t offset, std::span<std::uint8_t> into) const {
    const auto page = snapshot.contents.bytes(content);
    if (page.empty())
        std::fill(into.begin(), into.end(), std::uint8_t{0});
    else
        std::copy_n(page.begin() + static_cast<std::ptrdiff_t>(offset), into.size(), into.begin());
}

} // namespace faultline
