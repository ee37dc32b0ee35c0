// The page of the mode Program: source, stage, story and timeline, and what stands beside them.
#pragma once

#include "app/views/bytes.h"
#include "app/views/output.h"
#include "app/views/processes.h"
#include "app/views/source_text.h"
#include "app/views/stage.h"
#include "app/views/story.h"
#include "app/views/tables.h"
#include "app/views/timeline.h"
#include "app/window/open_run.h"

#include <QSplitter>
#include <QTabWidget>
#include <QWidget>

namespace faultline {

class ProgramPage : public QWidget {
    Q_OBJECT
public:
    explicit ProgramPage(QWidget* parent = nullptr);
    void setLook(const Look& look);
    /// Everything of a moment. `told`: how many sentences are shown, 0: all (the step size "event" shows them one by
    /// one).
    void show(OpenRun& run, const Shown& shown, LaneChoice lanes, std::size_t told);
    using QWidget::show;
    /// The moment stays; the timeline and the differences grow.
    void follow(OpenRun& run, LaneChoice lanes);
    /// No run: the text stays.
    void clearRun();
    void showDifferences();
    /// The sentences of the step shown, before some are held back.
    std::size_t sentenceCount() const { return sentences_; }
    std::size_t moment() const { return moment_.number; }
    const Moment& shown() const { return moment_; }
    /// The page selected by hand, for "until this page changes".
    std::optional<Until::PageOf> selectedPage() const { return selected_; }
    bool learnerChooses() const { return processes_->learnerChooses(); }
    /// There is so little room (a projector's letters) that the story shares tabs with the bytes, under the source.
    bool isCompact() const { return compact_; }

    SourceTextView& source() { return *source_; }
    StageView& stage() { return *stage_; }
    StoryView& story() { return *story_; }
    TimelineView& timeline() { return *timeline_; }
    BytesView& bytes() { return *bytes_; }
    OutputView& output() { return *output_; }
    ProcessesView& processes() { return *processes_; }
    DifferencesView& differences() { return *differences_; }
    VariablesView& variables() { return *variables_; }
    CountersView& counters() { return *counters_; }

    /// Panels that can be hidden, by their names in the menu.
    std::vector<std::pair<QString, QWidget*>> panels();
    QByteArray splitterState() const;
    void restoreSplitters(const QByteArray& state);
    void setVariablesNeeded(std::function<std::vector<Variable>(RunPlace)> ask) { askVariables_ = std::move(ask); }

Q_SIGNALS:
    void momentChosen(quint64 moment);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void connectViews();
    void arrange(bool compact);
    std::vector<SourceNote> notes() const;
    void refreshVariables();
    void showTimeline(OpenRun& run, LaneChoice lanes);
    std::set<PageState> statesOnStage() const;

    bool arrivedAtLine_ = false; ///< the run was to come to a line, and has
    SourceTextView* source_;
    ProcessesView* processes_;
    OutputView* output_;
    StageView* stage_;
    StoryView* story_;
    BytesView* bytes_;
    VariablesView* variables_;
    CountersView* counters_;
    DifferencesView* differences_;
    TimelineView* timeline_;
    QTabWidget* tabs_;
    QSplitter *columns_, *left_, *lower_, *rows_;
    Look look_;
    Moment moment_;
    std::size_t sentences_ = 0;
    std::optional<Until::PageOf> selected_;
    std::function<std::vector<Variable>(RunPlace)> askVariables_;
    RunPlace place_;
    bool sized_ = false; ///< by the user
    bool compact_ = false;
};

} // namespace faultline
