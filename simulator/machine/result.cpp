#include "simulator/machine/result.h"

namespace faultline {

std::string Failure::message() const {
    std::string text = what;
    if (!where.empty())
        text = where + ": " + text;
    if (!advice.empty())
        text += (text.ends_with('.') ? " " : "; ") + advice; // a sentence, or the rest of one
    return text;
}

} // namespace faultline
