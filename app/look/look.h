// Theme and type together: what every view is given to draw with.
#pragma once

#include "app/look/theme.h"
#include "app/look/type.h"

namespace faultline {

struct Look {
    Theme theme;
    Typography type;
    bool lowAddressesOnTop = true;

    double px(double pixels) const { return type.px(pixels); }
};

} // namespace faultline
