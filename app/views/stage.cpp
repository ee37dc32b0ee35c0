#include "app/views/stage.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyle>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace faultline {

StageView::StageView(QWidget* parent) : QAbstractScrollArea(parent), pages_(new StagePagesView(this)) {
    setObjectName(QStringLiteral("stage"));
    setAccessibleName(tr("Stage: the machines side by side"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // columns without room are left out
    viewport()->setMouseTracking(true);
    look_.theme = themeOf(ThemeKind::Light);
    look_.type = typeAt(1);
    pages_->hide();
    connect(pages_, &StagePagesView::closed, this, &StageView::closePages);
    connect(pages_, &StagePagesView::pageSelected, this, &StageView::pageSelected);
    motion_.setStartValue(0.0);
    motion_.setEndValue(1.0);
    motion_.setEasingCurve(QEasingCurve::OutCubic);
    connect(&motion_, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) {
        pointing_.progress = value.toDouble();
        viewport()->update();
    });
}

// Until it has been shown, the viewport has not got its size.
QRectF StageView::area() const {
    return testAttribute(Qt::WA_PendingResizeEvent) ? QRectF(rect()) : QRectF(viewport()->rect());
}

// As wide with the scroll bar at the side as without: columns do not move for it.
double StageView::contentWidth() const {
    return rect().width() - style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, this);
}

QRectF StageView::content() const {
    return {0, 0, contentWidth(), area().height()};
}

void StageView::setLook(const Look& look) {
    look_ = look;
    setMinimumSize(static_cast<int>(look.px(400)), static_cast<int>(look.px(220)));
    pages_->setLook(look);
    arrange();
    viewport()->update();
}

void StageView::show(const Moment& moment) {
    setGoing(moment);
    moment_ = moment;
    if (showsPages() && !pages_->show(moment))
        closePages();
    foldings_.clear();
    foldings_.push_back(stageOf(moment, 0));
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

// One step on, by hand: along the path, 40 ms a sentence. Otherwise, and where steps come quickly, it is there at once.
void StageView::setGoing(const Moment& moment) {
    constexpr int scrubbing = 120; // ms between moments
    const bool next = moment.number == moment_.number + 1 && moment.number > 1;
    const bool unhurried = since_.isValid() && since_.elapsed() > scrubbing;
    const bool wanted = moves_ && style()->styleHint(QStyle::SH_Widget_Animation_Duration) > 0;
    since_.start();
    motion_.stop();
    pointing_.progress = 1;
    if (!wanted || !next || !unhurried || !isVisible() || moment.sentences.empty())
        return;
    motion_.setDuration(std::min(240, 40 * static_cast<int>(moment.sentences.size())));
    motion_.start();
}

void StageView::setMotion(bool on) {
    moves_ = on;
    motion_.stop();
    pointing_.progress = 1;
    viewport()->update();
}

void StageView::openPages(ProcessId process, Address within) {
    pages_->setGeometry(rect());
    pages_->open(moment_, process, within);
    if (pages_->scene().empty())
        return;
    if (const auto& touched = pages_->scene().touched; !touched.empty())
        pages_->setCurrent(touched.back());
    pages_->show();
    pages_->raise();
    pages_->setFocus();
}

void StageView::closePages() {
    const bool had = pages_->hasFocus();
    pages_->hide();
    if (had)
        setFocus();
}

void StageView::clear() {
    over_ = false;
    moment_ = {};
    closePages();
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
    struct Try {
        int tight;
        bool captions;
    };
    constexpr Try tries[] = {{0, true}, {1, true}, {1, false}, {2, false}};
    for (std::size_t i = 0; i <= mostFolding && !fits; ++i) {
        if (i == foldings_.size()) // made when it is needed: of many pages each takes its time
            foldings_.push_back(stageOf(moment_, static_cast<int>(i)));
        scene_ = foldings_[i];
        const bool last = i == mostFolding || i + 1 == foldsUntouched; // before mappings lose their rows
        for (std::size_t t = 0; t < (last ? 4 : 3) && !fits; ++t) {
            layout_ = layOut(scene_, look_, contentWidth(), tries[t].tight, tries[t].captions);
            room = StagePainter(scene_, layout_, look_).rowsArea(0, content()).height() - look_.px(4);
            fits = layout_.rowsHeight <= room;
        }
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
    StagePainter(scene_, layout_, look_).paint(painter, content(), verticalScrollBar()->value(), pointing);
}

StagePicture::StagePicture(StageScene scene, Look look, double width)
    : scene_(std::move(scene)), look_(std::move(look)), layout_(layOut(scene_, look_, width)), width_(width) {}

QSizeF StagePicture::size() const {
    return StagePainter(scene_, layout_, look_).fullSize(width_);
}

void StagePicture::paint(QPainter& painter) const {
    StagePainter(scene_, layout_, look_).paint(painter, QRectF(QPointF(0, 0), size()), 0, {});
}

// An export has the room it needs: nothing is folded, nothing is tight.
StagePicture StageView::picture() const {
    return {foldings_.empty() ? scene_ : foldings_.front(), look_, std::max(area().width(), look_.px(880))};
}

void StageView::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    pages_->setGeometry(rect());
    arrange();
}

QRect StageView::itemRect(int item) const {
    const StageItem& at = items_[static_cast<std::size_t>(item)];
    const QRectF rows = StagePainter(scene_, layout_, look_).rowsArea(at.lane, content());
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
        const int left = static_cast<int>(at.rect.left()), wide = horizontalScrollBar()->pageStep();
        if (left < horizontalScrollBar()->value())
            horizontalScrollBar()->setValue(left - 8);
        else if (left + at.rect.width() > horizontalScrollBar()->value() + wide)
            horizontalScrollBar()->setValue(left - wide + static_cast<int>(at.rect.width()) + 8);
        QAccessibleEvent focused(this, QAccessible::Focus);
        focused.setChild(item);
        QAccessible::updateAccessibility(&focused);
    }
    viewport()->update();
}

void StageView::choose(int item) {
    const StageItem& at = items_[static_cast<std::size_t>(item)];
    if (at.isRun && !moment_.lanes.empty())
        openPages(at.process, at.page * moment_.lanes.front().snapshot->pageSize);
    else if (at.isPage)
        Q_EMIT pageSelected(at.process, at.page);
}

// The cell of the address space that a sentence speaks of, or that leads to the frame it speaks of.
const StageItem* StageView::itemOfBadge(int number) const {
    if (scene_.lanes.empty())
        return nullptr;
    const StageLane& lane = scene_.lanes.front();
    for (const StageBadge& badge : lane.badges) {
        if (badge.number != number)
            continue;
        int row = badge.row;
        if (badge.place == StagePlace::Mapping)
            row = static_cast<int>(scene_.groups[static_cast<std::size_t>(badge.row)].firstRow);
        const int memory = badge.place == StagePlace::CopyArrow ? lane.copies[static_cast<std::size_t>(row)].to : row;
        if (badge.place >= StagePlace::CopyArrow) {
            const auto leads = std::find_if(lane.space.begin(), lane.space.end(),
                                            [&](const SpaceCell& cell) { return cell.memory == memory; });
            row = leads == lane.space.end() ? lane.pathRow : static_cast<int>(leads - lane.space.begin());
        }
        if (row < 0)
            return nullptr;
        const SpaceRow& space = scene_.space[static_cast<std::size_t>(row)];
        for (const StageItem& item : items_)
            if (item.lane == 0 && item.isPage && item.page == space.firstPage && item.process == space.process)
                return &item;
    }
    return nullptr;
}

void StageView::selectBadge(int number) {
    const StageItem* item = itemOfBadge(number);
    if (!item)
        return;
    setCurrent(static_cast<int>(item - items_.data()));
    if (!item->isRun)
        Q_EMIT pageSelected(item->process, item->page);
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

void StageView::mouseDoubleClickEvent(QMouseEvent* event) {
    const int item = itemAt(event->pos());
    if (item < 0 || moment_.lanes.empty() || !items_[static_cast<std::size_t>(item)].isPage)
        return;
    const StageItem& at = items_[static_cast<std::size_t>(item)];
    openPages(at.process, at.page * moment_.lanes.front().snapshot->pageSize);
}

void StageView::mouseMoveEvent(QMouseEvent* event) {
    const StagePainter painter(scene_, layout_, look_);
    int number = 0;
    for (std::size_t lane = 0; lane < scene_.lanes.size(); ++lane) {
        const QPointF in =
            event->position() - painter.rowsArea(lane, content()).topLeft() + QPointF(0, verticalScrollBar()->value());
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
