#include "app/commands/run_story.h"

#include "app/commands/messages.h"
#include "app/story/sentence.h"

namespace faultline {

void StoryTeller::tell(const Step& step, const Snapshot& after, const std::vector<Event>& story) {
    const std::string place = placeText(step.operation.place, *files_);
    const std::string head = std::to_string(step.number) + (place.empty() ? "" : " " + place) + ": ";
    std::string lines;
    names_.learn(step);
    const Names names(after, step.process, &step.delta, &names_, step.number);
    for (const Sentence& sentence : tellAll(storyOf(step.operation, story), names))
        lines += head + sentence.whole().toStdString() + "\n";
    writeError(lines);
}

void StoryTeller::tellNew(const Run& run) {
    constexpr std::size_t lane = 0; // the simulated machine's, where there are two
    const History& history = run.history(lane);
    if (!cursor_)
        cursor_ = std::make_unique<HistoryCursor>(history);
    history.forEachKept(told_ + 1, history.stepCount(), [&](const Step* whole, const QuietStep* quiet) {
        ++told_;
        if (whole) {
            tell(*whole, cursor_->at(told_), whole->outcome.story);
            return true;
        }
        Step step = stepOf(*quiet);
        step.number = told_;
        const std::vector<Event> story = quietStory(cursor_->at(told_ - 1), *quiet);
        tell(step, cursor_->at(told_), story);
        return true;
    });
}

} // namespace faultline
