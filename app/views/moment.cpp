#include "app/views/moment.h"

#include "app/look/marks.h"
#include "app/views/scene_parts.h"

#include <QCoreApplication>

namespace faultline {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Moment)
};

// The same bytes of one object, mapped shared by both.
bool isSharedByBoth(const Snapshot& snapshot, ProcessId one, ProcessId other, Address at) {
    const Mapping* mine = snapshot.mappingAt(one, at);
    const Mapping* its = snapshot.mappingAt(other, at);
    return mine && its && mine->shared && its->shared && mine->file != 0 && mine->file == its->file &&
           mine->offset - mine->start == its->offset - its->start;
}

} // namespace

const LaneMoment* Moment::simulated() const {
    for (const LaneMoment& lane : lanes)
        if (!lane.real)
            return &lane;
    return nullptr;
}

const LaneMoment* Moment::real() const {
    for (const LaneMoment& lane : lanes)
        if (lane.real)
            return &lane;
    return nullptr;
}

const LaneMoment* Moment::teller() const {
    if (partedBefore())
        for (const LaneMoment& lane : lanes)
            if (lane.step)
                return &lane;
    return lanes.empty() ? nullptr : &lanes.front();
}

std::optional<EarlierStep> earlierFault(const Moment& moment, const Step& step) {
    const Outcome& outcome = step.outcome;
    const std::uint64_t faults = std::uint64_t{outcome.minor} + outcome.major;
    const LaneMoment* teller = moment.teller();
    if (faults == 0 || !teller)
        return std::nullopt;
    LaneMoment then = *teller;
    then.step = &step;
    QString what = toQString(kindName(step.operation));
    if (step.operation.kind == OperationKind::Call)
        what = Words::tr("the call of %1").arg(what);
    else if (const auto at = lastAccess(then))
        what = Words::tr("the %1 at %2").arg(what, moment.names(*teller, step.process).address(*at));
    const QString kind = faults > 1
                             ? Words::tr("%1 faults").arg(faults)
                             : Words::tr("a %1").arg(nameForWindow(faultKindOf(outcome.minor, outcome.major, {}), {}));
    return EarlierStep{step.number, Words::tr("before, in step %1: %2 took %3.").arg(step.number).arg(what, kind),
                       false};
}

Before accessBefore(const Moment& moment, const Step& step) {
    const LaneMoment* teller = moment.teller();
    if (!teller || !teller->step || teller->step->operation.kind != OperationKind::Store)
        return Before::Elsewhere;
    LaneMoment then = *teller;
    then.step = &step;
    const auto mine = accessedRanges(*teller), its = accessedRanges(then);
    if (mine.size() != 1 || its.size() != 1 || step.outcome.signal || mine[0].first + mine[0].second <= its[0].first ||
        its[0].first + its[0].second <= mine[0].first)
        return Before::Elsewhere;
    const ProcessId process = teller->step->process;
    const bool stores = step.operation.kind == OperationKind::Store;
    if (step.process != process)
        return stores && isSharedByBoth(*teller->snapshot, process, step.process, mine[0].first) ? Before::OthersStore
                                                                                                 : Before::Elsewhere;
    return stores ? Before::OwnStore : step.operation.kind == OperationKind::Load ? Before::OwnLoad : Before::Elsewhere;
}

EarlierStep overwrittenStore(const Moment& moment, const Step& load, const Step& store) {
    return {store.number,
            Words::tr("%1 had stored there in step %2, after the load of %3 in step %4: that store is lost.")
                .arg(store.process)
                .arg(store.number)
                .arg(moment.teller()->step->process)
                .arg(load.number),
            true};
}

void tellStory(Moment& moment, std::size_t mostSentences) {
    moment.sentences.clear();
    moment.answers.clear();
    const LaneMoment* teller = moment.teller();
    if (!teller || !teller->step)
        return;
    const Names names = moment.names(*teller, teller->step->process);
    moment.sentences = tell(storyOf(teller->step->operation, teller->step->outcome.story), names, mostSentences);
    const LaneMoment* real = moment.real();
    if (teller->real || !real || !real->step)
        return;
    for (const Sentence& sentence : moment.sentences)
        moment.answers.push_back(realAnswer(sentence, {teller->step, teller->snapshot}, {real->step, real->snapshot},
                                            moment.names(*real, real->step->process)));
}

} // namespace faultline
