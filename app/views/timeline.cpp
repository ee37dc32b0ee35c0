#include "app/views/timeline.h"

#include "app/story/names.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace faultline {

TimelineView::TimelineView(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("timeline"));
    setAccessibleName(tr("Timeline of all steps"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    look_.theme = themeOf(ThemeKind::Light);
    look_.type = typeAt(1);
}

void TimelineView::setLook(const Look& look) {
    look_ = look;
    updateGeometry();
    update();
}

QSize TimelineView::sizeHint() const {
    const double lanes = static_cast<double>(std::clamp<std::size_t>(facts_.lanes.size(), 2, 4));
    return {static_cast<int>(look_.px(600)), static_cast<int>(look_.px(80 + 20 * lanes))};
}

QSize TimelineView::minimumSizeHint() const {
    return {static_cast<int>(look_.px(300)), static_cast<int>(look_.px(46))};
}

void TimelineView::show(TimelineFacts facts, std::size_t moment) {
    const bool all = from_ <= static_cast<double>(facts_.first) && to_ >= static_cast<double>(facts_.count);
    const bool other = facts.count < facts_.count || facts_.count == 0;
    facts_ = std::move(facts);
    // Who has zoomed in keeps the view while the run goes on.
    if (all || other) {
        from_ = static_cast<double>(facts_.first);
        to_ = static_cast<double>(std::max<std::size_t>(facts_.count, facts_.first + 1));
    }
    setMoment(moment);
    updateGeometry();
}

void TimelineView::setMoment(std::size_t moment) {
    moment_ = moment;
    setAccessibleDescription(tr("Step %1 of %2").arg(moment_).arg(facts_.count));
    const double at = static_cast<double>(moment);
    const double shown = to_ - from_;
    if (at < from_ || at > to_) {
        from_ = std::clamp(at - shown / 2, static_cast<double>(facts_.first),
                           std::max(static_cast<double>(facts_.first), static_cast<double>(facts_.count) - shown));
        to_ = from_ + shown;
    }
    update();
}

void TimelineView::clear() {
    show({}, 0);
}

double TimelineView::left() const {
    if (isNarrow())
        return look_.px(24) + widthOf(look_.type.strong, title(facts_.count)) + look_.px(28);
    double widest = widthOf(look_.type.body, tr("Real kernel"));
    for (const TimelineLane& lane : facts_.lanes)
        widest = std::max(widest, widthOf(look_.type.body, lane.name));
    return look_.px(24) + widest + look_.px(56);
}

double TimelineView::right() const {
    return width() - look_.px(60);
}

QString TimelineView::title(std::size_t moment) const {
    return facts_.ended ? tr("Step %1 of %2").arg(countText(moment), countText(facts_.count))
                        : tr("Step %1").arg(countText(moment));
}

std::size_t TimelineView::firstInView() const {
    return static_cast<std::size_t>(std::max({1.0, std::ceil(from_), static_cast<double>(facts_.first) + 1}));
}

std::size_t TimelineView::lastInView() const {
    return std::min(facts_.count, static_cast<std::size_t>(std::max(0.0, std::floor(to_))));
}

double TimelineView::pitch() const {
    return (right() - left()) / std::max(1.0, to_ - from_);
}

double TimelineView::xOf(std::size_t step) const {
    return left() + (static_cast<double>(step) - from_) * pitch();
}

std::size_t TimelineView::momentAt(double x) const {
    const double step = std::round(from_ + (x - left()) / pitch());
    return static_cast<std::size_t>(
        std::clamp(step, static_cast<double>(facts_.first), static_cast<double>(facts_.count)));
}

double TimelineView::laneY(std::size_t lane) const {
    const double lanes = static_cast<double>(std::max<std::size_t>(1, facts_.lanes.size()));
    if (isNarrow())
        return height() / 2.0 + (static_cast<double>(lane) - (lanes - 1) / 2) *
                                    std::min(look_.px(18), (height() - look_.px(12)) / lanes);
    return height() - look_.px(15) - (lanes - static_cast<double>(lane)) * look_.px(20) + look_.px(2);
}

void TimelineView::ask(double x) {
    if (facts_.count > 0)
        Q_EMIT momentChosen(momentAt(x));
}

void TimelineView::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton)
        ask(event->position().x());
}

void TimelineView::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons() & Qt::LeftButton)
        ask(event->position().x());
}

void TimelineView::wheelEvent(QWheelEvent* event) {
    if (event->modifiers() & Qt::ControlModifier) {
        event->ignore();
        return;
    }
    const double at = from_ + (event->position().x() - left()) / pitch();
    const double factor = event->angleDelta().y() > 0 ? 0.8 : 1.25;
    const double first = static_cast<double>(facts_.first),
                 count = static_cast<double>(std::max<std::size_t>(facts_.count, 1));
    const double shown = std::clamp((to_ - from_) * factor, std::min(8.0, count - first), std::max(1.0, count - first));
    const double share = std::clamp((at - from_) / std::max(1e-9, to_ - from_), 0.0, 1.0);
    from_ = std::clamp(at - share * shown, first, std::max(first, count - shown));
    to_ = from_ + shown;
    update();
    event->accept();
}

void TimelineView::keyPressEvent(QKeyEvent* event) {
    const std::size_t last = facts_.count;
    std::size_t next = moment_;
    switch (event->key()) {
    case Qt::Key_Left:
        next = moment_ > facts_.first ? moment_ - 1 : moment_;
        break;
    case Qt::Key_Right:
        next = std::min(last, moment_ + 1);
        break;
    case Qt::Key_Home:
        next = facts_.first;
        break;
    case Qt::Key_End:
        next = last;
        break;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    if (next != moment_)
        Q_EMIT momentChosen(next);
}

bool TimelineView::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && facts_.count > 0 && facts_.nameOf) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const std::size_t step = momentAt(help->pos().x());
        QToolTip::showText(help->globalPos(),
                           step == 0 ? tr("The start") : tr("Step %1: %2").arg(step).arg(facts_.nameOf(step)), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace faultline
