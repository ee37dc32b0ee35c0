// Dialogs of the window.
#pragma once

#include "app/session/own_options.h"

#include <QByteArray>
#include <QDialog>

#include <optional>

class QCheckBox;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;

namespace faultline {

/// How a program is run: its arguments, the files beside it, and its standard input.
struct RunSettings {
    ProgramOptions options;
    QByteArray input; ///< given at the start; empty: it is asked for when the program waits
    bool inputEnds = false;
};

class RunSettingsDialog : public QDialog {
    Q_OBJECT
public:
    RunSettingsDialog(const RunSettings& settings, QWidget* parent);
    RunSettings settings() const;

private:
    RunSettings given_;
    QLineEdit* arguments_;
    QListWidget* files_;
    QPlainTextEdit* input_;
    QCheckBox* inputEnds_;
    QCheckBox* cold_;
    QCheckBox* pagedStack_;
};

/// The shipped programs, each with the first line of its comment. Gives the path of the one chosen.
std::optional<QString> chooseShippedProgram(QWidget* parent);
/// Where the shipped programs are; empty if they are not installed.
QString shippedPrograms();

} // namespace faultline
