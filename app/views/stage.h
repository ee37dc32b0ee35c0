// The stage in the window: scrolls, is walked with the arrows, and can be read aloud.
#pragma once

#include "app/views/stage_items.h"
#include "app/views/stage_painter.h"

#include <QAbstractScrollArea>

namespace faultline {

class StageView : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit StageView(QWidget* parent = nullptr);

    void setLook(const Look& look);
    void show(const Moment& moment);
    using QWidget::show;
    /// Nothing to show yet: the sentence in the middle.
    void clear();
    void setLitBadge(int number); ///< 0: none

    const StageScene& scene() const { return scene_; }
    const std::vector<StageItem>& items() const { return items_; }
    int current() const { return current_; } ///< index of the item that has the focus, -1: none
    void setCurrent(int item);
    QRect itemRect(int item) const; ///< in the viewport
    int itemAt(QPoint position) const;
    /// The whole stage as it is drawn, for an export.
    void paintWhole(QPainter& painter, const QSizeF& size) const;
    QSizeF wholeSize() const;

Q_SIGNALS:
    void pageSelected(faultline::ProcessId process, quint64 page);
    void badgeHovered(int number); ///< 0: none

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    void arrange();
    void choose(int item);
    QRectF area() const { return QRectF(viewport()->rect()); }
    int neighbour(int key) const;

    Look look_;
    StageScene scene_;
    std::vector<StageScene> foldings_; ///< the same scene, more and more folded
    StageLayout layout_;
    std::vector<StageItem> items_;
    StagePointing pointing_;
    int current_ = -1;
    bool empty_ = true, over_ = false;
};

/// Lets screen readers see the stage's cells. Once, before the first stage is made.
void installStageAccessibility();

} // namespace faultline
