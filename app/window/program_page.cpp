#include "app/window/program_page.h"

#include <QDataStream>
#include <QStyle>
#include <QTabBar>
#include <QVBoxLayout>

namespace faultline {

ProgramPage::ProgramPage(QWidget* parent)
    : QWidget(parent), source_(new SourceTextView), processes_(new ProcessesView), output_(new OutputView),
      stage_(new StageView), story_(new StoryView), bytes_(new BytesView), variables_(new VariablesView),
      counters_(new CountersView), differences_(new DifferencesView), timeline_(new TimelineView),
      tabs_(new QTabWidget), columns_(new QSplitter(Qt::Horizontal)), left_(new QSplitter(Qt::Vertical)),
      lower_(new QSplitter(Qt::Horizontal)), rows_(new QSplitter(Qt::Vertical)) {
    tabs_->setDocumentMode(true);
    tabs_->addTab(bytes_, tr("Bytes"));
    tabs_->addTab(variables_, tr("Variables"));
    tabs_->addTab(counters_, tr("Counters"));
    tabs_->addTab(differences_, tr("Differences"));
    tabs_->setAccessibleName(tr("Bytes, variables, counters, differences"));
    left_->addWidget(source_);
    left_->addWidget(processes_);
    left_->addWidget(output_);
    left_->setStretchFactor(0, 1);
    columns_->addWidget(left_);
    columns_->addWidget(stage_);
    columns_->setStretchFactor(1, 1);
    lower_->addWidget(story_);
    lower_->addWidget(tabs_);
    rows_->addWidget(columns_);
    rows_->addWidget(lower_);
    rows_->addWidget(timeline_);
    rows_->setStretchFactor(0, 1);
    for (QSplitter* splitter : {columns_, left_, lower_, rows_}) {
        splitter->setHandleWidth(1);
        splitter->setChildrenCollapsible(false);
        connect(splitter, &QSplitter::splitterMoved, this, [this] { sized_ = true; });
    }
    processes_->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(rows_);
    connectViews();
}

void ProgramPage::connectViews() {
    connect(story_, &StoryView::sentenceHovered, this, [this](int number) {
        stage_->setLitBadge(number);
        story_->setLitBadge(number);
    });
    connect(story_, &StoryView::sentenceChosen, stage_, &StageView::selectBadge);
    connect(story_, &StoryView::stepChosen, this, &ProgramPage::momentChosen);
    connect(stage_, &StageView::badgeHovered, this, [this](int number) {
        stage_->setLitBadge(number);
        story_->setLitBadge(number);
    });
    connect(stage_, &StageView::pageSelected, this, [this](ProcessId process, quint64 page) {
        // It stays selected, whatever the steps touch; chosen once more, the steps are followed again.
        if (selected_ && selected_->process == process && selected_->page == page) {
            selected_.reset();
            bytes_->followSteps(moment_);
            return;
        }
        selected_ = Until::PageOf{process, page};
        bytes_->select(moment_, process, page);
    });
    connect(timeline_, &TimelineView::momentChosen, this, &ProgramPage::momentChosen);
    connect(differences_, &TablePanel::rowChosen, this, &ProgramPage::momentChosen);
    connect(tabs_, &QTabWidget::currentChanged, this, &ProgramPage::refreshVariables);
}

void ProgramPage::setLook(const Look& look) {
    look_ = look;
    source_->setLook(look);
    processes_->setLook(look);
    output_->setLook(look);
    stage_->setLook(look);
    story_->setLook(look);
    bytes_->setLook(look);
    variables_->setLook(look);
    counters_->setLook(look);
    differences_->setLook(look);
    timeline_->setLook(look);
    resizeEvent(nullptr);
}

// With little room the story goes under the source, into the tabs, and the stage has all of the height.
void ProgramPage::arrange(bool compact) {
    compact_ = compact;
    if (compact) {
        tabs_->insertTab(0, story_, tr("Story"));
        left_->addWidget(tabs_);
        tabs_->setCurrentWidget(story_);
    } else {
        lower_->insertWidget(0, story_);
        lower_->addWidget(tabs_);
        story_->show();
    }
    tabs_->setAccessibleName(compact ? tr("Story, bytes, variables, counters, differences")
                                     : tr("Bytes, variables, counters, differences"));
    lower_->setVisible(!compact);
    tabs_->tabBar()->setProperty("dense", compact);
    tabs_->tabBar()->style()->unpolish(tabs_->tabBar());
    tabs_->tabBar()->style()->polish(tabs_->tabBar());
    sized_ = false;
}

// The sizes of the pictures, until the user has moved something.
void ProgramPage::resizeEvent(QResizeEvent*) {
    if (width() < 300 || look_.type.unit <= 0)
        return;
    const auto px = [this](double pixels) { return static_cast<int>(look_.px(pixels)); };
    const bool compact = width() < px(1024) || height() < px(520);
    if (compact != compact_)
        arrange(compact);
    if (sized_)
        return;
    if (compact) {
        const int line = px(44), left = std::max(px(322), width() * 38 / 100), high = height() - line;
        const int processes = processes_->isHidden() ? 0 : processes_->maximumHeight();
        const int rest = std::max(0, high - processes - px(44));
        columns_->setSizes({left, width() - left});
        rows_->setSizes({high, 0, line});
        left_->setSizes({rest * 38 / 100, processes, px(44), rest * 62 / 100});
        return;
    }
    const int left = width() >= px(1720) ? px(480) : width() >= px(1400) ? px(366) : px(346);
    columns_->setSizes({left, width() - left});
    const bool low = height() < px(720);
    const int below = low ? px(190) : px(208), line = low ? px(56) : std::max(px(118), timeline_->sizeHint().height());
    rows_->setSizes({height() - below - line, below, line});
    lower_->setSizes({width() * 58 / 100, width() * 42 / 100});
    left_->setSizes({height() - below - line - px(54), 0, px(54)});
}

std::vector<SourceNote> ProgramPage::notes() const {
    std::vector<SourceNote> notes;
    const LaneMoment* lane = moment_.teller();
    SourcePlace now;
    const bool several = moment_.processes.size() > 1;
    if (lane && lane->step && lane->step->operation.place.line > 0) {
        now = lane->step->operation.place;
        notes.push_back({now.file, now.line, several ? tr("%1 is here").arg(lane->step->process) : QString(), true});
    }
    if (moment_.statement.line > 0) {
        now = moment_.statement;
        notes.push_back({now.file, now.line, several ? tr("%1 is here").arg(moment_.statementOf) : QString(), true});
    }
    for (const ProcessNote& note : moment_.processes) {
        const bool arrived = arrivedAtLine_ && (note.turn || !several);
        if (note.line == 0 || note.ended || (several && note.last && !arrived))
            continue;
        SourceNote made{note.file, note.line, {}, false};
        made.arrivedAt = arrived;
        made.next = note.waitsFor.isEmpty() && (arrived || !several);
        if (several || note.file != now.file || note.line != now.line)
            made.text = !note.waitsFor.isEmpty() ? tr("%1 waits here").arg(note.id)
                        : !several               ? tr("next")
                        : note.last              ? tr("%1 next").arg(note.id)
                                                 : tr("%1 is here").arg(note.id);
        if (!made.text.isEmpty() || made.next)
            notes.push_back(std::move(made));
    }
    // Where several are at one line, they share its right end.
    for (auto note = notes.begin(); note != notes.end(); ++note)
        for (auto other = note + 1; other != notes.end() && !note->text.isEmpty();)
            if (other->file == note->file && other->line == note->line && !other->text.isEmpty()) {
                note->text += QStringLiteral(", ") + other->text;
                note->next |= other->next;
                note->arrivedAt |= other->arrivedAt;
                other = notes.erase(other);
            } else {
                ++other;
            }
    return notes;
}

void ProgramPage::show(OpenRun& run, const Shown& shown, LaneChoice lanes, std::size_t told) {
    moment_ = run.moment(shown, lanes);
    place_ = {moment_.number, shown.place.statements};
    arrivedAtLine_ = shown.arrivedAtLine;
    sentences_ = moment_.sentences.size();
    if (told > 0 && told < sentences_) {
        moment_.sentences.resize(told);
        moment_.answers.resize(std::min(told, moment_.answers.size()));
        moment_.note = tr("%1 of %2; the stage shows the end of the step").arg(told).arg(sentences_);
    }
    stage_->show(moment_);
    story_->show(moment_);
    bytes_->show(moment_);
    counters_->show(moment_);
    output_->show(run.output(moment_.number));
    output_->setWaitsForInput(moment_.number == moment_.count && run.run().status().state == RunState::WaitsForInput);
    showTimeline(run, lanes);
    resizeEvent(nullptr);
    source_->setNotes(notes());
    processes_->show(moment_, !run.run().isRecorded());
    processes_->setVisible(processes_->model().rowCount() > 1);
    refreshVariables();
}

void ProgramPage::showTimeline(OpenRun& run, LaneChoice lanes) {
    TimelineFacts facts = run.timeline(lanes);
    facts.states = statesOnStage();
    differences_->show(run.differences(), moment_.number, facts.count, run.has(LaneChoice::Both));
    timeline_->show(std::move(facts), moment_.number);
}

void ProgramPage::follow(OpenRun& run, LaneChoice lanes) {
    moment_.count = run.lastMoment();
    showTimeline(run, lanes);
}

// What the key explains: the states that are to be seen.
std::set<PageState> ProgramPage::statesOnStage() const {
    std::set<PageState> states;
    const StageScene& scene = stage_->scene();
    for (const StageLane& lane : scene.lanes) {
        for (std::size_t row = 0; row < scene.space.size(); ++row) {
            const SpaceCell& cell = lane.space[row];
            if (!scene.space[row].isRun() && cell.mapped)
                states.insert(cell.state);
            for (std::size_t state = 0; state < cell.counts.size(); ++state)
                if (cell.counts[state] > 0 && !scene.groups[scene.space[row].group].kind.isEmpty())
                    states.insert(static_cast<PageState>(state));
        }
        for (const MemoryCell& cell : lane.memory)
            if (cell.inFrame)
                states.insert(cell.state);
        if (!lane.tlbHidden.isEmpty())
            states.insert(PageState::Unknown);
    }
    return states;
}

void ProgramPage::refreshVariables() {
    // Variables of the past are found by running the source again: only while they are looked at.
    if (tabs_->currentWidget() == variables_ && askVariables_)
        variables_->show(askVariables_(place_));
}

void ProgramPage::clearRun() {
    moment_ = {};
    selected_.reset();
    askVariables_ = nullptr; // it holds the run
    stage_->clear();
    story_->clear();
    bytes_->clear();
    timeline_->clear();
    variables_->show({});
    counters_->show({});
    differences_->show(nullptr, 0, 0, true);
    output_->show({});
    output_->setWaitsForInput(false);
    processes_->hide();
    source_->setNotes({});
}

void ProgramPage::showDifferences() {
    tabs_->setCurrentWidget(differences_);
}

std::vector<std::pair<QString, QWidget*>> ProgramPage::panels() {
    return {{tr("Source"), source_},         {tr("Output"), output_},     {tr("Story"), story_},
            {tr("Bytes and tables"), tabs_}, {tr("Timeline"), timeline_}, {tr("Stage"), stage_}};
}

QByteArray ProgramPage::splitterState() const {
    if (compact_) // of other panels than those of a desk
        return {};
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << columns_->saveState() << left_->saveState() << lower_->saveState() << rows_->saveState();
    return state;
}

void ProgramPage::restoreSplitters(const QByteArray& state) {
    QDataStream stream(state);
    for (QSplitter* splitter : {columns_, left_, lower_, rows_}) {
        QByteArray one;
        stream >> one;
        if (!one.isEmpty())
            sized_ = splitter->restoreState(one);
    }
}

} // namespace faultline
