// The theme for Qt's own widgets: palette and style sheet.
#pragma once

#include "app/look/look.h"

#include <QPalette>
#include <QString>

namespace faultline {

QPalette paletteOf(const Theme& theme);
QString styleSheetOf(const Look& look);

} // namespace faultline
