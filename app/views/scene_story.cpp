// The last access as a path through the machine, with the badges of its story.
#include "app/views/scene_parts.h"

#include <QCoreApplication>

#include <algorithm>

namespace faultline {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(StageScene)
};

int spaceRowOf(const StageScene& scene, ProcessId process, std::uint64_t page) {
    for (std::size_t row = 0; row < scene.space.size(); ++row)
        if (scene.space[row].process == process && !scene.space[row].isRun() && scene.space[row].firstPage == page)
            return static_cast<int>(row);
    return -1;
}

int groupOf(const StageScene& scene, ProcessId process, Address address) {
    for (std::size_t group = 0; group < scene.groups.size(); ++group)
        if (scene.groups[group].process == process && !scene.groups[group].folded &&
            scene.groups[group].start <= address && address < scene.groups[group].end)
            return static_cast<int>(group);
    return -1;
}

class StoryBuilder {
public:
    StoryBuilder(StageScene& scene, StageLane& lane, const Moment& moment, const LaneMoment& from)
        : scene_(scene), lane_(lane), moment_(moment), from_(from), snapshot_(*from.snapshot),
          story_(from.step->outcome.story), process_(from.step->process), memory_(scene, *from.snapshot) {}

    void build() {
        faultWords();
        path();
        copies();
        filled();
        if (moment_.teller() == &from_)
            badges();
    }

private:
    const Event* firstOf(std::initializer_list<EventKind> kinds) const {
        const auto found = std::find_if(story_.begin(), story_.end(), [&](const Event& event) {
            return std::find(kinds.begin(), kinds.end(), event.kind) != kinds.end();
        });
        return found == story_.end() ? nullptr : &*found;
    }

    void faultWords() {
        const Outcome& outcome = from_.step->outcome;
        const Signal signal = outcome.signal              ? outcome.signal
                              : outcome.delivered.empty() ? Signal{}
                                                          : outcome.delivered.front();
        lane_.fault = faultKindOf(outcome.minor, outcome.major, signal);
        if (lane_.fault == FaultKind::None)
            return;
        const std::uint64_t faults = std::uint64_t{outcome.minor} + outcome.major;
        QString text = nameForWindow(lane_.fault, signal);
        if (faults > 1 && !signal)
            text = Words::tr("%1 faults, %2 of them major").arg(faults).arg(outcome.major);
        const Event* fault = firstOf(
            {EventKind::TlbHitForbidden, EventKind::WalkFindsNothing, EventKind::WalkForbids, EventKind::KernelFaults});
        std::optional<Address> at = lastAccess(from_);
        if (fault && (!at || *at / snapshot_.pageSize != fault->address / snapshot_.pageSize))
            at = fault->address;
        // Of an access to many pages a kernel that lists no addresses says where only by the entry that has changed.
        if (from_.real && !fault && !from_.step->operation.isAccess())
            at = ownFault();
        if (signal.address != 0)
            at = signal.address;
        if (at && faults <= 1)
            text = Words::tr("%1 at %2").arg(text, moment_.names(from_, process_).address(*at));
        const QString why = signal ? toQString(signalCodeName(signal)) : cause();
        if (!why.isEmpty())
            text = Words::tr("%1: %2").arg(text, why);
        lane_.faultText = scene_.severalProcesses() ? Words::tr("%1: %2").arg(process_).arg(text) : text;
    }

    QString cause() const {
        if (firstOf({EventKind::CopiesFrame, EventKind::ReusesFrame}))
            return Words::tr("copy-on-write");
        if (firstOf({EventKind::ReadsPages, EventKind::CacheMiss}))
            return {};
        if (firstOf({EventKind::UsesZeroPage}))
            return Words::tr("zero page");
        if (firstOf({EventKind::MakesWritable}))
            return Words::tr("first store since clean");
        if (firstOf({EventKind::FillsWithZeros}))
            return Words::tr("first touch");
        return firstOf({EventKind::MapsNeighbours}) ? Words::tr("mapped from the page cache") : QString();
    }

    // Where this machine's own record says that it took a fault: what it lists, else an entry that its delta shows to
    // be new. Nothing where it only counts: never what the other machine says.
    std::optional<Address> ownFault() const {
        std::optional<Address> at;
        for (const Event& event : story_)
            if (event.address != 0 && (event.kind == EventKind::KernelFaults || event.kind == EventKind::RaisesFault))
                at = event.address;
        if (at || !from_.real || from_.step->outcome.minor + from_.step->outcome.major == 0)
            return at;
        for (const Change& change : from_.step->delta.changes)
            if (const auto* page = std::get_if<PageChange>(&change);
                page && page->process == process_ && page->after &&
                (!page->before || page->before->state != page->after->state))
                at = page->page * snapshot_.pageSize;
        return at;
    }

    // Where the step's access went: the program's, or the kernel's own for a call.
    std::optional<Address> pathEnd() const {
        return from_.step->operation.kind == OperationKind::Call ? ownFault() : lastAccess(from_);
    }

    void path() {
        const auto last = pathEnd();
        if (!last)
            return;
        lane_.pathRow = spaceRowOf(scene_, process_, *last / snapshot_.pageSize);
        if (lane_.pathRow < 0)
            return;
        const SpaceCell& cell = lane_.space[static_cast<std::size_t>(lane_.pathRow)];
        const Outcome& outcome = from_.step->outcome;
        if (!cell.mapped)
            lane_.reach = cell.unmapped ? Reach::Entry : Reach::Nowhere;
        else if (cell.memory < 0 || outcome.signal || !outcome.delivered.empty())
            lane_.reach = Reach::Entry;
        else if (outcome.major > 0)
            lane_.reach = Reach::File;
        else if (firstOf({EventKind::CacheHit}) && cell.state == PageState::File)
            lane_.reach = Reach::Cache;
        else if (from_.real && cell.state == PageState::File && outcome.minor > 0 && newEntry())
            lane_.reach = Reach::Cache;
        else
            lane_.reach = Reach::Frame;
        if (lane_.reach == Reach::File || lane_.reach == Reach::Cache)
            touchMemory(cell.memory, lane_.reach == Reach::File);
    }

    // The page had no entry before: it was mapped from the page cache.
    bool newEntry() const {
        const SpaceRow& row = scene_.space[static_cast<std::size_t>(lane_.pathRow)];
        return std::any_of(
            from_.step->delta.changes.begin(), from_.step->delta.changes.end(), [&](const Change& change) {
                const auto* page = std::get_if<PageChange>(&change);
                return page && page->process == row.process && page->page == row.firstPage && !page->before;
            });
    }

    void touchMemory(int row, bool file) {
        MemoryCell& cell = lane_.memory[static_cast<std::size_t>(row)];
        cell.touched = true;
        cell.cacheTouched = true;
        cell.fileTouched = cell.fileTouched || file;
        if (cell.state != PageState::File && file)
            lane_.reach = Reach::Frame; // a private copy made at once: the file's page stands at another height
    }

    // A page copied: from the page that the entry led to before, to the one it leads to now.
    void copies() {
        for (std::size_t row = 0; row < scene_.space.size(); ++row) {
            const SpaceCell& cell = lane_.space[row];
            const bool own = cell.state == PageState::Copy || cell.state == PageState::Anonymous;
            if (!own || cell.memory < 0 || scene_.space[row].isRun())
                continue;
            int from = cell.oldMemory;
            if (from < 0 && cell.state == PageState::Copy && changedNow(scene_.space[row]))
                from = fileRowBehind(scene_.space[row]);
            if (from < 0 || lane_.memory[static_cast<std::size_t>(from)].state == PageState::Zero)
                continue;
            lane_.copies.push_back({from, cell.memory});
            MemoryCell& source = lane_.memory[static_cast<std::size_t>(from)];
            source.touched = true;
            source.cacheTouched = source.cached;
        }
    }

    // The frame that the step has filled with bytes.
    void filled() {
        for (const CopyArrow& copy : lane_.copies)
            lane_.memory[static_cast<std::size_t>(copy.to)].filled = true;
        if (lane_.pathRow < 0 || lane_.fault == FaultKind::None)
            return;
        const SpaceCell& cell = lane_.space[static_cast<std::size_t>(lane_.pathRow)];
        const bool own = cell.state == PageState::Anonymous && newEntry();
        if (cell.memory >= 0 && (own || lane_.reach == Reach::File))
            lane_.memory[static_cast<std::size_t>(cell.memory)].filled = true;
    }

    bool changedNow(const SpaceRow& row) const {
        return std::any_of(from_.step->delta.changes.begin(), from_.step->delta.changes.end(),
                           [&](const Change& change) {
                               const auto* page = std::get_if<PageChange>(&change);
                               return page && page->process == row.process && page->page == row.firstPage &&
                                      page->after && (!page->before || page->before->state != page->after->state);
                           });
    }

    int fileRowBehind(const SpaceRow& row) const {
        const std::uint64_t size = snapshot_.pageSize;
        const Mapping* mapping = snapshot_.mappingAt(row.process, row.firstPage * size);
        if (!mapping || mapping->file == 0)
            return -1;
        const auto key =
            memory_.ofFilePage(mapping->file, (row.firstPage * size - mapping->start + mapping->offset) / size);
        return key ? memoryRowOf(scene_, *key) : -1;
    }

    void badges() {
        int number = 0;
        for (const Sentence& sentence : moment_.sentences) {
            if (sentence.folded)
                continue;
            ++number;
            StageBadge badge{sentence.actor, number, StagePlace::BeforeTlb, -1};
            if (placeOf(sentence, badge))
                lane_.badges.push_back(badge);
        }
    }

    bool onRow(StageBadge& badge, StagePlace place, Address address) const {
        badge.place = place;
        badge.row = spaceRowOf(scene_, process_, address / snapshot_.pageSize);
        return badge.row >= 0;
    }

    bool onMemory(StageBadge& badge, StagePlace place, FileId file, std::uint64_t index) const {
        badge.place = place;
        const auto key = memory_.ofFilePage(file, index);
        badge.row = key ? memoryRowOf(scene_, *key) : -1;
        return badge.row >= 0;
    }

    bool onMapping(StageBadge& badge, Address address) const {
        badge.place = StagePlace::Mapping;
        badge.row = groupOf(scene_, process_, address);
        return badge.row >= 0;
    }

    bool placeOf(const Sentence& sentence, StageBadge& badge) const {
        using enum EventKind;
        const Event& event = story_[sentence.event];
        for (std::size_t i = sentence.event; i <= sentence.last && i < story_.size(); ++i)
            if (story_[i].kind == CopiesFrame && !lane_.copies.empty()) {
                badge.place = StagePlace::CopyArrow;
                badge.row = 0;
                return true;
            }
        switch (event.kind) {
        case ProgramLoads:
        case ProgramStores:
        case ProgramCopies:
        case ProgramFills:
        case ProgramCompares:
        case ProgramScans:
        case ProgramUpdates:
            return onRow(badge, StagePlace::BeforeTlb, event.address);
        case TlbHit:
        case TlbHitForbidden:
        case TlbMiss:
        case WalkFinds:
        case WalkFindsNothing:
        case WalkForbids:
        case KernelFaults:
            return onRow(badge, StagePlace::AfterTlb, event.address);
        case SetsEntry:
        case UsesZeroPage:
        case MakesWritable:
        case DropsTlbEntry:
            return onRow(badge, StagePlace::AfterEntry, event.address);
        case Repeats:
            return onRow(badge, StagePlace::BeforeFrame, event.address);
        case FindsMapping:
        case FindsForbidden:
        case MakesMapping:
        case ChangesMapping:
        case ReservesOnly:
            return onMapping(badge, event.address);
        case CacheHit:
        case CacheMiss:
            return onMemory(badge, StagePlace::BeforeCache, event.file, event.index);
        case ReadsPages:
        case WritesPages:
            return onMemory(badge, StagePlace::BeforeFile, event.file, readRow(event));
        default:
            return false;
        }
    }

    // The page that the access wanted, if the disk read it with others.
    std::uint64_t readRow(const Event& event) const {
        for (const Event& other : story_)
            if (other.kind == EventKind::CacheMiss && other.file == event.file && other.index >= event.index &&
                other.index < event.index + event.count)
                return other.index;
        return event.index;
    }

    StageScene& scene_;
    StageLane& lane_;
    const Moment& moment_;
    const LaneMoment& from_;
    const Snapshot& snapshot_;
    const std::vector<Event>& story_;
    ProcessId process_;
    MemoryNames memory_;
};

} // namespace

void addStory(StageScene& scene, const Moment& moment) {
    for (std::size_t i = 0; i < scene.lanes.size(); ++i) {
        const LaneMoment& from = moment.lanes[i];
        StageLane& lane = scene.lanes[i];
        if (moment.lanes.size() == 2 && from.real && from.step) {
            lane.differences = moment.differences.size();
            lane.agreement = lane.differences == 0 ? StageLane::Agreement::Agrees : StageLane::Agreement::Differs;
        }
        if (!from.step)
            continue;
        StoryBuilder(scene, lane, moment, from).build();
    }
}

} // namespace faultline
