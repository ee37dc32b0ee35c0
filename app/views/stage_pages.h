// All pages of one mapping, over the stage: squares and bins that are zoomed, walked and selected.
#pragma once

#include "app/views/stage_pages_painter.h"

#include <QAbstractScrollArea>
#include <QToolButton>

namespace faultline {

class StagePagesView : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit StagePagesView(QWidget* parent = nullptr);
    void setLook(const Look& look);
    /// Shows the mapping that holds the address, all of it; that page is the current one.
    void open(const Moment& moment, ProcessId process, Address within);
    /// The same mapping at another moment; false: it is gone.
    bool show(const Moment& moment);
    using QWidget::show;

    const PagesScene& scene() const { return scene_; }
    const PagesGrid& grid() const { return grid_; }
    std::uint64_t current() const { return current_; } ///< of the pages of the mapping, from 0
    void setCurrent(std::uint64_t page);
    void zoomBy(int steps, std::optional<QPointF> about = std::nullopt); ///< about: in the viewport
    void fit();
    /// "Page p + 4096, private copy, dirty, just touched"; of the first machine, and of the other where it differs.
    QString nameOf(std::uint64_t page) const;
    /// Of a machine's grid, in the viewport.
    QRectF gridArea(std::size_t lane) const;

Q_SIGNALS:
    void pageSelected(faultline::ProcessId process, quint64 page); ///< virtual page number
    void closed();

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    void arrange();
    void useLevel(std::size_t level);
    double gridHeight() const; ///< of one machine's, as it is seen
    double scroll() const;
    QRectF stripArea() const;
    std::optional<std::uint64_t> pageAt(QPointF position) const;
    void scrollToStrip(double x);
    void paintHead(QPainter& painter) const;
    void paintStrip(QPainter& painter) const;
    void paintLane(QPainter& painter, std::size_t lane);
    void paintRowNumbers(QPainter& painter, const QRectF& area) const;
    void paintMarks(QPainter& painter, const QRectF& area, std::size_t lane) const;
    void paintKey(QPainter& painter) const;

    Look look_;
    PagesScene scene_;
    PagesGrid grid_;
    std::vector<PagesLevel> levels_;
    std::size_t level_ = 0;
    bool fitted_ = true; ///< nobody has zoomed
    std::uint64_t current_ = 0;
    std::optional<std::uint64_t> hovered_;
    Moment moment_; ///< for names; valid while it is shown
    std::vector<PagesPainter> painters_;
    QToolButton* close_;
};

} // namespace faultline
