#pragma once

#include "simulator/machine/event.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace faultline {

/// A page table entry. What is not Present is the kernel's own note, which the hardware takes for "no entry".
struct Entry {
    enum class Kind : std::uint8_t { None, Present, Swapped, Guard };

    Kind kind = Kind::None;
    EntryBits bits;
    /// Present: the frame. Swapped: the content that was written to swap.
    std::uint64_t frame = noFrame;

    bool present() const { return kind == Kind::Present; }
    bool operator==(const Entry&) const = default;
};

/// How virtual addresses are cut: index bits of each level from the top, and the page size.
struct AddressLayout {
    std::uint64_t pageSize = 4096;
    std::vector<std::uint8_t> levelBits = {9, 9, 9, 9};

    std::uint32_t pageShift() const;
    /// Bits of a virtual page number.
    std::uint32_t pageBits() const;
    std::uint32_t levels() const { return static_cast<std::uint32_t>(levelBits.size()); }
    /// Index of a virtual page in its table of this level (0 is the top).
    std::uint64_t indexAt(std::uint32_t level, std::uint64_t page) const;
    /// Entries of a last-level table: pages that one table maps.
    std::uint64_t pagesPerTable() const { return std::uint64_t{1} << levelBits.back(); }
};

/// A table of one level; it stands in a frame of its own.
struct Table {
    std::uint64_t frame = noFrame;
    std::uint32_t used = 0;                    ///< entries or tables below that are there
    std::vector<std::unique_ptr<Table>> below; ///< inner levels
    std::vector<Entry> entries;                ///< last level
};

/// The page table of one process: a radix tree whose tables are made when first needed.
class PageTable {
public:
    /// `takeFrame(level)` gives the frame of a new table, `freeFrame(frame)` takes it back.
    using TakeFrame = std::function<std::uint64_t(std::uint32_t level)>;
    using FreeFrame = std::function<void(std::uint64_t frame)>;

    PageTable(const AddressLayout& layout, TakeFrame takeFrame, FreeFrame freeFrame);
    ~PageTable();
    PageTable(PageTable&&) = default;
    PageTable& operator=(PageTable&&) = delete;

    const AddressLayout& layout() const { return layout_; }
    const Table* top() const { return top_.get(); }

    /// The entry of a virtual page; an entry of kind None where there is no table.
    const Entry& at(std::uint64_t page) const;
    /// Makes the tables that are missing, without an entry yet.
    void prepare(std::uint64_t page) { tableOf(page); }
    void set(std::uint64_t page, const Entry& entry);
    /// Only what hardware may do by itself: sets accessed or dirty in an entry that is there.
    EntryBits& bitsOf(std::uint64_t page);
    /// Calls `visit(page, entry)` for each entry that is not None in [first, last), in order. The visitor may change
    /// the entry that it is told of.
    void forEach(std::uint64_t first, std::uint64_t last,
                 const std::function<void(std::uint64_t, const Entry&)>& visit) const;
    /// Whether the table that would hold the page's entry has been made.
    bool hasTable(std::uint64_t page) const { return findTable(page) != nullptr; }
    /// Calls `visit(page)` with the first page of each last-level table that there is for pages of [first, last).
    void forEachTable(std::uint64_t first, std::uint64_t last, const std::function<void(std::uint64_t)>& visit) const;
    /// Gives back the tables within [first, last) that are empty and stand for pages that are not `needed` (told the
    /// first page and the one behind the last).
    using Needed = std::function<bool(std::uint64_t first, std::uint64_t behind)>;
    void freeEmptyTables(std::uint64_t first, std::uint64_t last, const Needed& needed);

private:
    Table& tableOf(std::uint64_t page);
    const Table* findTable(std::uint64_t page) const;
    void visitTable(const Table& table, std::uint32_t level, std::uint64_t base, std::uint64_t first,
                    std::uint64_t last, const std::function<void(std::uint64_t, const Entry&)>& visit) const;
    bool prune(Table& table, std::uint32_t level, std::uint64_t base, std::uint64_t first, std::uint64_t last,
               const Needed& needed);
    std::unique_ptr<Table> makeTable(std::uint32_t level);
    void release(Table& table);

    AddressLayout layout_;
    TakeFrame takeFrame_;
    FreeFrame freeFrame_;
    std::unique_ptr<Table> top_;
    mutable std::uint64_t lastBase_ = ~std::uint64_t{0}; ///< of the table found last
    mutable Table* lastTable_ = nullptr;
};

} // namespace faultline
