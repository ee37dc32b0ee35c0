// Icons of the tool bar, drawn in the theme's ink.
#pragma once

#include "app/look/look.h"

#include <QIcon>

namespace faultline {

enum class IconName : std::uint8_t { Menu, Step, StepOver, Back, Run, ToCursor, Reset, Stop, Tick, Unequal };

QIcon iconOf(IconName name, const Look& look, const QColor& ink);
/// The program's own: a page torn along a line.
QIcon programIcon();

} // namespace faultline
