#include "app/window/dialogs.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QDir>
#include <QListWidget>
#include <QTextStream>
#include <QVBoxLayout>

namespace faultline {
namespace {

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
