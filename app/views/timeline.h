// All steps of a run on one line, with their faults: shows where the moment is, and is dragged to another.
#pragma once

#include "app/look/look.h"
#include "app/look/marks.h"
#include "app/views/timeline_marks.h"

#include <QWidget>

#include <functional>
#include <memory>
#include <set>
#include <vector>

namespace faultline {

/// Steps between which a process waited; `to` 0: it still does.
struct BlockedStretch {
    std::size_t from = 0, to = 0;
};

/// One line of the timeline: a machine, or (with several processes) a process on both machines.
struct TimelineLane {
    QString name;
    ProcessId process = 0; ///< 0: all
    bool ended = false;
    std::size_t first = 0, last = 0; ///< steps between which it was there; last 0: to the end
    /// Its faults; several where processes are drawn as one.
    std::vector<std::shared_ptr<const TimelineMarks>> marks;
    ProcessId parent = 0;                                         ///< whose lane it leaves
    std::size_t forked = 0;                                       ///< at this step; 0: not known
    std::shared_ptr<const std::vector<BlockedStretch>> blocked{}; ///< in order; may be null
};

struct TimelineFacts {
    std::size_t first = 0; ///< earliest moment that is kept
    std::size_t count = 0; ///< steps made
    bool ended = false;
    QString note; ///< beside the head: "a lane a process, both machines in it"
    std::vector<TimelineLane> lanes;
    std::shared_ptr<const std::vector<std::size_t>> differences; ///< steps at which the machines differ, in order
    std::set<PageState> states;                                  ///< for the key: what the stage shows now
    std::function<QString(std::size_t)> nameOf;                  ///< "store p": asked for steps in view only
    std::function<ProcessId(std::size_t)> processOf;             ///< asked for where steps stand apart
    std::function<QString(std::size_t)> waitOf; ///< "waits for 1001": asked for where there is room for it
};

class TimelineView : public QWidget {
    Q_OBJECT
public:
    explicit TimelineView(QWidget* parent = nullptr);
    void setLook(const Look& look);
    void show(TimelineFacts facts, std::size_t moment);
    using QWidget::show;
    void setMoment(std::size_t moment);
    void clear();
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    double xOf(std::size_t step) const;
    std::size_t momentAt(double x) const;
    bool isNarrow() const { return height() < static_cast<int>(look_.px(100)); }

Q_SIGNALS:
    void momentChosen(quint64 moment);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    // timeline_painting.cpp
    double paintKey(QPainter& painter, double least) const; ///< gives its left end
    void paintHead(QPainter& painter) const;
    void paintNow(QPainter& painter) const;
    void paintNames(QPainter& painter) const;
    void paintNumbers(QPainter& painter) const;
    void paintLane(QPainter& painter, std::size_t lane) const;
    void paintRun(QPainter& painter, const TimelineLane& lane, double y, std::size_t begin, std::size_t end) const;
    void paintWait(QPainter& painter, const BlockedStretch& wait, double y, double from, double to) const;
    void paintBranch(QPainter& painter, const TimelineLane& lane, double y) const;
    void paintTicks(QPainter& painter, const TimelineLane& lane, double y, std::size_t begin, std::size_t end) const;
    void paintFaults(QPainter& painter, const TimelineLane& lane, double y) const;
    void paintBins(QPainter& painter, const TimelineLane& lane, double y) const;
    void paintDifferences(QPainter& painter) const;
    std::size_t firstInView() const;
    std::size_t lastInView() const;
    double laneY(std::size_t lane) const;
    QString title(std::size_t moment) const; ///< "Step 8 of 15"
    double left() const;
    double right() const;
    double pitch() const; ///< between steps, in pixels
    void ask(double x);

    Look look_;
    TimelineFacts facts_;
    std::size_t moment_ = 0;
    double from_ = 0, to_ = 0; ///< steps in view
};

} // namespace faultline
