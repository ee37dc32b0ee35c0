// How a program is run: what it is given, and on which machines.
#pragma once

#include "app/session/own_options.h"

#include <QByteArray>
#include <QDialog>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QSpinBox;

namespace faultline {

inline constexpr int leastHistory = 16, mostHistory = 1 << 20; ///< MiB

struct RunSettings {
    ProgramOptions options;
    QByteArray input; ///< given at the start; empty: it is asked for when the program waits
    bool inputEnds = false;
    int historyMebibytes = 1024; ///< for the past, of all machines together; of every program
};

class RunSettingsDialog : public QDialog {
    Q_OBJECT
public:
    RunSettingsDialog(const RunSettings& settings, QWidget* parent);
    RunSettings settings() const;

protected:
    void accept() override;

private:
    void addGiven(QFormLayout& form);
    void addKept(QFormLayout& form);
    void addMachine(QFormLayout& form);
    void enableHardware();
    HardwareOptions hardware() const;

    RunSettings given_;
    QLineEdit* arguments_;
    QListWidget* files_;
    QPlainTextEdit* input_;
    QCheckBox *inputEnds_, *cold_, *pagedStack_;
    QComboBox *machine_, *preset_, *pageSize_, *policy_;
    QSpinBox *frames_, *history_;
    QLineEdit* tlb_;
    QLabel* wrong_; ///< what is wrong, or why the hardware can't be chosen
};

} // namespace faultline
