#include "simulator/hardware/page_table.h"

#include <bit>
#include <cassert>
#include <numeric>

namespace faultline {

namespace {

const Entry noEntry;

} // namespace

std::uint32_t AddressLayout::pageShift() const {
    return static_cast<std::uint32_t>(std::countr_zero(pageSize));
}

std::uint32_t AddressLayout::pageBits() const {
    return static_cast<std::uint32_t>(std::accumulate(levelBits.begin(), levelBits.end(), 0u));
}

std::uint64_t AddressLayout::indexAt(std::uint32_t level, std::uint64_t page) const {
    std::uint32_t shift = 0;
    for (std::uint32_t below = levels() - 1; below > level; --below)
        shift += levelBits[below];
    return (page >> shift) & ((std::uint64_t{1} << levelBits[level]) - 1);
}

PageTable::PageTable(const AddressLayout& layout, TakeFrame takeFrame, FreeFrame freeFrame)
    : layout_(layout), takeFrame_(std::move(takeFrame)), freeFrame_(std::move(freeFrame)) {}

PageTable::~PageTable() {
    if (top_)
        release(*top_);
}

std::unique_ptr<Table> PageTable::makeTable(std::uint32_t level) {
    auto table = std::make_unique<Table>();
    table->frame = takeFrame_(level);
    const std::size_t size = std::size_t{1} << layout_.levelBits[level];
    if (level + 1 == layout_.levels())
        table->entries.resize(size);
    else
        table->below.resize(size);
    return table;
}

void PageTable::release(Table& table) {
    for (auto& below : table.below)
        if (below)
            release(*below);
    freeFrame_(table.frame);
}

Table& PageTable::tableOf(std::uint64_t page) {
    assert((page >> layout_.pageBits()) == 0);
    const std::uint64_t base = page / layout_.pagesPerTable();
    if (base == lastBase_)
        return *lastTable_;
    if (!top_)
        top_ = makeTable(0);
    Table* table = top_.get();
    for (std::uint32_t level = 0; level + 1 < layout_.levels(); ++level) {
        auto& below = table->below[layout_.indexAt(level, page)];
        if (!below) {
            below = makeTable(level + 1);
            ++table->used;
        }
        table = below.get();
    }
    lastBase_ = base;
    lastTable_ = table;
    return *table;
}

const Table* PageTable::findTable(std::uint64_t page) const {
    const std::uint64_t base = page / layout_.pagesPerTable();
    if (base == lastBase_)
        return lastTable_;
    if ((page >> layout_.pageBits()) != 0)
        return nullptr;
    Table* table = top_.get();
    for (std::uint32_t level = 0; table && level + 1 < layout_.levels(); ++level)
        table = table->below[layout_.indexAt(level, page)].get();
    if (table) {
        lastBase_ = base;
        lastTable_ = table;
    }
    return table;
}

const Entry& PageTable::at(std::uint64_t page) const {
    const Table* table = findTable(page);
    return table ? table->entries[page % layout_.pagesPerTable()] : noEntry;
}

void PageTable::set(std::uint64_t page, const Entry& entry) {
    Table& table = tableOf(page);
    Entry& old = table.entries[page % layout_.pagesPerTable()];
    if (old.kind == Entry::Kind::None && entry.kind != Entry::Kind::None)
        ++table.used;
    if (old.kind != Entry::Kind::None && entry.kind == Entry::Kind::None)
        --table.used;
    old = entry;
}

EntryBits& PageTable::bitsOf(std::uint64_t page) {
    Entry& entry = tableOf(page).entries[page % layout_.pagesPerTable()];
    assert(entry.present());
    return entry.bits;
}

void PageTable::forEach(std::uint64_t first, std::uint64_t last,
                        const std::function<void(std::uint64_t, const Entry&)>& visit) const {
    if (top_ && first < last)
        visitTable(*top_, 0, 0, first, last, visit);
}

void PageTable::visitTable(const Table& table, std::uint32_t level, std::uint64_t base, std::uint64_t first,
                           std::uint64_t last, const std::function<void(std::uint64_t, const Entry&)>& visit) const {
    std::uint32_t shift = 0;
    for (std::uint32_t below = layout_.levels() - 1; below > level; --below)
        shift += layout_.levelBits[below];
    const std::uint64_t span = std::uint64_t{1} << shift; // pages an entry of this table stands for
    const std::uint64_t size = std::uint64_t{1} << layout_.levelBits[level];
    const std::uint64_t from = first <= base ? 0 : (first - base) / span;
    const std::uint64_t to = std::min(size, (last - base + span - 1) / span);
    for (std::uint64_t i = from; i < to; ++i) {
        if (!table.entries.empty()) {
            if (table.entries[i].kind != Entry::Kind::None)
                visit(base + i, table.entries[i]);
        } else if (table.below[i]) {
            visitTable(*table.below[i], level + 1, base + i * span, first, last, visit);
        }
    }
}

void PageTable::forEachTable(std::uint64_t first, std::uint64_t last,
                             const std::function<void(std::uint64_t)>& visit) const {
    if (first >= last || !top_)
        return;
    const std::uint64_t perTable = layout_.pagesPerTable();
    for (std::uint64_t page = first / perTable * perTable; page < last; page += perTable)
        if (hasTable(page))
            visit(page);
}

void PageTable::freeEmptyTables(std::uint64_t first, std::uint64_t last, const Needed& needed) {
    lastBase_ = ~std::uint64_t{0};
    lastTable_ = nullptr;
    if (top_ && first < last && prune(*top_, 0, 0, first, last, needed)) {
        freeFrame_(top_->frame);
        top_.reset();
    }
}

bool PageTable::prune(Table& table, std::uint32_t level, std::uint64_t base, std::uint64_t first, std::uint64_t last,
                      const Needed& needed) {
    std::uint32_t shift = 0;
    for (std::uint32_t below = layout_.levels() - 1; below > level; --below)
        shift += layout_.levelBits[below];
    const std::uint64_t span = std::uint64_t{1} << shift;
    const std::uint64_t from = first <= base ? 0 : (first - base) / span;
    const std::uint64_t to = std::min<std::uint64_t>(table.below.size(), (last - base + span - 1) / span);
    for (std::uint64_t i = from; i < to; ++i) {
        auto& below = table.below[i];
        if (below && prune(*below, level + 1, base + i * span, first, last, needed)) {
            freeFrame_(below->frame);
            below.reset();
            --table.used;
        }
    }
    if (table.used > 0)
        return false;
    return table.entries.empty() || !needed(base, base + layout_.pagesPerTable());
}

} // namespace faultline
