#include "app/views/stage_pages_painter.h"

#include "app/look/cell.h"

#include <algorithm>
#include <cmath>

namespace faultline {

void PagesPainter::setLook(const Look& look) {
    look_ = look;
    forget();
}

const QImage& PagesPainter::picture(const PagesLane& lane, const PagesGrid& grid, double top, QSize size,
                                    double ratio) {
    const PagesLevel& level = grid.level();
    Picture& kept = pictures_[{level.bins ? 1 : level.cell, level.pagesPerCell}];
    if (kept.image.isNull() || kept.top != top || kept.size != size || kept.ratio != ratio) {
        kept = {top, ratio, size, QImage((QSizeF(size) * ratio).toSize(), QImage::Format_RGB32)};
        kept.image.setDevicePixelRatio(ratio);
        kept.image.fill(look_.theme.paper);
        if (level.bins)
            bins(kept.image, lane, grid, top);
        else if (level.hasPatterns())
            squares(kept.image, lane, grid, top);
        else
            flat(kept.image, lane, grid, top);
    }
    return kept.image;
}

// What is not there is shown as a place for it.
QRgb PagesPainter::meanOf(PageState state) const {
    return (state == PageState::None ? look_.theme.lens : look_.theme.meanOf(state)).rgb();
}

// A page as a square of its own: colour and pattern, what is added to it, and its letter where there is room.
QImage PagesPainter::tile(std::uint8_t mark, const PagesLevel& level, double ratio) const {
    QImage image((QSizeF(level.cell, level.cell) * ratio).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(look_.theme.paper);
    const auto state = static_cast<PageState>(mark & PageMark::stateBits);
    SmallCellLook cell;
    cell.dirty = mark & PageMark::dirty;
    cell.letter = level.hasLetters();
    QPainter painter(&image);
    paintSmallCell(painter, QRectF(0, 0, level.cell, level.cell), look_, state, cell);
    return image;
}

void PagesPainter::squares(QImage& image, const PagesLane& lane, const PagesGrid& grid, double top) const {
    std::map<std::uint8_t, QImage> tiles;
    QPainter painter(&image);
    const double bottom = top + image.height() / image.devicePixelRatio();
    const auto firstRow = static_cast<std::uint64_t>(std::max(0.0, top) / grid.rowPitch());
    for (std::uint64_t page = firstRow * grid.pagesPerRow(); page < grid.pages(); ++page) {
        const QRectF at = grid.rectOf(page);
        if (at.top() > bottom)
            break;
        const std::uint8_t mark = lane.pages[static_cast<std::size_t>(page)];
        auto known = tiles.find(mark);
        if (known == tiles.end())
            known = tiles.emplace(mark, tile(mark, grid.level(), image.devicePixelRatio())).first;
        painter.drawImage(at.topLeft() - QPointF(0, top), known->second);
    }
}

// Too small for anything but its colour: whole lines of pixels at a time.
void PagesPainter::flat(QImage& image, const PagesLane& lane, const PagesGrid& grid, double top) const {
    std::array<QRgb, 8> colours{};
    for (std::size_t state = 0; state < colours.size(); ++state)
        colours[state] = meanOf(static_cast<PageState>(state));
    const double ratio = image.devicePixelRatio();
    const auto pixel = [&](double length) { return static_cast<int>(std::lround(length * ratio)); };
    std::vector<QRgb> line;
    for (auto row = static_cast<std::uint64_t>(std::max(0.0, top) / grid.rowPitch()); row < grid.rows(); ++row) {
        const int from = std::max(0, pixel(static_cast<double>(row) * grid.rowPitch() - top)),
                  to = std::min(image.height(),
                                pixel(static_cast<double>(row) * grid.rowPitch() - top + grid.level().cell));
        if (from >= image.height())
            break;
        line.assign(static_cast<std::size_t>(image.width()), look_.theme.paper.rgb());
        const std::uint64_t first = row * grid.pagesPerRow(), end = std::min(grid.pages(), first + grid.pagesPerRow());
        for (std::uint64_t page = first; page < end; ++page) {
            const double x = static_cast<double>(page - first) * grid.rowPitch();
            const QRgb colour = colours[static_cast<std::size_t>(lane.stateOf(page))];
            const int last = std::min(image.width(), pixel(x + grid.level().cell));
            for (int i = pixel(x); i < last; ++i)
                line[static_cast<std::size_t>(i)] = colour;
        }
        for (int y = from; y < to; ++y)
            std::copy(line.begin(), line.end(), reinterpret_cast<QRgb*>(image.scanLine(y)));
    }
}

// Each bin is a stacked bar: the share of each state; a state that is there at all keeps a pixel.
void PagesPainter::bins(QImage& image, const PagesLane& lane, const PagesGrid& grid, double top) const {
    const double ratio = image.devicePixelRatio();
    const auto pixel = [&](double length) { return static_cast<int>(std::lround(length * ratio)); };
    const PagesLevel& level = grid.level();
    const auto height = static_cast<std::uint64_t>(pixel(level.cell));
    const auto firstRow = static_cast<std::uint64_t>(std::max(0.0, top) / grid.rowPitch());
    for (std::uint64_t page = firstRow * grid.pagesPerRow(); page < grid.pages(); page += level.pagesPerCell) {
        const QRectF at = grid.rectOf(page).translated(0, -top);
        const int bottom = pixel(at.bottom()), left = pixel(at.left()), right = pixel(at.right());
        if (pixel(at.top()) >= image.height())
            break;
        std::array<std::uint64_t, 8> counts{};
        const std::uint64_t end = std::min(grid.pages(), page + level.pagesPerCell);
        for (std::uint64_t each = page; each < end; ++each)
            ++counts[lane.pages[static_cast<std::size_t>(each)] & PageMark::stateBits];
        int y = bottom;
        const auto fill = [&](PageState state, int pixels) {
            const QRgb colour = meanOf(state);
            for (const int stop = std::max(y - pixels, pixel(at.top())); y > stop; --y)
                if (y > 0 && y <= image.height())
                    std::fill(reinterpret_cast<QRgb*>(image.scanLine(y - 1)) + left,
                              reinterpret_cast<QRgb*>(image.scanLine(y - 1)) + std::min(right, image.width()), colour);
        };
        for (std::size_t state = 1; state < counts.size(); ++state)
            if (counts[state] > 0)
                fill(static_cast<PageState>(state),
                     static_cast<int>(std::max<std::uint64_t>(1, counts[state] * height / (end - page))));
        fill(PageState::None, static_cast<int>(height));
    }
}

} // namespace faultline
