#include "app/views/timeline.h"

#include "app/look/cell.h"
#include "app/story/names.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
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
    const bool grown = facts.count != facts_.count || facts.first != facts_.first;
    facts_ = std::move(facts);
    if (all || grown) {
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
    double widest = widthOf(look_.type.body, tr("Real kernel"));
    for (const TimelineLane& lane : facts_.lanes)
        widest = std::max(widest, widthOf(look_.type.body, lane.name));
    return look_.px(24) + widest + look_.px(56);
}

double TimelineView::right() const {
    return width() - look_.px(60);
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

void TimelineView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), look_.theme.window);
    painter.setFont(look_.type.strong);
    painter.setPen(look_.theme.ink);
    const QString title = facts_.ended ? tr("Step %1 of %2").arg(countText(moment_), countText(facts_.count))
                                       : tr("Step %1").arg(countText(moment_));
    const QRectF head(look_.px(24), 0, left(), isNarrow() ? height() : look_.px(38));
    painter.drawText(head, Qt::AlignVCenter | Qt::AlignLeft, title);
    if (facts_.count == 0) {
        painter.setFont(look_.type.body);
        painter.setPen(look_.theme.ink2);
        painter.drawText(rect(), Qt::AlignCenter, tr("Steps appear here as the program runs."));
        return;
    }
    paintNow(painter);
    if (!isNarrow()) {
        paintKey(painter);
        paintNames(painter);
    }
    for (std::size_t lane = 0; lane < facts_.lanes.size(); ++lane)
        paintLane(painter, lane);
    paintDifferences(painter);
    if (hasFocus()) {
        painter.setPen(QPen(look_.theme.focus, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(2, 2, -2, -2), 6, 6);
    }
}

void TimelineView::paintNow(QPainter& painter) const {
    const double x = xOf(moment_);
    if (x < left() - 4 || x > right() + 4 || facts_.lanes.empty())
        return;
    const double half = std::clamp(pitch() / 2 - 2, look_.px(7), look_.px(41));
    const double top = isNarrow() ? 4 : look_.px(37), bottom = isNarrow() ? height() - 5 : height() - look_.px(14);
    painter.setPen(QPen(look_.theme.now, 1.6));
    painter.setBrush(look_.theme.marker);
    painter.drawRoundedRect(QRectF(x - half, top, half * 2, bottom - top), 6, 6);
    if (!isNarrow())
        paintArrowhead(painter, QPointF(x, bottom + 2), -90, look_.px(7), look_.theme.ink);
}

void TimelineView::paintNames(QPainter& painter) const {
    if (!facts_.nameOf)
        return;
    // Names where there is room for one a step; else for every second, fifth, tenth … step, and always for now.
    const double room = look_.px(72);
    const auto every = static_cast<std::size_t>(std::max(1.0, std::ceil(room / pitch())));
    const double y = look_.px(40), height = look_.px(22);
    double freeFrom = 0;
    const double now = xOf(moment_);
    const auto name = [&](std::size_t step, bool isNow) {
        const QFont& font = isNow ? look_.type.strong : look_.type.body;
        const QString words = elided(font, facts_.nameOf(step), room * 1.25);
        const double width = widthOf(font, words), x = xOf(step);
        if (!isNow && (x - width / 2 < freeFrom || std::abs(x - now) < width / 2 + room / 2 + 6))
            return;
        painter.setFont(font);
        painter.setPen(isNow ? look_.theme.ink : look_.theme.ink2);
        painter.drawText(QRectF(x - width / 2 - 2, y, width + 4, height), Qt::AlignCenter, words);
        if (!isNow)
            freeFrom = x + width / 2 + look_.px(8);
    };
    const auto first = static_cast<std::size_t>(std::max(1.0, std::ceil(from_)));
    const auto last = static_cast<std::size_t>(std::floor(to_));
    for (std::size_t step = (first + every - 1) / every * every; step <= last; step += every)
        if (step != moment_)
            name(step, false);
    if (moment_ > 0 && now >= left() - 1 && now <= right() + 1)
        name(moment_, true);
}

void TimelineView::paintLane(QPainter& painter, std::size_t number) const {
    const TimelineLane& lane = facts_.lanes[number];
    const double y = std::floor(laneY(number)) + 0.5;
    if (!isNarrow()) {
        painter.setFont(look_.type.body);
        painter.setPen(look_.theme.ink2);
        painter.drawText(QRectF(look_.px(24), y - look_.px(12), left(), look_.px(24)), Qt::AlignVCenter | Qt::AlignLeft,
                         lane.name);
    }
    const std::size_t begin = std::max(lane.first, facts_.first), end = lane.last == 0 ? facts_.count : lane.last;
    const double x1 = std::clamp(xOf(begin), left(), right()), x2 = std::clamp(xOf(end), left(), right());
    const double now = std::clamp(xOf(moment_), x1, std::max(x1, x2));
    painter.setPen(QPen(look_.theme.line2, 1.4));
    painter.drawLine(QPointF(x1, y), QPointF(now, y));
    painter.setPen(QPen(look_.theme.line, 1.4));
    painter.drawLine(QPointF(now, y), QPointF(x2, y));
    if (pitch() >= 5) {
        painter.setPen(QPen(look_.theme.line2, 1.2));
        for (std::size_t step = std::max<std::size_t>(1, begin); step <= end; ++step)
            if (const double x = xOf(step); x >= left() - 1 && x <= right() + 1)
                painter.drawLine(QPointF(x, y - 4), QPointF(x, y + 4));
    }
    if (lane.ended && end > 0)
        painter.drawLine(QPointF(x2, y - 6), QPointF(x2, y + 6));
    // The gravest mark of a pixel column stays: minor faults first, signals last.
    for (const bool grave : {false, true}) {
        double drawn = -100;
        for (const StepMark& mark : lane.marks) {
            Signal signal;
            signal.number = mark.signal;
            const FaultKind kind = faultKindOf(mark.minor, mark.major, signal);
            const double x = xOf(mark.step);
            if (kind == FaultKind::None || (kind > FaultKind::Minor) != grave || x < left() - 1 || x > right() + 1 ||
                x - drawn < 1.5)
                continue;
            paintFault(painter, QPointF(x, y), look_.px(11), look_, kind);
            drawn = x;
        }
    }
}

void TimelineView::paintDifferences(QPainter& painter) const {
    if (facts_.lanes.empty())
        return;
    double drawn = -100;
    const double y = (laneY(0) + laneY(facts_.lanes.size() - 1)) / 2;
    for (const std::size_t step : facts_.differences) {
        const double x = xOf(step) + std::min(look_.px(14), pitch() * 0.35);
        if (x < left() || x > right() + look_.px(16) || x - drawn < 8)
            continue;
        const double size = look_.px(15);
        paintDifference(painter, QRectF(x - size / 2, y - size / 2, size, size), look_);
        drawn = x;
    }
}

void TimelineView::paintKey(QPainter& painter) const {
    struct Entry {
        bool state;
        PageState page;
        FaultKind fault;
        QString name;
    };
    std::vector<Entry> entries;
    for (const PageState state : facts_.states)
        entries.push_back({true, state, FaultKind::None, nameForWindow(state)});
    Signal signal;
    for (const FaultKind kind : {FaultKind::Minor, FaultKind::Major, FaultKind::Segv, FaultKind::Bus})
        entries.push_back({false, PageState::None, kind, nameForWindow(kind, signal)});
    double x = width() - look_.px(24);
    const double middle = look_.px(20), least = left() + look_.px(40);
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
        const double mark = entry->state ? look_.px(20) : look_.px(12);
        const double whole = widthOf(look_.type.body, entry->name) + mark + look_.px(8);
        if (x - whole < least)
            return;
        x -= whole;
        if (entry->state) {
            const QRectF cell(x, middle - look_.px(9), look_.px(20), look_.px(18));
            paintState(painter, cell, look_, entry->page);
            if (entry->page != PageState::Unknown && entry->page != PageState::None) {
                painter.setFont(look_.type.strong);
                painter.setPen(look_.theme.of(entry->page).text);
                painter.drawText(cell, Qt::AlignCenter, letterOf(entry->page));
            }
        } else {
            paintFault(painter, QPointF(x + look_.px(6), middle), look_.px(12), look_, entry->fault);
        }
        painter.setFont(look_.type.body);
        painter.setPen(look_.theme.ink2);
        painter.drawText(QRectF(x + mark + look_.px(8), middle - look_.px(12), whole, look_.px(24)),
                         Qt::AlignVCenter | Qt::AlignLeft, entry->name);
        x -= look_.px(entry->state ? 20 : 22);
    }
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
