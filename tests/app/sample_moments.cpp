#include "sample_moments.h"

namespace faultline {
namespace {

constexpr std::string_view beginnings[] = {"Once upon a time there was a town",
                                           "book on a shelf. Not a page read aloud", "The end. That is what it said"};
constexpr FileId notes = 1;
constexpr ContentId copyContent = 50;

ContentId contentOf(std::uint64_t index) {
    return 10 + index;
}

// What both machines have: the mappings, the file in the page cache, the copy.
Snapshot common() {
    Snapshot snapshot;
    Process& process = snapshot.processes[firstProcess];
    Mapping shared;
    shared.start = SampleMoments::s;
    shared.end = SampleMoments::s + 3 * 4096;
    shared.protection = protectRead | protectWrite;
    shared.shared = true;
    shared.file = notes;
    shared.name = "notes.txt";
    shared.label = "s";
    Mapping own = shared;
    own.start = SampleMoments::p;
    own.end = SampleMoments::p + 3 * 4096;
    own.shared = false;
    own.label = "p";
    process.mappings = {{shared.start, shared}, {own.start, own}};
    File& file = snapshot.files[notes];
    file.facts.name = "notes.txt";
    file.facts.size = 9000;
    for (std::uint64_t index = 0; index < 3; ++index) {
        snapshot.contents.write(contentOf(index), 0, bytesOf(beginnings[index]), 4096);
        FilePage& page = file.pages[index];
        page.cached = Seen::Yes;
        page.content = contentOf(index);
        for (const Address start : {SampleMoments::s, SampleMoments::p}) {
            Page& entry = process.pages[start / 4096 + index];
            entry.state = PageState::File;
            entry.content = contentOf(index);
        }
    }
    Page& copy = process.pages[SampleMoments::p / 4096 + 1];
    copy.state = PageState::Copy;
    copy.content = copyContent;
    snapshot.contents.write(copyContent, 0, bytesOf("cook on a shelf. Not a page read aloud"), 4096);
    return snapshot;
}

Step storeStep() {
    Step step;
    step.number = 8;
    step.process = firstProcess;
    step.operation.kind = OperationKind::Store;
    step.operation.target.address = SampleMoments::p + 4096;
    step.operation.length = 1;
    step.operation.value[0] = 'c';
    step.operation.place = {0, 21, 5};
    step.outcome.minor = 1;
    return step;
}

Event event(EventKind kind, Address address) {
    Event made;
    made.kind = kind;
    made.address = address;
    return made;
}

std::vector<Event> storeStory() {
    const Address at = SampleMoments::p + 4096;
    std::vector<Event> story;
    story.push_back(event(EventKind::ProgramStores, at));
    story.back().count = 1;
    story.back().value = 'c';
    story.push_back(event(EventKind::TlbHitForbidden, at));
    story.back().frame = 5;
    story.push_back(event(EventKind::FindsMapping, SampleMoments::p));
    story.back().protection = protectRead | protectWrite;
    story.back().file = notes;
    story.back().text = "p";
    story.push_back(event(EventKind::TakesFrame, 0));
    story.back().frame = 7;
    story.push_back(event(EventKind::CopiesFrame, 0));
    story.back().frame = 7;
    story.back().other = 5;
    story.back().file = notes;
    story.back().index = 1;
    story.push_back(event(EventKind::SetsEntry, at));
    story.back().frame = 7;
    story.back().other = 5;
    story.back().entry.writable = true;
    story.push_back(event(EventKind::DropsTlbEntry, at));
    story.push_back(event(EventKind::Repeats, at));
    story.back().frame = 7;
    story.back().value = 'c';
    story.back().count = 1;
    story.back().write = true;
    return story;
}

void addEntries(Snapshot& snapshot) {
    Process& process = snapshot.processes[firstProcess];
    for (auto& [number, page] : process.pages) {
        const bool copy = page.state == PageState::Copy;
        const std::uint64_t base =
            number >= SampleMoments::p / 4096 ? SampleMoments::p / 4096 : SampleMoments::s / 4096;
        page.frame = copy ? 7 : 4 + number - base;
        page.writable = copy ? Seen::Yes : Seen::No;
        page.accessed = Seen::Yes;
        page.dirty = copy ? Seen::Yes : Seen::No;
    }
}

} // namespace

Bytes bytesOf(std::string_view text) {
    return {text.begin(), text.end()};
}

SampleMoments::SampleMoments() {
    simulated = common();
    addEntries(simulated);
    simulated.frameCount = 64;
    for (std::uint64_t frame = 0; frame < 4; ++frame)
        simulated.frames[frame].use = FrameUse::PageTable;
    for (std::uint64_t index = 0; index < 3; ++index) {
        simulated.files[notes].pages[index].frame = 4 + index;
        simulated.frames[4 + index].use = FrameUse::FileCache;
    }
    simulated.frames[7].use = FrameUse::Anonymous;
    simulated.tlbSlots = 16;
    simulated.tlb[0] = {firstProcess, s / 4096 + 1, 5, {}};
    simulated.tlb[1] = {firstProcess, p / 4096 + 1, 7, {true, false, true, true, true}};

    real = common();
    real.notVisible = {{Field::Tlb, "no kernel shows the TLB"},
                       {Field::Frames, "frame numbers need CAP_SYS_ADMIN"},
                       {Field::FrameNumbers, "frame numbers need CAP_SYS_ADMIN"}};

    simulatedStep = storeStep();
    simulatedStep.outcome.story = storeStory();
    PageChange change;
    change.process = firstProcess;
    change.page = p / 4096 + 1;
    change.after = simulated.processes[firstProcess].pages[change.page];
    change.before = simulated.processes[firstProcess].pages[s / 4096 + 1];
    simulatedStep.delta.changes = {change};

    realStep = storeStep();
    change.after = real.processes[firstProcess].pages[change.page];
    change.before = real.processes[firstProcess].pages[s / 4096 + 1];
    realStep.delta.changes = {change};
}

Moment SampleMoments::storeToPrivate() const {
    Moment moment;
    moment.number = 8;
    moment.count = 15;
    moment.lanes = {{false,
                     QStringLiteral("Simulated machine"),
                     QStringLiteral("x86-64, 64 frames"),
                     &simulated,
                     &simulatedStep,
                     {}},
                    {true, QStringLiteral("Real kernel"), QStringLiteral("Linux 6.18"), &real, &realStep, {}}};
    ProcessNote note;
    note.id = firstProcess;
    note.line = 21;
    note.turn = note.last = true;
    moment.processes = {note};
    tellStory(moment);
    return moment;
}

Moment SampleMoments::withDifference() const {
    Moment moment = storeToPrivate();
    Difference difference;
    difference.step = 8;
    difference.process = firstProcess;
    difference.field = "page p + 8192";
    difference.simulated = "file";
    difference.real = "none";
    difference.address = p + 8192;
    moment.differences = {difference};
    return moment;
}

} // namespace faultline
