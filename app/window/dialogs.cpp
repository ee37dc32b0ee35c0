#include "app/window/dialogs.h"

#include <QCheckBox>
#include <QCoreApplication>
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
#include <QTextStream>
#include <QVBoxLayout>

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

// What the first comment of a program says of it: up to the first full stop or the comment's end.
QString firstSentence(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Text))
        return {};
    QTextStream stream(&file);
    QString text;
    for (QString line = stream.readLine(); line.startsWith(QStringLiteral("//")); line = stream.readLine()) {
        line = line.mid(2).trimmed();
        if (line.startsWith(QStringLiteral("faultline:")))
            break;
        text += (text.isEmpty() ? QString() : QStringLiteral(" ")) + line;
        const qsizetype stop = text.indexOf(QStringLiteral(". "));
        if (stop >= 0)
            return text.left(stop + 1);
        if (text.endsWith(QLatin1Char('.')))
            break;
    }
    return text;
}

} // namespace

RunSettingsDialog::RunSettingsDialog(const RunSettings& settings, QWidget* parent)
    : QDialog(parent), given_(settings), arguments_(new QLineEdit(this)), files_(new QListWidget(this)),
      input_(new QPlainTextEdit(this)), inputEnds_(new QCheckBox(tr("Then the input ends"), this)),
      cold_(new QCheckBox(tr("Files are not in the page cache at the start"), this)),
      pagedStack_(new QCheckBox(tr("The stack lies on the machine, too"), this)) {
    setWindowTitle(tr("How the program is run"));
    QStringList words;
    for (const std::string& word : settings.options.arguments)
        words << quoted(word);
    arguments_->setText(words.join(QLatin1Char(' ')));
    arguments_->setPlaceholderText(tr("Words as in a shell: notes.txt 'two words'"));
    for (const std::string& path : settings.options.with)
        files_->addItem(QString::fromStdString(path));
    files_->setAccessibleName(tr("Files in the program's folder"));
    input_->setPlainText(QString::fromUtf8(settings.input));
    input_->setAccessibleName(tr("Standard input"));
    input_->setPlaceholderText(tr("Empty: asked for when the program waits"));
    inputEnds_->setChecked(settings.inputEnds);
    cold_->setChecked(settings.options.cold);
    pagedStack_->setChecked(settings.options.pagedStack);
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
    for (QPushButton* button : {add, addFolder, remove})
        buttons->addWidget(button);
    buttons->addStretch(1);
    auto* form = new QFormLayout;
    form->addRow(tr("&Arguments"), arguments_);
    form->addRow(tr("&Files beside it"), files_);
    form->addRow(QString(), buttons);
    form->addRow(tr("Standard &input"), input_);
    form->addRow(QString(), inputEnds_);
    form->addRow(QString(), cold_);
    form->addRow(QString(), pagedStack_);
    auto* box = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    box->button(QDialogButtonBox::Ok)->setText(tr("Start again with these"));
    connect(box, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(box, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(box);
    resize(560, 460);
}

RunSettings RunSettingsDialog::settings() const {
    RunSettings settings = given_;
    settings.options.arguments = splitWords(arguments_->text().toStdString());
    settings.options.argumentsGiven = true;
    settings.options.with.clear();
    for (int row = 0; row < files_->count(); ++row)
        settings.options.with.push_back(files_->item(row)->text().toStdString());
    settings.options.cold = cold_->isChecked();
    settings.options.pagedStack = pagedStack_->isChecked();
    settings.input = input_->toPlainText().toUtf8();
    settings.inputEnds = inputEnds_->isChecked();
    return settings;
}

QString shippedPrograms() {
    const QString installed = QCoreApplication::applicationDirPath() + QStringLiteral("/../share/faultline/programs");
    for (const QString& folder : {installed, QStringLiteral(FAULTLINE_PROGRAMS)})
        if (QDir(folder).exists())
            return QDir(folder).canonicalPath();
    return {};
}

std::optional<QString> chooseShippedProgram(QWidget* parent) {
    QDialog dialog(parent);
    dialog.setWindowTitle(QCoreApplication::translate("Dialogs", "Example programs"));
    auto* list = new QListWidget(&dialog);
    list->setAccessibleName(dialog.windowTitle());
    list->setWordWrap(true);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const QDir folder(shippedPrograms());
    QStringList names = folder.entryList({QStringLiteral("*.c")}, QDir::Files, QDir::Name);
    // The one to begin with stands first.
    if (names.removeOne(QStringLiteral("stage.c")))
        names.prepend(QStringLiteral("stage.c"));
    for (const QString& name : names) {
        auto* item =
            new QListWidgetItem(QStringLiteral("%1\n%2").arg(name, firstSentence(folder.filePath(name))), list);
        item->setData(Qt::UserRole, folder.filePath(name));
    }
    list->setSpacing(3);
    list->setCurrentRow(0);
    auto* box = new QDialogButtonBox(QDialogButtonBox::Open | QDialogButtonBox::Cancel, &dialog);
    QObject::connect(box, &QDialogButtonBox::accepted, &dialog, &QDialog::accept);
    QObject::connect(box, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    QObject::connect(list, &QListWidget::itemActivated, &dialog, &QDialog::accept);
    auto* layout = new QVBoxLayout(&dialog);
    layout->addWidget(list);
    layout->addWidget(box);
    dialog.resize(620, 560);
    if (dialog.exec() != QDialog::Accepted || !list->currentItem())
        return std::nullopt;
    return list->currentItem()->data(Qt::UserRole).toString();
}

} // namespace faultline
