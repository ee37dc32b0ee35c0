// The stage in the window: scrolls, is walked with the arrows, and can be read aloud.
#pragma once

#include "app/views/stage_items.h"
#include "app/views/stage_pages.h"
#include "app/views/stage_painter.h"

#include <QAbstractScrollArea>
#include <QElapsedTimer>
#include <QVariantAnimation>

namespace faultline {

/// The whole stage as it is drawn, for an export: a value, so that it can be drawn in any thread.
class StagePicture {
public:
    StagePicture(StageScene scene, Look look, double width);
    QSizeF size() const;
    void paint(QPainter& painter) const;

private:
    StageScene scene_;
    Look look_;
    StageLayout layout_;
    double width_;
};

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
    /// Selects the page that the sentence of that number speaks of, if it speaks of one.
    void selectBadge(int number);
    /// All pages of the mapping that holds the address, in place of the stage.
    void openPages(ProcessId process, Address within);
    void closePages();
    StagePagesView& pages() { return *pages_; }
    bool showsPages() const { return pages_->isVisibleTo(this); }
    /// Whether a step is shown as a motion along its path. A step that comes meanwhile ends it.
    void setMotion(bool on);

    const StageScene& scene() const { return scene_; }
    const std::vector<StageItem>& items() const { return items_; }
    int current() const { return current_; } ///< index of the item that has the focus, -1: none
    void setCurrent(int item);
    QRect itemRect(int item) const; ///< in the viewport
    int itemAt(QPoint position) const;
    StagePicture picture() const;

Q_SIGNALS:
    void pageSelected(faultline::ProcessId process, quint64 page);
    void badgeHovered(int number); ///< 0: none

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    void arrange();
    void choose(int item);
    QRectF area() const;
    double contentWidth() const;
    QRectF content() const;
    int neighbour(int key) const;
    void setGoing(const Moment& moment);
    const StageItem* itemOfBadge(int number) const;

    Look look_;
    StageScene scene_;
    std::vector<StageScene> foldings_; ///< the same scene, more and more folded, as far as was needed
    StageLayout layout_;
    std::vector<StageItem> items_;
    StagePointing pointing_;
    StagePagesView* pages_;
    Moment moment_; ///< valid while it is shown
    QVariantAnimation motion_;
    QElapsedTimer since_; ///< the last moment was shown
    bool moves_ = true;
    int current_ = -1;
    bool empty_ = true, over_ = false;
};

/// Lets screen readers see the stage's cells. Once, before the first stage is made.
void installStageAccessibility();

} // namespace faultline
