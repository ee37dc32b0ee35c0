// How the timeline is drawn: single steps while there is room for them, else bins.
#include "app/look/cell.h"
#include "app/story/names.h"
#include "app/views/timeline.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace faultline {
namespace {

constexpr double binWidth = 2;     ///< pixels
constexpr double roomForTicks = 5; ///< between steps, in pixels

FaultKind kindOf(const StepMark& mark) {
    Signal signal;
    signal.number = mark.signal;
    return faultKindOf(mark.minor, mark.major, signal);
}

} // namespace

void TimelineView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), look_.theme.window);
    if (facts_.count == 0) {
        paintHead(painter);
        painter.setFont(look_.type.body);
        painter.setPen(look_.theme.ink2);
        painter.drawText(rect(), Qt::AlignCenter, tr("Steps appear here as the program runs."));
        return;
    }
    paintHead(painter);
    paintNow(painter);
    if (!isNarrow())
        paintNames(painter);
    for (std::size_t lane = 0; lane < facts_.lanes.size(); ++lane)
        paintLane(painter, lane);
    paintDifferences(painter);
    if (hasFocus()) {
        painter.setPen(QPen(look_.theme.focus, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(2, 2, -2, -2), 6, 6);
    }
}

void TimelineView::paintHead(QPainter& painter) const {
    painter.setFont(look_.type.strong);
    painter.setPen(look_.theme.ink);
    const QRectF head(look_.px(24), 0, width(), isNarrow() ? height() : look_.px(38));
    if (isNarrow()) {
        painter.drawText(head, Qt::AlignVCenter | Qt::AlignLeft, title(moment_));
        return;
    }
    painter.drawText(head, Qt::AlignVCenter | Qt::AlignLeft, title(moment_));
    const double noteLeft = head.left() + widthOf(look_.type.strong, title(moment_)) + look_.px(18);
    const double noteEnd = noteLeft + widthOf(look_.type.body, facts_.note);
    const double key = facts_.count == 0 ? width() : paintKey(painter, noteEnd + look_.px(24));
    painter.setFont(look_.type.body);
    painter.setPen(look_.theme.ink2);
    const double room = std::max(0.0, key - look_.px(20) - noteLeft);
    painter.drawText(QRectF(noteLeft, 0, room + 2, head.height()), Qt::AlignVCenter | Qt::AlignLeft,
                     elided(look_.type.body, facts_.note, room));
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
    // Names where there is room for one a step; else for every second, fifth … step, and always for now. From the tenth
    // on the numbers of the steps tell more.
    const double room = look_.px(72);
    const auto every = static_cast<std::size_t>(std::max(1.0, std::ceil(room / pitch())));
    const double y = look_.px(40), height = look_.px(22);
    double freeFrom = 0;
    const double now = xOf(moment_);
    const QString nowName = moment_ > 0 && now >= left() - 1 && now <= right() + 1
                                ? elided(look_.type.strong, facts_.nameOf(moment_), room * 1.6)
                                : QString();
    const double nowHalf = widthOf(look_.type.strong, nowName) / 2 + look_.px(8);
    const auto name = [&](std::size_t step, const QString& words) {
        const double width = widthOf(look_.type.body, words), x = xOf(step);
        if (x - width / 2 < freeFrom || std::abs(x - now) < width / 2 + nowHalf)
            return;
        painter.drawText(QRectF(x - width / 2 - 2, y, width + 4, height), Qt::AlignCenter, words);
        freeFrom = x + width / 2 + look_.px(8);
    };
    painter.setFont(look_.type.body);
    painter.setPen(look_.theme.ink2);
    std::size_t apart = every;
    if (every > 10) { // 1, 2 or 5 times a power of ten
        const double power = std::pow(10.0, std::floor(std::log10(static_cast<double>(every))));
        const double share = static_cast<double>(every) / power;
        apart = static_cast<std::size_t>(power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10));
    }
    for (std::size_t step = (firstInView() + apart - 1) / apart * apart; step <= lastInView(); step += apart)
        if (step != moment_)
            name(step, every > 10 ? countText(step) : elided(look_.type.body, facts_.nameOf(step), room * 1.25));
    painter.setFont(look_.type.strong);
    painter.setPen(look_.theme.ink);
    painter.drawText(QRectF(now - nowHalf, y, 2 * nowHalf, height), Qt::AlignCenter, nowName);
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
    const double x2 = std::clamp(xOf(end), left(), right());
    paintBranch(painter, lane, y);
    paintRun(painter, lane, y, begin, end);
    if (pitch() >= roomForTicks)
        paintTicks(painter, lane, y, begin, end);
    if (lane.ended && end > 0) {
        painter.setPen(QPen(look_.theme.line2, 1.2));
        painter.drawLine(QPointF(x2, y - 6), QPointF(x2, y + 6));
    }
    std::size_t marks = 0;
    for (const auto& each : lane.marks)
        marks += each->counts(firstInView(), lastInView()).all();
    if (static_cast<double>(marks) * look_.px(6) > right() - left())
        paintBins(painter, lane, y);
    else
        paintFaults(painter, lane, y);
}

// Solid where it ran, dashed where it waited; paler from the moment shown on.
void TimelineView::paintRun(QPainter& painter, const TimelineLane& lane, double y, std::size_t begin,
                            std::size_t end) const {
    const auto line = [&](double from, double to, bool dashed) {
        from = std::clamp(from, left(), right()), to = std::clamp(to, left(), right());
        const double now = std::clamp(xOf(moment_), from, std::max(from, to));
        for (const bool past : {true, false}) {
            QPen pen(past ? look_.theme.line2 : look_.theme.line, 1.4);
            if (dashed)
                pen.setDashPattern({3, 3});
            painter.setPen(pen);
            if (past ? now > from : to > now)
                painter.drawLine(QPointF(past ? from : now, y), QPointF(past ? now : to, y));
        }
    };
    double from = xOf(begin);
    if (lane.blocked) {
        // Those before what is in view are passed over at once; of those closer together than can be seen one is drawn.
        auto wait = std::lower_bound(
            lane.blocked->begin(), lane.blocked->end(), from_,
            [](const BlockedStretch& w, double step) { return w.to != 0 && static_cast<double>(w.to) < step; });
        for (; wait != lane.blocked->end() && static_cast<double>(wait->from) <= to_; ++wait) {
            const double begins = xOf(wait->from), ends = xOf(wait->to == 0 ? end : wait->to);
            if (ends - begins < look_.px(4))
                continue;
            line(from, begins, false);
            line(begins, ends, true);
            paintWait(painter, *wait, y, std::max(begins, left()), std::min(ends, right()));
            from = ends;
        }
    }
    line(from, xOf(end), false);
}

// What the process waits for, where there is room between two steps.
void TimelineView::paintWait(QPainter& painter, const BlockedStretch& wait, double y, double from, double to) const {
    if (isNarrow() || !facts_.waitOf || to - from < look_.px(60))
        return;
    const QString words = facts_.waitOf(wait.from);
    const double width = widthOf(look_.type.body, words), height = look_.px(18);
    if (words.isEmpty() || width + look_.px(24) > to - from)
        return;
    const QRectF at((from + to - width) / 2 - 4, y - height / 2, width + 8, height);
    painter.fillRect(at, look_.theme.window);
    painter.setFont(look_.type.body);
    painter.setPen(look_.theme.ink2);
    painter.drawText(at, Qt::AlignCenter, words);
}

// From its parent's lane at fork to its own first step.
void TimelineView::paintBranch(QPainter& painter, const TimelineLane& lane, double y) const {
    const auto parent = std::find_if(facts_.lanes.begin(), facts_.lanes.end(),
                                     [&](const TimelineLane& other) { return other.process == lane.parent; });
    if (lane.forked == 0 || lane.parent == 0 || parent == facts_.lanes.end() || lane.forked < facts_.first)
        return;
    const double from = xOf(lane.forked), to = xOf(std::max(lane.first, lane.forked));
    if (to < left() || from > right())
        return;
    const double above = std::floor(laneY(static_cast<std::size_t>(parent - facts_.lanes.begin()))) + 0.5;
    const double bend = std::min(look_.px(34), std::max(look_.px(3), to - from));
    QPainterPath path(QPointF(from, above));
    path.cubicTo(QPointF(from + bend * 0.6, above), QPointF(from + bend * 0.3, y), QPointF(from + bend, y));
    path.lineTo(QPointF(std::max(to, from + bend), y));
    painter.save();
    painter.setClipRect(QRectF(left(), 0, right() - left(), height()));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(moment_ >= lane.first ? look_.theme.line2 : look_.theme.line, 1.4));
    painter.drawPath(path);
    painter.restore();
}

void TimelineView::paintTicks(QPainter& painter, const TimelineLane& lane, double y, std::size_t begin,
                              std::size_t end) const {
    painter.setPen(QPen(look_.theme.line2, 1.2));
    const std::size_t last = std::min(end, lastInView());
    for (std::size_t step = std::max(begin, firstInView()); step <= last; ++step) {
        if (lane.process != 0 && facts_.processOf && facts_.processOf(step) != lane.process)
            continue; // another's step
        const double x = xOf(step);
        painter.drawLine(QPointF(x, y - 4), QPointF(x, y + 4));
    }
}

void TimelineView::paintFaults(QPainter& painter, const TimelineLane& lane, double y) const {
    // The gravest of those that stand close together stays in front.
    for (const FaultKind wanted :
         {FaultKind::Minor, FaultKind::Major, FaultKind::OtherSignal, FaultKind::Bus, FaultKind::Segv})
        for (const auto& marks : lane.marks)
            for (const StepMark& mark : marks->between(firstInView(), lastInView()))
                if (kindOf(mark) == wanted)
                    paintFault(painter, QPointF(xOf(mark.step), y), look_.px(11), look_, wanted);
}

// Many faults: how many of the steps under each two pixels have one, minor ones below the line, major ones above it.
void TimelineView::paintBins(QPainter& painter, const TimelineLane& lane, double y) const {
    const double most = look_.px(9), steps = binWidth / pitch();
    painter.setRenderHint(QPainter::Antialiasing, false);
    std::vector<double> signals;
    for (double x = left(); x < right(); x += binWidth) {
        const double low = from_ + (x - left()) / pitch();
        const auto first = static_cast<std::size_t>(std::max(1.0, std::ceil(low)));
        const auto last = static_cast<std::size_t>(std::max(0.0, std::ceil(low + steps) - 1));
        if (last < first)
            continue;
        TimelineMarks::Counts here;
        for (const auto& marks : lane.marks) {
            const TimelineMarks::Counts some = marks->counts(first, last);
            here.minor += some.minor, here.major += some.major, here.signals += some.signals;
        }
        const auto height = [&](std::size_t count) {
            return std::clamp(most * static_cast<double>(count) / std::max(1.0, steps), 2.0, most);
        };
        if (here.minor > 0)
            painter.fillRect(QRectF(x, y, binWidth, height(here.minor)), look_.theme.minorFault);
        if (here.major > 0)
            painter.fillRect(QRectF(x, y - height(here.major), binWidth, height(here.major)), look_.theme.majorFault);
        if (here.signals > 0)
            signals.push_back(x);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    double drawn = -100;
    for (const double x : signals) {
        if (x - drawn < look_.px(6))
            continue;
        const double low = from_ + (x - left()) / pitch();
        for (const auto& marks : lane.marks)
            if (const std::size_t step = marks->nextSignal(static_cast<std::size_t>(std::max(0.0, std::ceil(low) - 1))))
                if (const auto found = marks->between(step, step); !found.empty()) {
                    paintFault(painter, QPointF(xOf(step), y), look_.px(11), look_, kindOf(found.front()));
                    drawn = x;
                    break;
                }
    }
}

void TimelineView::paintDifferences(QPainter& painter) const {
    if (facts_.lanes.empty() || !facts_.differences)
        return;
    const double y = (laneY(0) + laneY(facts_.lanes.size() - 1)) / 2, size = look_.px(15);
    const double aside = std::min(look_.px(14), pitch() * 0.35);
    const std::vector<std::size_t>& all = *facts_.differences;
    auto next = std::lower_bound(all.begin(), all.end(), firstInView() - 1);
    while (next != all.end() && *next <= lastInView()) {
        const double x = xOf(*next) + aside;
        paintDifference(painter, QRectF(x - size / 2, y - size / 2, size, size), look_);
        // The next one that is not hidden by this.
        const auto apart = static_cast<std::size_t>(std::ceil(look_.px(8) / pitch()));
        next = std::lower_bound(next, all.end(), *next + std::max<std::size_t>(1, apart));
    }
}

double TimelineView::paintKey(QPainter& painter, double least) const {
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
    const double middle = look_.px(20);
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
        const double mark = entry->state ? look_.px(20) : look_.px(12);
        const double whole = widthOf(look_.type.body, entry->name) + mark + look_.px(8);
        if (x - whole < least)
            return x;
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
    return x;
}

} // namespace faultline
