#include "app/story/real_question.h"

namespace faultline {

RealAnswer judged(bool agrees, const QString& text) {
    return {agrees ? Verdict::Agrees : Verdict::Differs, text, {}};
}

RealAnswer hidden(const RealQuestion& q, Field field, const QString& text) {
    const auto reason = q.real.after->notVisible.find(field);
    if (reason == q.real.after->notVisible.end())
        return {};
    return {Verdict::NotVisible, text, toQString(reason->second)};
}

QString counted(std::uint64_t count, const QString& one, const QString& many) {
    return count == 1 ? one : many.arg(count);
}

} // namespace faultline
