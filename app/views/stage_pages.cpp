#include "app/views/stage_pages.h"

#include "app/look/cell.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace faultline {

StagePagesView::StagePagesView(QWidget* parent) : QAbstractScrollArea(parent), close_(new QToolButton(viewport())) {
    setObjectName(QStringLiteral("pages"));
    setAccessibleName(tr("All pages of a mapping"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // zooming does not change the width
    viewport()->setMouseTracking(true);
    close_->setText(tr("Back to the stage"));
    close_->setToolTip(tr("Back to the stage (Esc)"));
    connect(close_, &QToolButton::clicked, this, &StagePagesView::closed);
    look_.theme = themeOf(ThemeKind::Light);
    look_.type = typeAt(1);
}

void StagePagesView::setLook(const Look& look) {
    look_ = look;
    for (PagesPainter& painter : painters_)
        painter.setLook(look);
    arrange();
    viewport()->update();
}

void StagePagesView::open(const Moment& moment, ProcessId process, Address within) {
    moment_ = moment;
    scene_ = pagesOf(moment, process, within);
    fitted_ = true;
    hovered_.reset();
    current_ = scene_.empty() ? 0 : std::min(scene_.count - 1, (within - scene_.start) / scene_.pageSize);
    painters_.assign(scene_.lanes.size(), PagesPainter());
    for (PagesPainter& painter : painters_)
        painter.setLook(look_);
    arrange();
    setCurrent(current_);
}

bool StagePagesView::show(const Moment& moment) {
    const std::uint64_t before = scene_.count;
    const Address start = scene_.start;
    moment_ = moment;
    scene_ = pagesOf(moment, scene_.process, start);
    if (scene_.empty())
        return false;
    painters_.resize(scene_.lanes.size());
    for (PagesPainter& painter : painters_)
        painter.setLook(look_);
    current_ = std::min(current_, scene_.count - 1);
    if (scene_.count != before)
        fitted_ = true;
    arrange();
    viewport()->update();
    return true;
}

QRectF StagePagesView::stripArea() const {
    const double left = look_.px(24) + look_.px(70);
    return {left, look_.px(44), viewport()->width() - left - look_.px(24), look_.px(12)};
}

double StagePagesView::gridHeight() const {
    const double lanes = static_cast<double>(std::max<std::size_t>(1, scene_.lanes.size()));
    const double room = viewport()->height() - stripArea().bottom() - look_.px(8) - look_.px(36);
    return std::max(look_.px(24), std::floor(room / lanes - look_.px(28)));
}

QRectF StagePagesView::gridArea(std::size_t lane) const {
    const QRectF strip = stripArea();
    const double pitch = gridHeight() + look_.px(28);
    return {std::round(strip.left()),
            std::round(strip.bottom() + look_.px(8) + look_.px(28) + pitch * static_cast<double>(lane)),
            std::floor(strip.width()), gridHeight()};
}

double StagePagesView::scroll() const {
    return verticalScrollBar()->value();
}

void StagePagesView::arrange() {
    close_->adjustSize();
    close_->move(viewport()->width() - close_->width() - static_cast<int>(look_.px(24)), static_cast<int>(look_.px(5)));
    if (scene_.empty())
        return;
    const QRectF area = gridArea(0);
    const PagesLevel before = grid_.level();
    levels_ = pagesLevels(scene_.count, static_cast<int>(area.width()), static_cast<int>(area.height()));
    std::size_t level = 0;
    for (std::size_t i = 0; !fitted_ && i < levels_.size(); ++i)
        if (levels_[i].cell == before.cell && levels_[i].pagesPerCell == before.pagesPerCell)
            level = i;
    useLevel(level);
}

void StagePagesView::useLevel(std::size_t level) {
    level_ = level;
    const QRectF area = gridArea(0);
    grid_ = PagesGrid(scene_.count, levels_[level], static_cast<int>(area.width()));
    verticalScrollBar()->setRange(0, static_cast<int>(std::ceil(std::max(0.0, grid_.height() - area.height()))));
    verticalScrollBar()->setPageStep(static_cast<int>(area.height()));
    verticalScrollBar()->setSingleStep(static_cast<int>(grid_.rowPitch()));
    viewport()->update();
}

void StagePagesView::fit() {
    fitted_ = true;
    arrange();
}

// What is under the pointer stays at its height, for rows get longer or shorter.
void StagePagesView::zoomBy(int steps, std::optional<QPointF> about) {
    if (scene_.empty() || levels_.empty())
        return;
    const int wanted = std::clamp(static_cast<int>(level_) + steps, 0, static_cast<int>(levels_.size()) - 1);
    if (wanted == static_cast<int>(level_))
        return;
    const QRectF area = gridArea(0);
    const auto under = about ? pageAt(*about) : std::nullopt;
    const std::uint64_t page = under.value_or(current_);
    std::size_t lane = 0;
    for (std::size_t i = 0; about && i < scene_.lanes.size(); ++i)
        if (gridArea(i).contains(*about))
            lane = i;
    const double height = about ? about->y() - gridArea(lane).top()
                                : std::clamp(grid_.rectOf(page).center().y() - scroll(), 0.0, area.height());
    fitted_ = wanted == 0;
    useLevel(static_cast<std::size_t>(wanted));
    verticalScrollBar()->setValue(static_cast<int>(std::lround(grid_.rectOf(page).center().y() - height)));
    hovered_ = under;
}

std::optional<std::uint64_t> StagePagesView::pageAt(QPointF position) const {
    for (std::size_t lane = 0; lane < scene_.lanes.size(); ++lane)
        if (const QRectF area = gridArea(lane); area.contains(position))
            return grid_.pageAt(position - area.topLeft() + QPointF(0, scroll()));
    return std::nullopt;
}

void StagePagesView::setCurrent(std::uint64_t page) {
    if (scene_.empty())
        return;
    current_ = std::min(page, scene_.count - 1);
    const QRectF at = grid_.rectOf(current_);
    const double height = gridArea(0).height();
    if (at.top() < scroll())
        verticalScrollBar()->setValue(static_cast<int>(std::floor(at.top())));
    else if (at.bottom() > scroll() + height)
        verticalScrollBar()->setValue(static_cast<int>(std::ceil(at.bottom() - height)));
    setAccessibleName(tr("Pages of %1: %2").arg(scene_.name, nameOf(current_)));
    QAccessibleEvent named(this, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&named);
    viewport()->update();
}

QString StagePagesView::nameOf(std::uint64_t page) const {
    const Address address = scene_.start + page * scene_.pageSize;
    QStringList parts;
    const LaneMoment* teller = moment_.teller();
    parts << tr("Page %1").arg(teller ? moment_.names(*teller, scene_.process).address(scene_.process, address)
                                      : hexText(address));
    for (std::size_t i = 0; i < scene_.lanes.size(); ++i) {
        const PagesLane& lane = scene_.lanes[i];
        const QString state = nameForWindow(lane.stateOf(page));
        if (i == 0)
            parts << state;
        else if (lane.stateOf(page) != scene_.lanes[0].stateOf(page))
            parts << tr("%1: %2").arg(lane.title, state);
    }
    if (!scene_.lanes.empty() && (scene_.lanes[0].pages[static_cast<std::size_t>(page)] & PageMark::dirty))
        parts << tr("dirty");
    if (scene_.locked)
        parts << tr("locked");
    if (std::binary_search(scene_.touched.begin(), scene_.touched.end(), page))
        parts << tr("just touched");
    if (std::binary_search(scene_.differing.begin(), scene_.differing.end(), page))
        parts << tr("differs");
    return parts.join(QStringLiteral(", "));
}

bool StagePagesView::event(QEvent* event) {
    // Ctrl+0 fits the pages here; elsewhere it sets the window's size of text.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if ((key->key() == Qt::Key_0 && key->modifiers() == Qt::ControlModifier) || key->key() == Qt::Key_Escape) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

void StagePagesView::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    arrange();
}

void StagePagesView::wheelEvent(QWheelEvent* event) {
    if (event->modifiers() & Qt::ControlModifier) {
        event->ignore(); // the window's size of text
        return;
    }
    if (event->modifiers() & Qt::ShiftModifier) {
        verticalScrollBar()->setValue(verticalScrollBar()->value() - event->angleDelta().y() / 2 -
                                      event->angleDelta().x() / 2);
        return;
    }
    if (event->angleDelta().y() != 0)
        zoomBy(event->angleDelta().y() > 0 ? 1 : -1, event->position());
}

void StagePagesView::keyPressEvent(QKeyEvent* event) {
    if (scene_.empty())
        return;
    const std::uint64_t each = grid_.level().pagesPerCell, row = grid_.pagesPerRow(), last = scene_.count - 1;
    const std::uint64_t screen =
        row * std::max<std::uint64_t>(1, static_cast<std::uint64_t>(gridArea(0).height() / grid_.rowPitch()));
    const auto back = [&](std::uint64_t by) { setCurrent(current_ >= by ? current_ - by : current_ % by); };
    const auto on = [&](std::uint64_t by) { setCurrent(current_ + by <= last ? current_ + by : current_); };
    switch (event->key()) {
    case Qt::Key_Left:
        return back(each);
    case Qt::Key_Right:
        return on(each);
    case Qt::Key_Up:
        return back(row);
    case Qt::Key_Down:
        return on(row);
    case Qt::Key_PageUp:
        return back(screen);
    case Qt::Key_PageDown:
        return on(screen);
    case Qt::Key_Home:
        return setCurrent(0);
    case Qt::Key_End:
        return setCurrent(last);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomBy(1);
    case Qt::Key_Minus:
        return zoomBy(-1);
    case Qt::Key_0:
        return fit();
    case Qt::Key_Escape:
        Q_EMIT closed();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT pageSelected(scene_.process, scene_.start / scene_.pageSize + current_);
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void StagePagesView::scrollToStrip(double x) {
    const QRectF strip = stripArea();
    const double share = std::clamp((x - strip.left()) / strip.width(), 0.0, 1.0);
    const auto page = static_cast<std::uint64_t>(share * static_cast<double>(scene_.count - 1));
    verticalScrollBar()->setValue(
        static_cast<int>(std::lround(grid_.rectOf(page).center().y() - gridArea(0).height() / 2)));
}

void StagePagesView::mousePressEvent(QMouseEvent* event) {
    if (scene_.empty() || event->button() != Qt::LeftButton)
        return;
    if (stripArea().adjusted(0, -4, 0, 4).contains(event->position())) {
        scrollToStrip(event->position().x());
        return;
    }
    if (const auto page = pageAt(event->position())) {
        setCurrent(*page);
        Q_EMIT pageSelected(scene_.process, scene_.start / scene_.pageSize + *page);
    }
}

void StagePagesView::mouseMoveEvent(QMouseEvent* event) {
    if (scene_.empty())
        return;
    if ((event->buttons() & Qt::LeftButton) && stripArea().adjusted(0, -20, 0, 20).contains(event->position())) {
        scrollToStrip(event->position().x());
        return;
    }
    const auto page = pageAt(event->position());
    if (page != hovered_) {
        hovered_ = page;
        viewport()->update();
    }
}

bool StagePagesView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip && !scene_.empty()) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const auto page = pageAt(help->pos()))
            QToolTip::showText(help->globalPos(), nameOf(*page), viewport());
        else
            QToolTip::hideText();
        return true;
    }
    if (event->type() == QEvent::Leave) {
        hovered_.reset();
        viewport()->update();
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace faultline
