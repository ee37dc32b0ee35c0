#include "simulator/run/snapshot_comparison.h"

#include "simulator/machine/hex.h"

#include <algorithm>

namespace faultline {

namespace {

std::string nameOfFile(const Snapshot& snapshot, FileId id) {
    const File* file = snapshot.file(id);
    return file ? file->facts.name : std::string();
}

/// As a line of /proc/PID/maps.
std::string textOf(const Mapping& mapping, const Snapshot& snapshot) {
    std::string text = hex(mapping.start) + "-" + hex(mapping.end) + " ";
    text += mapping.protection & protectRead ? 'r' : '-';
    text += mapping.protection & protectWrite ? 'w' : '-';
    text += mapping.protection & protectExecute ? 'x' : '-';
    text += mapping.shared ? 's' : 'p';
    if (mapping.file)
        text += " " + hex(mapping.offset) + " " + nameOfFile(snapshot, mapping.file);
    return text;
}

/// The mappings of a process that meet [start, end).
std::vector<const Mapping*> mappingsIn(const Snapshot& snapshot, ProcessId id, Address start, Address end) {
    std::vector<const Mapping*> found;
    const Process* process = snapshot.process(id);
    if (!process)
        return found;
    auto at = process->mappings.upper_bound(start);
    if (at != process->mappings.begin() && std::prev(at)->second.end > start)
        --at;
    for (; at != process->mappings.end() && at->first < end; ++at)
        found.push_back(&at->second);
    return found;
}

bool ended(const Snapshot& snapshot, ProcessId id) {
    const Process* process = snapshot.process(id);
    return !process || process->facts.ended;
}

class Look {
public:
    Look(const Snapshot& simulated, const Snapshot& real) : simulated_(simulated), real_(real) {}

    void ranges(ProcessId id, std::vector<std::pair<Address, Address>> ranges);
    void page(ProcessId id, std::uint64_t page);
    void filePage(const std::string& name, std::uint64_t index);
    void fileSize(const std::string& name);
    void process(ProcessId id);
    std::vector<Compared> take() { return std::move(compared_); }

private:
    void add(ProcessId process, std::string field, Address address, std::string simulated, std::string real) {
        compared_.push_back({process, std::move(field), address, std::move(simulated), std::move(real)});
    }
    std::pair<std::string, std::string> states(ProcessId id, std::uint64_t page) const;
    bool neitherHides(Field field) const {
        return !simulated_.notVisible.contains(field) && !real_.notVisible.contains(field);
    }

    const Snapshot& simulated_;
    const Snapshot& real_;
    std::vector<Compared> compared_;
};

/// Pairs the mappings of both that meet each other, so that one that differs in its start is one difference.
void Look::ranges(ProcessId id, std::vector<std::pair<Address, Address>> ranges) {
    std::sort(ranges.begin(), ranges.end());
    std::set<Address> seen;
    for (const auto& [start, end] : ranges) {
        const auto ours = mappingsIn(simulated_, id, start, end);
        const auto theirs = mappingsIn(real_, id, start, end);
        for (std::size_t i = 0, k = 0; i < ours.size() || k < theirs.size();) {
            const Mapping* a = i < ours.size() ? ours[i] : nullptr;
            const Mapping* b = k < theirs.size() ? theirs[k] : nullptr;
            if (a && b && a->end <= b->start)
                b = nullptr;
            else if (a && b && b->end <= a->start)
                a = nullptr;
            i += a ? 1 : 0;
            k += b ? 1 : 0;
            const Address at = a ? a->start : b->start;
            if (seen.insert(at).second)
                add(id, "mapping " + hex(at), at, a ? textOf(*a, simulated_) : "none", b ? textOf(*b, real_) : "none");
        }
        // Where a mapping was before and none is now, both are to have none.
        if (ours.empty() && theirs.empty() && seen.insert(start).second)
            add(id, "mapping " + hex(start), start, "none", "none");
    }
}

/// The states of a page's entry as both can tell them apart.
std::pair<std::string, std::string> Look::states(ProcessId id, std::uint64_t page) const {
    const auto stateIn = [&](const Snapshot& snapshot) {
        const Process* process = snapshot.process(id);
        if (!process)
            return PageState::None;
        const auto entry = process->pages.find(page);
        return entry == process->pages.end() ? PageState::None : entry->second.state;
    };
    PageState simulated = stateIn(simulated_), real = stateIn(real_);
    if (simulated == PageState::Unknown || real == PageState::Unknown)
        simulated = real = PageState::Unknown;
    const auto asOther = [&](Field field, PageState hidden, PageState shownAs) {
        if (neitherHides(field))
            return;
        simulated = simulated == hidden ? shownAs : simulated;
        real = real == hidden ? shownAs : real;
    };
    asOther(Field::ZeroPage, PageState::Zero, PageState::Anonymous);
    asOther(Field::Swap, PageState::Swapped, PageState::None);
    return {std::string(nameOf(simulated)), std::string(nameOf(real))};
}

void Look::page(ProcessId id, std::uint64_t page) {
    const Address address = page * simulated_.pageSize;
    auto [simulated, real] = states(id, page);
    add(id, "page " + hex(address), address, std::move(simulated), std::move(real));
}

const File* fileOf(const Snapshot& snapshot, const std::string& name) {
    for (const auto& [id, file] : snapshot.files)
        if (file.facts.name == name && !file.facts.gone && !file.facts.unlinked)
            return &file;
    return nullptr;
}

void Look::filePage(const std::string& name, std::uint64_t index) {
    const File* ours = fileOf(simulated_, name);
    const File* theirs = fileOf(real_, name);
    if (!ours || !theirs)
        return;
    // A machine that doesn't show the cache may still know of a page that it is there; that it isn't, it can't: mincore
    // doesn't count a page that is still being read.
    const auto cachedIn = [&](const Snapshot& snapshot, const File& file) {
        const auto page = file.pages.find(index);
        const Seen seen = page == file.pages.end() ? Seen::No : page->second.cached;
        return seen == Seen::No && snapshot.notVisible.contains(Field::PageCache) ? Seen::NotVisible : seen;
    };
    Seen simulated = cachedIn(simulated_, *ours), real = cachedIn(real_, *theirs);
    if (simulated == Seen::NotVisible || real == Seen::NotVisible)
        simulated = real = Seen::NotVisible;
    const auto text = [](Seen seen) {
        return seen == Seen::Yes ? "in the page cache" : seen == Seen::No ? "not in the page cache" : "not visible";
    };
    add(0, "page " + std::to_string(index) + " of " + name, 0, text(simulated), text(real));
}

void Look::fileSize(const std::string& name) {
    const File* ours = fileOf(simulated_, name);
    const File* theirs = fileOf(real_, name);
    if (ours && theirs)
        add(0, "size of " + name, 0, std::to_string(ours->facts.size), std::to_string(theirs->facts.size));
}

void Look::process(ProcessId id) {
    const auto text = [&](const Snapshot& snapshot) -> std::string {
        const Process* process = snapshot.process(id);
        if (!process)
            return "none";
        const ProcessFacts& facts = process->facts;
        if (!facts.ended)
            return facts.blocked ? "waits" : "runs";
        return facts.endedBy ? "ended by " + std::string(signalName(facts.endedBy.number))
                             : "ended with " + std::to_string(facts.exitStatus);
    };
    add(id, "process", 0, text(simulated_), text(real_));
}

} // namespace

void TouchedFacts::add(const Delta& delta, const Snapshot& snapshot) {
    struct Adder {
        TouchedFacts& touched;
        const Snapshot& snapshot;
        void operator()(const MappingChange& c) {
            for (const auto* side : {&c.before, &c.after})
                if (*side)
                    touched.ranges[c.process].emplace_back((*side)->start, (*side)->end);
        }
        void operator()(const PageChange& c) { touched.pages.emplace(c.process, c.page); }
        void operator()(const FilePageChange& c) {
            if (std::string name = nameOfFile(snapshot, c.file); !name.empty())
                touched.filePages.emplace(std::move(name), c.index);
        }
        void operator()(const FileChange& c) {
            for (const auto* side : {&c.before, &c.after})
                if (*side && !(*side)->name.empty())
                    touched.files.insert((*side)->name);
        }
        void operator()(const ProcessChange& c) { touched.processes.insert(c.process); }
        void operator()(const ContentChange&) {}
        void operator()(const FrameChange&) {}
        void operator()(const TlbChange&) {}
        void operator()(const CountersChange&) {}
    };
    for (const Change& made : delta.changes)
        std::visit(Adder{*this, snapshot}, made);
}

void TouchedFacts::addAll(const Snapshot& snapshot) {
    for (const auto& [id, process] : snapshot.processes) {
        processes.insert(id);
        for (const auto& [start, mapping] : process.mappings)
            ranges[id].emplace_back(start, mapping.end);
        for (const auto& [page, entry] : process.pages)
            pages.emplace(id, page);
    }
    for (const auto& [id, file] : snapshot.files) {
        if (file.facts.name.empty())
            continue;
        files.insert(file.facts.name);
        for (const auto& [index, page] : file.pages)
            filePages.emplace(file.facts.name, index);
    }
}

std::vector<Compared> compareTouched(const TouchedFacts& touched, const Snapshot& simulated, const Snapshot& real) {
    Look look(simulated, real);
    for (const ProcessId id : touched.processes)
        look.process(id);
    // Of a process that has ended the memory is gone: it is compared no more.
    for (const auto& [id, ranges] : touched.ranges)
        if (!ended(simulated, id) && !ended(real, id))
            look.ranges(id, ranges);
    for (const auto& [id, page] : touched.pages)
        if (!ended(simulated, id) && !ended(real, id))
            look.page(id, page);
    for (const auto& [name, index] : touched.filePages)
        look.filePage(name, index);
    for (const std::string& name : touched.files)
        look.fileSize(name);
    return look.take();
}

std::vector<Difference> compareSnapshots(const Snapshot& simulated, const Snapshot& real, std::size_t step) {
    TouchedFacts all;
    all.addAll(simulated);
    all.addAll(real);
    std::vector<Difference> differences;
    for (Compared& compared : compareTouched(all, simulated, real))
        if (compared.simulated != compared.real)
            differences.push_back({step,
                                   compared.process,
                                   std::move(compared.field),
                                   std::move(compared.simulated),
                                   std::move(compared.real),
                                   {},
                                   compared.address,
                                   {}});
    return differences;
}

} // namespace faultline
