// Rows of the virtual address space.
#include "app/views/scene_parts.h"

#include <QCoreApplication>

#include <algorithm>

namespace faultline {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(StageScene)
};

constexpr std::uint64_t mostRows = 12;

// A mapping on either machine, and whose image it may be.
struct Piece {
    const Mapping* mapping = nullptr; ///< null: an access went where nothing is mapped
    const LaneMoment* lane = nullptr;
    bool image = false;
    Address at = 0; ///< of the access
};

// Where the last step of the process went, if nothing is mapped there on any machine.
std::optional<Address> accessToNothing(const Moment& moment, ProcessId id) {
    const LaneMoment* teller = moment.teller();
    if (!teller || !teller->step || teller->step->process != id)
        return std::nullopt;
    const Outcome& outcome = teller->step->outcome;
    const bool failed = outcome.signal || !outcome.delivered.empty();
    const auto at = failed ? lastAccess(*teller) : std::nullopt;
    if (!at || *at >= moment.spaceEnd)
        return std::nullopt;
    for (const LaneMoment& lane : moment.lanes)
        if (lane.snapshot->mappingAt(id, *at))
            return std::nullopt;
    return at;
}

std::vector<Piece> piecesOf(const Moment& moment, ProcessId id) {
    std::map<Address, Piece> pieces;
    for (const LaneMoment& lane : moment.lanes) {
        const Process* process = lane.snapshot->process(id);
        if (!process)
            continue;
        for (const auto& [start, mapping] : process->mappings)
            if (isShown(mapping) && !pieces.contains(start))
                pieces[start] = {&mapping, &lane, isImage(*lane.snapshot, *process, mapping), start};
    }
    if (const auto at = accessToNothing(moment, id))
        pieces.try_emplace(*at, Piece{nullptr, moment.teller(), false, *at});
    std::vector<Piece> ordered;
    for (const auto& [start, piece] : pieces)
        ordered.push_back(piece);
    return ordered;
}

class SpaceBuilder {
public:
    SpaceBuilder(StageScene& scene, const Moment& moment, const TouchedPages& touched, int folding)
        : scene_(scene), moment_(moment), touched_(touched), folding_(folding) {}

    void add(StageProcess& process) {
        process.firstGroup = scene_.groups.size();
        const std::vector<Piece> pieces = piecesOf(moment_, process.id);
        // As long as the program has nothing else, its image is what there is to see.
        const bool alone = std::all_of(pieces.begin(), pieces.end(), [](const Piece& piece) { return piece.image; });
        std::vector<Piece> image;
        for (const Piece& piece : pieces) {
            if (!piece.mapping) {
                addImage(process.id, image);
                addNothing(process.id, piece);
                continue;
            }
            if (piece.image && !anyTouched(process.id, *piece.mapping) && !(alone && folding_ < foldsImage)) {
                image.push_back(piece);
                continue;
            }
            addImage(process.id, image);
            addMapping(process.id, piece, alone);
        }
        addImage(process.id, image);
        process.groupCount = scene_.groups.size() - process.firstGroup;
    }

private:
    std::uint64_t pageSize() const { return moment_.lanes.front().snapshot->pageSize; }

    bool anyTouched(ProcessId process, const Mapping& mapping) const {
        const std::uint64_t first = mapping.start / pageSize(), end = mapping.end / pageSize();
        const auto within = [&](const std::set<PageAt>& pages) {
            const auto at = pages.lower_bound({process, first});
            return at != pages.end() && at->first == process && at->second < end;
        };
        return within(touched_.accessed) || within(touched_.changed);
    }

    // Code, literals, data, bss and heap that the step has not touched: one thin row.
    void addImage(ProcessId process, std::vector<Piece>& image) {
        if (image.empty())
            return;
        SpaceGroup group;
        group.process = process;
        group.name = Words::tr("program");
        group.start = image.front().mapping->start;
        group.end = image.back().mapping->end;
        group.folded = true;
        group.firstRow = scene_.space.size();
        group.rowCount = 1;
        const std::uint64_t first = group.start / pageSize();
        addRow(process, first, group.end / pageSize() - first, Words::tr("code, data and heap of the program"), true);
        scene_.groups.push_back(group);
        image.clear();
    }

    // The page of an access that met no mapping, at its place among them.
    void addNothing(ProcessId process, const Piece& piece) {
        const Names names = moment_.names(*piece.lane, process);
        SpaceGroup group;
        group.process = process;
        group.name = Words::tr("nothing");
        group.kind = Words::tr("mapped");
        group.start = piece.at - piece.at % pageSize();
        group.end = group.start + pageSize();
        group.unmapped = true;
        group.firstRow = scene_.space.size();
        group.rowCount = 1;
        addPage(process, group.start / pageSize(), names);
        scene_.groups.push_back(group);
    }

    void addMapping(ProcessId process, const Piece& piece, bool alone) {
        const Mapping& mapping = *piece.mapping;
        const Names names = moment_.names(*piece.lane, process);
        SpaceGroup group;
        group.process = process;
        group.name = names.mapping(process, mapping);
        if (group.name.isEmpty())
            group.name = Words::tr("no name");
        group.kind = mapping.shared ? Words::tr("shared") : Words::tr("private");
        group.rights = rightsText(mapping.protection);
        group.start = mapping.start;
        group.end = mapping.end;
        group.firstRow = scene_.space.size();
        const std::uint64_t first = mapping.start / pageSize(), pages = mapping.end / pageSize() - first;
        const bool touched = anyTouched(process, mapping);
        const std::uint64_t most = !piece.image || touched ? mostRows : alone ? 3 : 0;
        if (pages <= most && keepsRows(piece, touched, pages)) {
            for (std::uint64_t page = first; page < first + pages; ++page)
                addPage(process, page, names);
        } else if (touched || isCompared(piece)) {
            addTouched(process, first, pages, names);
        } else {
            addRun(process, first, pages, names);
            group.folded = folding_ >= foldsToThinRows && pages > 1;
        }
        group.rowCount = scene_.space.size() - group.firstRow;
        scene_.groups.push_back(group);
    }

    // Mapped from the same file as what the step has touched: the two are compared.
    bool isCompared(const Piece& piece) const {
        if (piece.image || piece.mapping->file == 0)
            return false;
        const Snapshot& snapshot = *piece.lane->snapshot;
        for (const auto& [id, process] : snapshot.processes)
            for (const auto& [start, other] : process.mappings)
                if (other.file == piece.mapping->file && anyTouched(id, other))
                    return true;
        return false;
    }

    // Pages of a mapping that show the same pages of its file as those touched elsewhere.
    std::set<std::uint64_t> counterparts(ProcessId process, std::uint64_t first, std::uint64_t end) const {
        std::set<std::uint64_t> pages;
        const Snapshot& snapshot = *moment_.teller()->snapshot;
        const Mapping* mapping = snapshot.mappingAt(process, first * pageSize());
        for (const auto& [id, page] : touched_.accessed) {
            const Mapping* other = snapshot.mappingAt(id, page * pageSize());
            if (!mapping || !other || other->file != mapping->file)
                continue;
            const std::uint64_t offset = page * pageSize() - other->start + other->offset;
            const std::uint64_t at = (mapping->start + offset - mapping->offset) / pageSize();
            if (offset >= mapping->offset && at >= first && at < end)
                pages.insert(at);
        }
        return pages;
    }

    // Rows stay as long as there is room; what the step has touched, and what is compared with it, much longer.
    bool keepsRows(const Piece& piece, bool touched, std::uint64_t pages) const {
        constexpr std::uint64_t few = 4;
        if (folding_ < foldsImage)
            return true;
        if (piece.image)
            return folding_ < foldsToThinRows;
        if (folding_ < foldsUntouched)
            return true;
        if (!touched && !isCompared(piece))
            return false;
        if (scene_.severalProcesses()) // rows for the pages touched only, as soon as not all have room
            return folding_ < foldsToThinRows && touched;
        return folding_ < foldsNeighbours || pages <= few;
    }

    // The pages touched, a neighbour on each side, and what lies between as runs.
    void addTouched(ProcessId process, std::uint64_t first, std::uint64_t pages, const Names& names) {
        std::set<std::uint64_t> own;
        const std::uint64_t end = first + pages;
        const auto collect = [&](const std::set<PageAt>& all, std::size_t most) {
            for (auto at = all.lower_bound({process, first});
                 at != all.end() && at->first == process && at->second < end && own.size() < most; ++at)
                own.insert(at->second);
        };
        collect(touched_.accessed, folding_ >= foldsToThinRows ? 4 : 8);
        if (own.empty() || folding_ < foldsImage)
            collect(touched_.changed, 8);
        if (own.empty())
            own = counterparts(process, first, end);
        std::set<std::uint64_t> rows = own;
        if (folding_ < foldsNeighbours)
            for (const std::uint64_t page : own) {
                if (page > first)
                    rows.insert(page - 1);
                if (page + 1 < end)
                    rows.insert(page + 1);
            }
        std::uint64_t next = first;
        for (const std::uint64_t page : rows) {
            if (page > next)
                addRun(process, next, page - next, names);
            addPage(process, page, names);
            next = page + 1;
        }
        if (next < end)
            addRun(process, next, end - next, names);
    }

    void addPage(ProcessId process, std::uint64_t page, const Names& names) {
        addRow(process, page, 1, names.address(process, page * pageSize()), false);
    }

    void addRun(ProcessId process, std::uint64_t first, std::uint64_t pages, const Names& names) {
        if (pages == 1) {
            addPage(process, first, names);
            return;
        }
        addRow(process, first, pages,
               Words::tr("%1 to %2, %3")
                   .arg(names.address(process, first * pageSize()),
                        names.address(process, (first + pages - 1) * pageSize()), pagesText(pages)),
               true);
    }

    void addRow(ProcessId process, std::uint64_t first, std::uint64_t pages, const QString& name, bool run) {
        scene_.space.push_back({scene_.groups.size(), process, first, pages, name, {}, run});
    }

    StageScene& scene_;
    const Moment& moment_;
    const TouchedPages& touched_;
    int folding_;
};

} // namespace

bool isShown(const Mapping& mapping) {
    return mapping.name.empty() || mapping.name.front() != '[' || mapping.name == "[heap]";
}

bool isImage(const Snapshot& snapshot, const Process& process, const Mapping& mapping) {
    if (mapping.name == "[heap]")
        return true;
    const File* file = snapshot.file(mapping.file);
    if (file)
        return file->facts.kind == FileKind::Image;
    if ((!mapping.label.empty() && mapping.label != "bss") || mapping.shared)
        return false;
    // bss: without a name, right behind the image.
    auto at = process.mappings.find(mapping.start);
    if (at == process.mappings.end() || at == process.mappings.begin())
        return false;
    const Mapping& before = std::prev(at)->second;
    const File* beforeFile = snapshot.file(before.file);
    return before.end == mapping.start && beforeFile && beforeFile->facts.kind == FileKind::Image;
}

namespace {

// "ended, 0", until its parent has its status.
QString endedText(const Snapshot& snapshot, ProcessId id) {
    const Process* process = snapshot.process(id);
    if (!process)
        return Words::tr("ended");
    return process->facts.endedBy ? Words::tr("ended by %1").arg(toQString(signalName(process->facts.endedBy.number)))
                                  : Words::tr("ended, %1").arg(process->facts.exitStatus);
}

// What is said where the program has nothing mapped but its own image.
QString noteOn(const StageScene& scene, const Moment& moment) {
    if (scene.groups.empty() && moment.ended && moment.number == moment.count)
        return Words::tr("The program has ended: nothing is mapped any more.");
    const auto isOwn = [&](const SpaceGroup& group) {
        if (group.kind.isEmpty()) // the image, folded
            return false;
        if (group.unmapped)
            return true;
        for (const LaneMoment& lane : moment.lanes)
            if (const Process* process = lane.snapshot->process(group.process))
                if (const Mapping* mapping = lane.snapshot->mappingAt(group.process, group.start))
                    return !isImage(*lane.snapshot, *process, *mapping);
        return true;
    };
    if (scene.groups.empty() || std::any_of(scene.groups.begin(), scene.groups.end(), isOwn))
        return {};
    return moment.programNames && !moment.programNames->emptyAt(moment.number)
               ? Words::tr("The program has nothing mapped now.")
               : Words::tr("Nothing is mapped yet. Step to the first mmap.");
}

// What a page is called beside its mapping's name, where there is no room for both.
void addShortNames(StageScene& scene) {
    for (SpaceRow& row : scene.space) {
        const QString prefix = scene.groups[row.group].name + QStringLiteral(" + ");
        QString words = row.name.section(QStringLiteral(", "), 0, 0);
        if (words.startsWith(prefix))
            row.shortName = words.replace(prefix, QStringLiteral("+ "));
    }
}

} // namespace

void addSpace(StageScene& scene, const Moment& moment, const TouchedPages& touched, int folding) {
    if (moment.lanes.empty())
        return;
    SpaceBuilder builder(scene, moment, touched, folding);
    for (StageProcess& process : scene.processes) {
        builder.add(process);
        for (const ProcessNote& note : moment.processes)
            if (note.id == process.id)
                process.state = note.ended ? endedText(*moment.lanes.front().snapshot, note.id)
                                : note.waitsFor.isEmpty()
                                    ? (process.groupCount == 0 ? Words::tr("nothing mapped") : QString())
                                    : Words::tr("waits");
    }
    addShortNames(scene);
    scene.note = noteOn(scene, moment);
}

} // namespace faultline
