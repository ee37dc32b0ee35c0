// Dialogs of the window.
#pragma once

#include <QString>

#include <optional>

class QWidget;

namespace faultline {

/// The shipped programs, each with the first line of its comment. Gives the path of the one chosen.
std::optional<QString> chooseShippedProgram(QWidget* parent);
/// Where the shipped programs are; empty if they are not installed.
QString shippedPrograms();

} // namespace faultline
