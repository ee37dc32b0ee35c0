// The two bars at the top: modes and count of differences; steps at the left, step size and machines at the right.
#pragma once

#include "app/look/look.h"
#include "app/window/open_run.h"

#include <QAction>
#include <QButtonGroup>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QWidget>

namespace faultline {

enum class StepSize : std::uint8_t { Statement, Operation, Event };

class ModesBar : public QWidget {
    Q_OBJECT
public:
    ModesBar(QMenu* menu, QWidget* parent);
    void setLook(const Look& look);
    /// `count` of the run, `here` in the step shown; nothing is said where one machine runs.
    void setDifferences(bool compared, std::size_t count, std::size_t here);
    void setProgramShown(bool shown);

Q_SIGNALS:
    void differencesWanted();
    void startPageWanted();
    void programWanted();

private:
    QToolButton* menu_;
    QToolButton* start_;
    QToolButton* program_;
    QToolButton* differences_;
    Look look_;
    bool compared_ = false;
    std::size_t count_ = 0;
};

/// Buttons of actions, in a fixed order; captions give way where it gets narrow.
class ProgramToolBar : public QWidget {
    Q_OBJECT
public:
    struct Actions {
        QAction *step, *over, *back, *run, *toCursor, *reset;
    };
    ProgramToolBar(const Actions& actions, QWidget* parent);
    void setLook(const Look& look);
    StepSize stepSize() const;
    void setStepSize(StepSize size);
    LaneChoice lanes() const;
    void setLanes(LaneChoice choice);
    /// Which machines there are to look at, and why not the real one, or what is to be known of it.
    void setAvailable(bool simulated, bool real, const QString& whyNot, const QString& aboutReal = {});
    /// Why it can't be chosen; empty: it can.
    QString whyNot(LaneChoice choice) const;
    void setStepText(const QString& text);
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void stepSizeChanged();
    void lanesChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange(int width);
    void setDense(bool dense);
    QToolButton* addButton(QAction* action, const QString& name);
    QButtonGroup* addSegments(const QString& caption, const QStringList& names, QLabel** label);

    std::vector<QToolButton*> buttons_;
    QToolButton* step_ = nullptr;
    QButtonGroup* sizes_ = nullptr;
    QButtonGroup* lanes_ = nullptr;
    QLabel* sizeLabel_ = nullptr;
    QLabel* laneLabel_ = nullptr;
    Look look_;
};

} // namespace faultline
