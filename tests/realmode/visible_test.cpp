// Walks the table of what must be visible (visible.md) under the profile and as the user that the tests run as: each
// field is looked for on a running machine, and what is not visible has a reason.
#include "tests/realmode/machine_support.h"
#include "tests/realmode/profile.h"

#include <algorithm>
#include <csignal>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>
#include <thread>
#include <unistd.h>

namespace faultline::test {

namespace {

constexpr std::uint64_t pageSize = 4096;
enum class Visible { No, Part, Yes };

Visible byName(const std::string& word) {
    EXPECT_TRUE(word == "yes" || word == "part" || word == "no") << word;
    return word == "yes" ? Visible::Yes : word == "part" ? Visible::Part : Visible::No;
}

std::vector<std::string> cellsOf(const std::string& line) {
    std::vector<std::string> cells;
    std::istringstream in(line);
    for (std::string cell; std::getline(in, cell, '|');) {
        const std::size_t first = cell.find_first_not_of(' ');
        cells.push_back(first == std::string::npos ? "" : cell.substr(first, cell.find_last_not_of(' ') - first + 1));
    }
    return cells;
}

/// What the table demands here, by field.
std::map<std::string, Visible> demanded() {
    std::map<std::string, Visible> fields;
    std::ifstream table(FAULTLINE_SOURCE_DIR "/tests/realmode/visible.md");
    const std::string wanted = profileName() + (::geteuid() == 0 ? " root" : " user");
    std::size_t column = 0;
    for (std::string line; std::getline(table, line);) {
        if (!line.starts_with("|") || line.starts_with("| ---"))
            continue;
        const std::vector<std::string> cells = cellsOf(line);
        if (column == 0)
            column = static_cast<std::size_t>(std::find(cells.begin(), cells.end(), wanted) - cells.begin());
        else if (column < cells.size())
            fields[cells[1]] = byName(cells[column]);
    }
    return fields;
}

/// A machine with one page of each kind.
class Looker {
public:
    Looker() {
        file = asker.map(2 * pageSize, readWrite, MAP_SHARED, asker.open("file"));
        copy = asker.map(pageSize, readWrite, MAP_PRIVATE, asker.open("file"));
        anonymous = asker.map(2 * pageSize, readWrite, MAP_PRIVATE | MAP_ANONYMOUS);
        untouched = asker.map(pageSize, readWrite, MAP_PRIVATE | MAP_ANONYMOUS);
        asker.load(file);
        asker.store(copy, 'c');
        asker.store(anonymous, 'a');
    }

    const Snapshot& now() const { return asker.machine.snapshot(); }
    bool hides(Field field) const { return now().notVisible.contains(field) && !now().notVisible.at(field).empty(); }
    const Page* page(Address address) const {
        const auto& pages = now().processes.at(firstProcess).pages;
        const auto found = pages.find(address / pageSize);
        return found == pages.end() ? nullptr : &found->second;
    }
    Seen cached(const std::string& name) const {
        for (const auto& [id, one] : now().files)
            if (one.facts.name == name && one.pages.contains(0))
                return one.pages.at(0).cached;
        return Seen::NotVisible;
    }

    Asker asker{emptySetup({fileOf("file", 2 * pageSize), fileOf("unmapped", pageSize)})};
    Address file = 0, copy = 0, anonymous = 0, untouched = 0;
};

Visible yesIf(bool yes) {
    return yes ? Visible::Yes : Visible::No;
}
/// Visible unless the machine says, with a reason, that it is not.
Visible unlessHidden(const Looker& looker, Field field) {
    return looker.now().notVisible.contains(field) ? Visible::No : Visible::Yes;
}

Visible residency(Looker& looker) {
    if (looker.cached("unmapped") == Seen::Yes)
        return Visible::Yes;
    return looker.cached("file") == Seen::Yes && looker.hides(Field::PageCache) ? Visible::Part : Visible::No;
}

Visible dirtiness(Looker& looker) {
    looker.asker.store(looker.file, 'd');
    for (const auto& [id, one] : looker.now().files)
        if (one.facts.name == "file" && one.pages.at(0).dirty == Seen::Yes)
            return Visible::Yes;
    return looker.hides(Field::CacheDirty) ? Visible::Part : Visible::No;
}

Visible writtenBack(Looker& looker) {
    looker.asker.store(looker.file, 'd');
    ::sync();
    std::this_thread::sleep_for(std::chrono::milliseconds(60));
    return yesIf(!looker.asker.load(looker.file).outcome.given.writtenBack.empty());
}

/// A process that waits in a call can't be asked for its memory.
Visible contentsWhileBlocked(Looker& looker) {
    const ProcessId child = looker.asker.call(Call::Fork, {}).outcome.child;
    const Performed waits =
        looker.asker.call(Call::Wait4, {number(~0ull), number(0), number(0), number(0)}, firstProcess);
    EXPECT_EQ(waits.status, Status::Blocked);
    EXPECT_EQ(looker.asker.byteAt(looker.anonymous), 'a');
    looker.asker.store(looker.anonymous, 'b', 1, child);
    EXPECT_EQ(looker.asker.byteAt(looker.anonymous, child), 'b');
    EXPECT_EQ(looker.asker.byteAt(looker.anonymous), 'a');
    return profile().readsMemory ? Visible::Yes : Visible::Part;
}

Visible faultingAddresses(Looker& looker) {
    const Performed stored = looker.asker.store(looker.anonymous + pageSize + 3, 'x');
    for (const Event& event : stored.outcome.story)
        if (event.kind == EventKind::RaisesFault && event.address == looker.anonymous + pageSize + 3)
            return Visible::Part;
    EXPECT_TRUE(looker.hides(Field::FaultAddresses));
    return Visible::No;
}

Visible signalFacts(Looker& looker) {
    const Address refused = looker.asker.map(pageSize, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS);
    const Signal signal = looker.asker.store(refused + 5, 1).outcome.signal;
    return yesIf(signal.number == SIGSEGV && signal.code == SEGV_ACCERR && signal.address == refused + 5);
}

Visible fileContents(Looker& looker) {
    looker.asker.store(looker.file + 7, 'f');
    for (const FileContents& one : looker.asker.machine.files())
        if (one.name == "file")
            return yesIf(one.bytes.at(7) == 'f');
    return Visible::No;
}

Visible fileSize(Looker& looker) {
    const auto descriptor = static_cast<std::uint64_t>(looker.asker.open("file"));
    looker.asker.call(Call::Ftruncate, {number(descriptor), number(100)});
    return yesIf(looker.now().fileNamed("file")->size == 100);
}

/// How each field of the table is looked for.
const std::map<std::string, std::function<Visible(Looker&)>> looks = {
    {"mappings", [](Looker& l) { return yesIf(l.now().mappingAt(firstProcess, l.untouched) != nullptr); }},
    {"present", [](Looker& l) { return yesIf(l.page(l.anonymous) && !l.page(l.untouched)); }},
    {"file or private",
     [](Looker& l) {
         return yesIf(l.page(l.file)->state == PageState::File && l.page(l.copy)->state == PageState::Copy);
     }},
    {"exclusive", [](Looker& l) { return yesIf(l.page(l.anonymous)->exclusive == Seen::Yes); }},
    {"swapped", [](Looker& l) { return unlessHidden(l, Field::Swap); }},
    {"zero page", [](Looker& l) { return unlessHidden(l, Field::ZeroPage); }},
    {"residency", residency},
    {"dirty", dirtiness},
    {"written back", writtenBack},
    {"contents", [](Looker& l) { return yesIf(l.asker.byteAt(l.copy + 1) == 'x' && l.asker.byteAt(l.copy) == 'c'); }},
    {"contents while blocked", contentsWhileBlocked},
    {"file contents", fileContents},
    {"file size", fileSize},
    {"fault counts", [](Looker& l) { return yesIf(l.asker.store(l.anonymous + pageSize, 'x').outcome.minor == 1); }},
    {"faulting addresses", faultingAddresses},
    {"signals", signalFacts},
    {"frame numbers",
     [](Looker& l) {
         EXPECT_EQ(l.page(l.anonymous)->frame == noFrame, l.hides(Field::FrameNumbers));
         return yesIf(l.page(l.anonymous)->frame != noFrame);
     }},
    {"TLB", [](Looker& l) { return unlessHidden(l, Field::Tlb); }},
    {"page tables", [](Looker& l) { return unlessHidden(l, Field::PageTables); }},
    {"disk content", [](Looker& l) { return unlessHidden(l, Field::Disk); }},
};

class FieldVisible : public testing::TestWithParam<std::string> {};

TEST_P(FieldVisible, AtLeastAsTheTableSays) {
    const auto table = demanded();
    ASSERT_TRUE(table.contains(GetParam()));
    Looker looker;
    const Visible found = looks.at(GetParam())(looker);
    EXPECT_GE(static_cast<int>(found), static_cast<int>(table.at(GetParam()))) << profileName();
    EXPECT_EQ(looker.asker.failure, "");
}

std::vector<std::string> fields() {
    std::vector<std::string> names;
    for (const auto& [name, look] : looks)
        names.push_back(name);
    return names;
}

INSTANTIATE_TEST_SUITE_P(All, FieldVisible, testing::ValuesIn(fields()), [](const auto& field) {
    std::string name = field.param;
    std::replace(name.begin(), name.end(), ' ', '_');
    return name;
});

TEST(Visible, EveryFieldOfTheTableIsLookedForAndNoOther) {
    std::vector<std::string> inTable;
    for (const auto& [name, visible] : demanded())
        inTable.push_back(name);
    EXPECT_EQ(inTable, fields());
}

TEST(Visible, WhatIsNotVisibleHasItsReason) {
    const Looker looker;
    for (const auto& [field, reason] : looker.now().notVisible)
        EXPECT_GT(reason.size(), 10u) << nameOf(field);
}

} // namespace

} // namespace faultline::test
