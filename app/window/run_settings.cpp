#include "app/window/run_settings.h"

#include "app/session/kept_files.h"
#include "app/story/names.h"
#include "simulator/hardware/presets.h"
#include "simulator/policies/registry.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <array>

namespace faultline {
namespace {

QString quoted(const std::string& word) {
    const QString text = QString::fromStdString(word);
    const bool plain = !text.isEmpty() && !text.contains(QLatin1Char(' ')) && !text.contains(QLatin1Char('\'')) &&
                       !text.contains(QLatin1Char('"')) && !text.contains(QLatin1Char('\\'));
    if (plain)
        return text;
    QString inner = text;
    return QLatin1Char('\'') + inner.replace(QLatin1Char('\''), QStringLiteral("'\\''")) + QLatin1Char('\'');
}

// The names that are kept in the box's data stand behind the first entry, which says nothing.
void fill(QComboBox& box, const QString& none, const std::vector<std::string_view>& names, const std::string& now) {
    box.addItem(none, QString());
    for (const std::string_view name : names) {
        const QString text = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
        box.addItem(text, text);
    }
    box.setCurrentIndex(std::max(0, box.findData(QString::fromStdString(now))));
}

constexpr std::array machineNames{"both", "simulated", "real"};

} // namespace

RunSettingsDialog::RunSettingsDialog(const RunSettings& settings, QWidget* parent)
    : QDialog(parent), given_(settings), arguments_(new QLineEdit(this)), files_(new QListWidget(this)),
      input_(new QPlainTextEdit(this)), inputEnds_(new QCheckBox(tr("Then the input ends"), this)),
      cold_(new QCheckBox(tr("Files are not in the page cache at the start"), this)),
      pagedStack_(new QCheckBox(tr("The stack lies on the machine, too"), this)), machine_(new QComboBox(this)),
      preset_(new QComboBox(this)), pageSize_(new QComboBox(this)), policy_(new QComboBox(this)),
      frames_(new QSpinBox(this)), history_(new QSpinBox(this)), tlb_(new QLineEdit(this)), wrong_(new QLabel(this)) {
    setWindowTitle(tr("How the program is run"));
    auto* given = new QFormLayout;
    addGiven(*given);
    addKept(*given);
    auto* machine = new QFormLayout;
    addMachine(*machine);
    auto* columns = new QHBoxLayout;
    columns->addLayout(given, 3);
    columns->addSpacing(24);
    columns->addLayout(machine, 2);
    auto* box = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    box->button(QDialogButtonBox::Ok)->setText(tr("Start again with these"));
    connect(box, &QDialogButtonBox::accepted, this, &RunSettingsDialog::accept);
    connect(box, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(columns, 1);
    layout->addWidget(box);
    enableHardware();
    resize(900, 480);
}

void RunSettingsDialog::addGiven(QFormLayout& form) {
    const ProgramOptions& options = given_.options;
    QStringList words;
    for (const std::string& word : options.arguments)
        words << quoted(word);
    arguments_->setText(words.join(QLatin1Char(' ')));
    arguments_->setPlaceholderText(tr("Words as in a shell: notes.txt 'two words'"));
    for (const std::string& path : options.with)
        files_->addItem(QString::fromStdString(path));
    files_->setAccessibleName(tr("Files in the program's folder"));
    files_->setTextElideMode(Qt::ElideMiddle);
    input_->setPlainText(QString::fromUtf8(given_.input));
    input_->setAccessibleName(tr("Standard input"));
    input_->setTabChangesFocus(true);
    input_->setPlaceholderText(tr("Empty: asked for when the program waits"));
    inputEnds_->setChecked(given_.inputEnds);
    cold_->setChecked(options.cold);
    pagedStack_->setChecked(options.pagedStack);
    auto* add = new QPushButton(tr("Add files…"), this);
    auto* addFolder = new QPushButton(tr("Add a folder…"), this);
    auto* remove = new QPushButton(tr("Remove"), this);
    connect(add, &QPushButton::clicked, this,
            [this] { files_->addItems(QFileDialog::getOpenFileNames(this, tr("Files for the program"))); });
    connect(addFolder, &QPushButton::clicked, this, [this] {
        const QString folder = QFileDialog::getExistingDirectory(this, tr("A folder for the program"));
        if (!folder.isEmpty())
            files_->addItem(folder);
    });
    connect(remove, &QPushButton::clicked, this, [this] { delete files_->takeItem(files_->currentRow()); });
    auto* buttons = new QHBoxLayout;
    QWidget* before = files_; // the keyboard goes as the eye does
    for (QPushButton* button : {add, addFolder, remove}) {
        buttons->addWidget(button);
        setTabOrder(before, button);
        before = button;
    }
    setTabOrder(before, input_);
    buttons->addStretch(1);
    form.addRow(tr("&Arguments"), arguments_);
    form.addRow(tr("&Files beside it"), files_);
    form.addRow(QString(), buttons);
    form.addRow(tr("Standard &input"), input_);
    form.addRow(QString(), inputEnds_);
    form.addRow(QString(), cold_);
    form.addRow(QString(), pagedStack_);
}

// What the program keeps from run to run, and a way to be rid of it.
void RunSettingsDialog::addKept(QFormLayout& form) {
    if (given_.options.keep.empty())
        return;
    const QString folder = QString::fromStdString(given_.options.keep);
    auto* where = new QLabel(folder, this);
    where->setWordWrap(true);
    where->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* row = new QHBoxLayout;
    row->addWidget(where, 1);
    if (given_.options.keptByUs) {
        auto* empty = new QPushButton(tr("Empty"), this);
        empty->setAccessibleName(tr("Remove the kept files"));
        empty->setEnabled(QDir(folder).exists());
        connect(empty, &QPushButton::clicked, this, [this, empty, where, folder] {
            const auto failure = emptyKept(folder.toStdString());
            where->setText(failure ? toQString(failure->message()) : tr("%1: nothing there").arg(folder));
            empty->setEnabled(QDir(folder).exists());
            for (int item = files_->count() - 1; item >= 0 && !failure; --item)
                if (files_->item(item)->text() == folder)
                    delete files_->takeItem(item);
        });
        row->addWidget(empty, 0, Qt::AlignTop);
        setTabOrder(pagedStack_, empty);
    }
    form.addRow(tr("Its files are kept in"), row);
}

void RunSettingsDialog::addMachine(QFormLayout& form) {
    const ProgramOptions& options = given_.options;
    machine_->addItems({tr("Both, side by side"), tr("Simulated alone"), tr("Real kernel alone")});
    for (int i = 0; i < static_cast<int>(machineNames.size()); ++i)
        if (options.machine == machineNames[static_cast<std::size_t>(i)])
            machine_->setCurrentIndex(i);
    if (options.hardware.any())
        machine_->setCurrentIndex(1);
    std::vector<std::string_view> presets = hardwarePresetNames();
    std::erase(presets, std::string_view("x86-64"));
    fill(*preset_, QStringLiteral("x86-64"), presets, options.hardware.preset);
    const QString asPreset = tr("as the preset has it");
    fill(*policy_, asPreset, policyNames(), options.hardware.policy);
    pageSize_->addItem(asPreset, quint64{0});
    for (quint64 size = 16; size <= (1u << 20); size *= 2)
        pageSize_->addItem(bytesText(size), size);
    pageSize_->setCurrentIndex(std::max(0, pageSize_->findData(quint64{options.hardware.pageSize})));
    frames_->setRange(0, 1 << 24);
    frames_->setSpecialValueText(tr("as many as fit in memory"));
    frames_->setValue(static_cast<int>(std::min<std::uint64_t>(options.hardware.frames, 1 << 24)));
    tlb_->setText(QString::fromStdString(options.hardware.tlb));
    tlb_->setPlaceholderText(tr("entries,ways: 64,4"));
    history_->setRange(leastHistory, mostHistory);
    history_->setSingleStep(256);
    history_->setSuffix(tr(" MiB"));
    history_->setValue(given_.historyMebibytes);
    history_->setToolTip(
        tr("For the past of a run, of both machines together. Beyond it the oldest steps fold into one."));
    wrong_->setWordWrap(true);
    form.addRow(tr("&Machine"), machine_);
    form.addRow(tr("&Hardware"), preset_);
    form.addRow(tr("&Page size"), pageSize_);
    form.addRow(tr("F&rames"), frames_);
    form.addRow(tr("Re&placement"), policy_);
    form.addRow(tr("&TLB"), tlb_);
    form.addRow(wrong_);
    form.addRow(tr("Memory for the pa&st"), history_);
    auto* note = new QLabel(tr("of every run, for both machines together"), this);
    note->setWordWrap(true);
    form.addRow(QString(), note);
    QWidget* order[] = {machine_, preset_, pageSize_, frames_, policy_, tlb_, history_};
    for (std::size_t i = 1; i < std::size(order); ++i)
        setTabOrder(order[i - 1], order[i]);
    connect(machine_, &QComboBox::currentIndexChanged, this, &RunSettingsDialog::enableHardware);
}

void RunSettingsDialog::enableHardware() {
    const bool alone = machine_->currentIndex() == 1;
    for (QWidget* each : std::initializer_list<QWidget*>{preset_, pageSize_, frames_, policy_, tlb_})
        each->setEnabled(alone);
    wrong_->setText(alone ? tr("The real kernel can't be so: it takes no part in the run.")
                          : tr("The real kernel is as it is: hardware is chosen for the simulated machine alone."));
}

HardwareOptions RunSettingsDialog::hardware() const {
    HardwareOptions hardware;
    if (machine_->currentIndex() != 1)
        return hardware;
    hardware.preset = preset_->currentData().toString().toStdString();
    hardware.pageSize = pageSize_->currentData().toULongLong();
    hardware.frames = static_cast<std::uint64_t>(frames_->value());
    hardware.policy = policy_->currentData().toString().toStdString();
    hardware.tlb = tlb_->text().trimmed().toStdString();
    return hardware;
}

void RunSettingsDialog::accept() {
    if (const Result<Hardware> made = hardwareOf(hardware()); !made) {
        wrong_->setText(toQString(made.failure().message()));
        return;
    }
    QDialog::accept();
}

RunSettings RunSettingsDialog::settings() const {
    RunSettings settings = given_;
    ProgramOptions& options = settings.options;
    options.arguments = splitWords(arguments_->text().toStdString());
    options.argumentsGiven = true;
    options.with.clear();
    for (int row = 0; row < files_->count(); ++row)
        options.with.push_back(files_->item(row)->text().toStdString());
    options.cold = cold_->isChecked();
    options.pagedStack = pagedStack_->isChecked();
    options.machine = machineNames[static_cast<std::size_t>(machine_->currentIndex())];
    options.hardware = hardware();
    settings.input = input_->toPlainText().toUtf8();
    settings.inputEnds = inputEnds_->isChecked();
    settings.historyMebibytes = history_->value();
    return settings;
}

} // namespace faultline
