#include "simulator/machine/result.h"

namespace faultline {

std::string Failure::message() const {
    std::string text = what;
    if (!where.empty())
        text = where + ": " + text;
    if (!advice.empty())
        text += "; " + advice;
    return text;
}

} // namespace faultline
