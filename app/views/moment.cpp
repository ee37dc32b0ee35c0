#include "app/views/moment.h"

namespace faultline {

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
