#include "app/views/stage_pages_grid.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace faultline {
namespace {

constexpr int bandHeight = 16, bandGap = 3;

PagesLevel binsOf(std::uint64_t pages) {
    return {bandHeight, bandGap, pages, true};
}

} // namespace

PagesGrid::PagesGrid(std::uint64_t pages, const PagesLevel& level, int width) : pages_(pages), level_(level) {
    const int pitch = level.bins ? 1 : level.cell + level.gap;
    const auto fits = static_cast<std::uint64_t>(std::max(1, (width + (level.bins ? 0 : level.gap)) / pitch));
    cellsPerRow_ = std::bit_floor(fits);
}

std::uint64_t PagesGrid::rows() const {
    return pages_ == 0 ? 0 : (pages_ - 1) / pagesPerRow() + 1;
}

double PagesGrid::width() const {
    const auto cells = static_cast<double>(cellsPerRow_);
    return level_.bins ? cells : cells * (level_.cell + level_.gap) - level_.gap;
}

QRectF PagesGrid::rectOf(std::uint64_t page) const {
    const auto row = static_cast<double>(page / pagesPerRow()),
               column = static_cast<double>(page % pagesPerRow() / level_.pagesPerCell);
    return level_.bins ? QRectF(column, row * rowPitch(), 1, level_.cell)
                       : QRectF(column * rowPitch(), row * rowPitch(), level_.cell, level_.cell);
}

std::optional<std::uint64_t> PagesGrid::pageAt(QPointF point) const {
    if (point.x() < 0 || point.y() < 0 || point.x() >= width() + level_.gap)
        return std::nullopt;
    const auto row = static_cast<std::uint64_t>(point.y() / rowPitch()),
               column = static_cast<std::uint64_t>(level_.bins ? point.x() : point.x() / rowPitch());
    const std::uint64_t page = row * pagesPerRow() + std::min(column, cellsPerRow_ - 1) * level_.pagesPerCell;
    return page < pages_ ? std::optional(page) : std::nullopt;
}

std::vector<PagesLevel> pagesLevels(std::uint64_t pages, int width, int height) {
    std::vector<PagesLevel> all;
    std::uint64_t most = 1;
    while (PagesGrid(pages, binsOf(most), width).height() > height && most < pages)
        most *= 2;
    for (std::uint64_t each = most; each >= 2; each /= 2)
        all.push_back(binsOf(each));
    for (const int cell : {3, 4, 5, 7})
        all.push_back({cell, 1, 1, false});
    for (const int cell : {9, 12, 15, 19, 24, 31, 40})
        all.push_back({cell, 2, 1, false});
    // Nothing is gained by cells smaller than those in which all pages fit.
    const auto fits = [&](const PagesLevel& level) { return PagesGrid(pages, level, width).height() <= height; };
    const auto largest = std::find_if(all.rbegin(), all.rend(), fits);
    if (largest != all.rend())
        all.erase(all.begin(), std::prev(largest.base()));
    return all;
}

} // namespace faultline
