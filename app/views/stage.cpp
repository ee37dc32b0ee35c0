#include "app/views/stage.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace faultline {

StageView::StageView(QWidget* parent) : QAbstractScrollArea(parent) {
    setObjectName(QStringLiteral("stage"));
    setAccessibleName(tr("Stage: the machines side by side"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    look_.theme = themeOf(ThemeKind::Light);
    look_.type = typeAt(1);
}

void StageView::setLook(const Look& look) {
    look_ = look;
    setMinimumSize(static_cast<int>(look.px(620)), static_cast<int>(look.px(260)));
    arrange();
    viewport()->update();
}

void StageView::show(const Moment& moment) {
    foldings_.clear();
    for (int folding = 0; folding <= mostFolding; ++folding)
        foldings_.push_back(stageOf(moment, folding));
    empty_ = foldings_.front().empty();
    over_ = moment.ended && moment.number == moment.count;
    arrange();
    // What the step touched must be seen.
    if (!scene_.lanes.empty() && scene_.lanes.front().pathRow >= 0) {
        const RowSpan& row = layout_.space[static_cast<std::size_t>(scene_.lanes.front().pathRow)];
        const int page = verticalScrollBar()->pageStep();
        if (row.top < verticalScrollBar()->value() || row.bottom() > verticalScrollBar()->value() + page)
            verticalScrollBar()->setValue(static_cast<int>(row.middle()) - page / 2);
    }
    viewport()->update();
}

void StageView::clear() {
    over_ = false;
    foldings_.clear();
    scene_ = {};
    items_.clear();
    current_ = -1;
    empty_ = true;
    viewport()->update();
}

// The least folding with which all rows are seen; else the most, scrolled.
void StageView::arrange() {
    if (foldings_.empty())
        return;
    double room = 0;
    bool fits = false;
    for (std::size_t i = 0; i < foldings_.size() && !fits; ++i)
        for (const bool tight : {false, true}) {
            scene_ = foldings_[i];
            layout_ = layOut(scene_, look_, area().width(), tight);
            room = StagePainter(scene_, layout_, look_).rowsArea(0, area()).height() - look_.px(4);
            fits = layout_.rowsHeight <= room;
            if (fits)
                break;
        }
    const double over = std::max(0.0, layout_.rowsHeight + look_.px(6) - room);
    setVerticalScrollBarPolicy(fits ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAlwaysOn);
    verticalScrollBar()->setRange(0, fits ? 0 : static_cast<int>(std::ceil(over)));
    verticalScrollBar()->setPageStep(static_cast<int>(std::max(1.0, room)));
    verticalScrollBar()->setSingleStep(static_cast<int>(look_.px(26)));
    const StageItem before = current_ >= 0 && current_ < static_cast<int>(items_.size())
                                 ? items_[static_cast<std::size_t>(current_)]
                                 : StageItem{};
    items_ = stageItems(scene_, layout_);
    // The same cell keeps the focus from step to step.
    const bool had = current_ >= 0;
    current_ = -1;
    for (std::size_t i = 0; had && i < items_.size(); ++i)
        if (items_[i].lane == before.lane && items_[i].column == before.column &&
            (before.isPage ? items_[i].page == before.page && items_[i].process == before.process
                           : items_[i].rect.top() == before.rect.top()))
            current_ = static_cast<int>(i);
}

void StageView::setLitBadge(int number) {
    pointing_.litBadge = number;
    viewport()->update();
}

void StageView::paintEvent(QPaintEvent*) {
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), look_.theme.paper);
    if (empty_) {
        painter.setFont(look_.type.body);
        painter.setPen(look_.theme.ink2);
        painter.drawText(viewport()->rect(), Qt::AlignCenter,
                         over_ ? tr("The program has ended: nothing is mapped any more.")
                               : tr("Nothing is mapped yet. Step to the first mmap."));
        return;
    }
    StagePointing pointing = pointing_;
    if (current_ >= 0 && hasFocus()) {
        const StageItem& item = items_[static_cast<std::size_t>(current_)];
        pointing.selectedLane = static_cast<int>(item.lane);
        pointing.selected = item.rect;
    }
    StagePainter(scene_, layout_, look_).paint(painter, area(), verticalScrollBar()->value(), pointing);
}

void StageView::paintWhole(QPainter& painter, const QSizeF& size) const {
    const StageLayout layout = layOut(scene_, look_, size.width());
    StagePainter(scene_, layout, look_).paint(painter, QRectF(QPointF(0, 0), size), 0, {});
}

QSizeF StageView::wholeSize() const {
    return StagePainter(scene_, layout_, look_).fullSize(std::max(area().width(), look_.px(880)));
}

void StageView::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    arrange();
}

QRect StageView::itemRect(int item) const {
    const StageItem& at = items_[static_cast<std::size_t>(item)];
    const QRectF rows = StagePainter(scene_, layout_, look_).rowsArea(at.lane, area());
    return at.rect.translated(rows.left(), rows.top() - verticalScrollBar()->value()).toRect();
}

int StageView::itemAt(QPoint position) const {
    for (int i = 0; i < static_cast<int>(items_.size()); ++i)
        if (itemRect(i).contains(position))
            return i;
    return -1;
}

void StageView::setCurrent(int item) {
    current_ = item;
    if (item >= 0) {
        const StageItem& at = items_[static_cast<std::size_t>(item)];
        const int top = static_cast<int>(at.rect.top()), page = verticalScrollBar()->pageStep();
        if (top < verticalScrollBar()->value())
            verticalScrollBar()->setValue(top - 8);
        else if (top + at.rect.height() > verticalScrollBar()->value() + page)
            verticalScrollBar()->setValue(top - page + static_cast<int>(at.rect.height()) + 8);
        QAccessibleEvent focused(this, QAccessible::Focus);
        focused.setChild(item);
        QAccessible::updateAccessibility(&focused);
    }
    viewport()->update();
}

void StageView::choose(int item) {
    const StageItem& at = items_[static_cast<std::size_t>(item)];
    if (at.isPage)
        Q_EMIT pageSelected(at.process, at.page);
}

void StageView::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    if (current_ < 0 && !items_.empty() && event->reason() != Qt::MouseFocusReason)
        setCurrent(0);
    viewport()->update();
}

// Up and down within a column, on into the other machine; left and right to the nearest height.
int StageView::neighbour(int key) const {
    const StageItem& from = items_[static_cast<std::size_t>(current_)];
    int best = -1;
    double bestDistance = 1e9;
    const auto heightOfItem = [](const StageItem& item) {
        return static_cast<double>(item.lane) * 1e5 + item.rect.center().y();
    };
    for (std::size_t i = 0; i < items_.size(); ++i) {
        const StageItem& to = items_[i];
        const double dy = heightOfItem(to) - heightOfItem(from);
        const int columns = static_cast<int>(to.column) - static_cast<int>(from.column);
        double distance = 1e9;
        if (key == Qt::Key_Up && columns == 0 && dy < -1)
            distance = -dy;
        else if (key == Qt::Key_Down && columns == 0 && dy > 1)
            distance = dy;
        else if (key == Qt::Key_Left && columns < 0 && to.lane == from.lane)
            distance = -columns * 1e4 + std::abs(dy);
        else if (key == Qt::Key_Right && columns > 0 && to.lane == from.lane)
            distance = columns * 1e4 + std::abs(dy);
        if (distance < bestDistance) {
            bestDistance = distance;
            best = static_cast<int>(i);
        }
    }
    return best;
}

void StageView::keyPressEvent(QKeyEvent* event) {
    const int key = event->key();
    const bool arrow = key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_Left || key == Qt::Key_Right;
    if (arrow && !items_.empty()) {
        const int next = current_ < 0 ? 0 : neighbour(key);
        if (next >= 0)
            setCurrent(next);
        return;
    }
    if ((key == Qt::Key_Return || key == Qt::Key_Enter) && current_ >= 0) {
        choose(current_);
        return;
    }
    QAbstractScrollArea::keyPressEvent(event);
}

void StageView::mousePressEvent(QMouseEvent* event) {
    if (const int item = itemAt(event->pos()); item >= 0 && event->button() == Qt::LeftButton) {
        setCurrent(item);
        choose(item);
    }
}

void StageView::mouseMoveEvent(QMouseEvent* event) {
    const StagePainter painter(scene_, layout_, look_);
    int number = 0;
    for (std::size_t lane = 0; lane < scene_.lanes.size(); ++lane) {
        const QPointF in =
            event->position() - painter.rowsArea(lane, area()).topLeft() + QPointF(0, verticalScrollBar()->value());
        if (const int hit = painter.badgeUnder(lane, in); hit != 0)
            number = hit;
    }
    Q_EMIT badgeHovered(number);
}

bool StageView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int item = itemAt(help->pos());
        if (item < 0) {
            QToolTip::hideText();
        } else {
            const StageItem& at = items_[static_cast<std::size_t>(item)];
            QToolTip::showText(help->globalPos(), at.tip.isEmpty() ? at.name : at.tip, viewport(), itemRect(item));
        }
        return true;
    }
    if (event->type() == QEvent::Leave)
        Q_EMIT badgeHovered(0);
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace faultline
