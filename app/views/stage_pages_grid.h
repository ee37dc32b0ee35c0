// Where the pages of a mapping stand: squares in rows that are powers of two long, or bins of several pages.
#pragma once

#include <QRectF>

#include <cstdint>
#include <optional>
#include <vector>

namespace faultline {

/// How large pages are drawn. Either squares of `cell` pixels with a gap, a page each; or bins 1 pixel wide in bands
/// `cell` high, `pagesPerCell` pages each.
struct PagesLevel {
    int cell = 0, gap = 0;
    std::uint64_t pagesPerCell = 1;
    bool bins = false;

    bool hasLetters() const { return !bins && cell >= 20; }
    bool hasPatterns() const { return !bins && cell >= 8; }
};

/// A grid of `pages` pages at one level, in a given width. Lengths are pixels before scaling.
class PagesGrid {
public:
    PagesGrid() = default;
    PagesGrid(std::uint64_t pages, const PagesLevel& level, int width);

    const PagesLevel& level() const { return level_; }
    std::uint64_t pagesPerRow() const { return cellsPerRow_ * level_.pagesPerCell; }
    std::uint64_t rows() const;
    double rowPitch() const { return level_.cell + level_.gap; }
    double height() const { return static_cast<double>(rows()) * rowPitch(); }
    double width() const;
    /// Of the cell that shows the page, from the top left of the grid.
    QRectF rectOf(std::uint64_t page) const;
    /// The first page of the cell at a point; nothing beside the grid and between cells of a row that is not full.
    std::optional<std::uint64_t> pageAt(QPointF point) const;
    std::uint64_t cellsPerRow() const { return cellsPerRow_; }
    std::uint64_t pages() const { return pages_; }

private:
    std::uint64_t pages_ = 0, cellsPerRow_ = 1;
    PagesLevel level_;
};

/// All levels for that many pages, from the one in which all of them fit into the area to the largest squares.
std::vector<PagesLevel> pagesLevels(std::uint64_t pages, int width, int height);

} // namespace faultline
