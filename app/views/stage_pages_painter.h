// Draws the pages of a mapping into pictures, one a level of zoom.
#pragma once

#include "app/look/look.h"
#include "app/views/stage_pages_grid.h"
#include "app/views/stage_pages_scene.h"

#include <QImage>
#include <QPainter>

#include <map>

namespace faultline {

/// Pictures of one machine's pages. Keeps what it has drawn, until the pages or the look change.
class PagesPainter {
public:
    void setLook(const Look& look);
    /// The pages have changed.
    void forget() { pictures_.clear(); }

    /// The part of the grid from `top` on, `size` large, in device pixels of `ratio` a pixel.
    const QImage& picture(const PagesLane& lane, const PagesGrid& grid, double top, QSize size, double ratio);

private:
    struct Picture {
        double top = 0, ratio = 1;
        QSize size;
        QImage image;
    };

    void squares(QImage& image, const PagesLane& lane, const PagesGrid& grid, double top) const;
    void flat(QImage& image, const PagesLane& lane, const PagesGrid& grid, double top) const;
    void bins(QImage& image, const PagesLane& lane, const PagesGrid& grid, double top) const;
    QImage tile(std::uint8_t mark, const PagesLevel& level, double ratio) const;
    QRgb meanOf(PageState state) const;

    Look look_;
    std::map<std::pair<int, std::uint64_t>, Picture> pictures_; ///< by cell size and pages a cell
};

} // namespace faultline
