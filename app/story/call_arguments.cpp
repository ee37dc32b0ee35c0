#include "app/story/call_arguments.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <fcntl.h>

namespace faultline {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(CallArguments)
};

constexpr qsizetype longestString = 20;

// A string of the program's text, by where it lies: "\"notes.txt\""; empty where there is no readable text.
QString literalAt(Address address, const Names& names) {
    const Snapshot& now = names.snapshot();
    const Mapping* mapping = now.mappingAt(names.process(), address);
    const File* file = mapping ? now.file(mapping->file) : nullptr;
    if (!file || file->facts.kind != FileKind::Image || (mapping->protection & (protectWrite | protectExecute)))
        return {};
    const FilePage* page = now.filePageOf(names.process(), address / now.pageSize);
    if (!page || page->content == unknownContent)
        return {};
    QString text;
    for (std::uint64_t at = address % now.pageSize; at < now.pageSize; ++at) {
        const std::uint8_t byte = now.contents.byteAt(page->content, at);
        if (byte == 0)
            return QStringLiteral("\"%1\"").arg(text);
        if (text.size() >= longestString)
            return QStringLiteral("\"%1").arg(text) + QChar(0x2026) + QLatin1Char('"');
        text += byteText(byte);
    }
    return {};
}

QString named(const QString& argument, const Names& names) {
    if (!argument.startsWith(QStringLiteral("0x")))
        return argument;
    bool good = false;
    const Address address = argument.toULongLong(&good, 16);
    if (!good)
        return argument;
    const QString literal = literalAt(address, names);
    return literal.isEmpty() ? names.addressBefore(address) : literal;
}

// Constants that the machines tell by their numbers.
QString constant(Call call, qsizetype index, const QString& argument) {
    bool isNumber = false;
    const int number = argument.toInt(&isNumber);
    if (call == Call::Sigaction && index == 0 && isNumber)
        return toQString(signalName(number));
    if (call == Call::Kill && index == 1 && isNumber && number > 0)
        return toQString(signalName(number));
    if (call == Call::Fcntl && index == 1 && isNumber) {
        const std::pair<int, const char*> commands[] = {
            {F_DUPFD, "F_DUPFD"}, {F_GETFD, "F_GETFD"}, {F_SETFD, "F_SETFD"}, {F_GETFL, "F_GETFL"},
            {F_SETFL, "F_SETFL"}, {F_GETLK, "F_GETLK"}, {F_SETLK, "F_SETLK"}, {F_SETLKW, "F_SETLKW"}};
        for (const auto& [value, name] : commands)
            if (value == number)
                return QString::fromLatin1(name);
    }
    if (call == Call::Mremap && index == 3 && number == 1)
        return QStringLiteral("MREMAP_MAYMOVE");
    if (call == Call::Open && index == 2 && isNumber)
        return QStringLiteral("0%1").arg(number, 0, 8);
    if ((call == Call::Mmap || call == Call::Shmat) && argument == QStringLiteral("0") &&
        index == (call == Call::Mmap ? 0 : 1))
        return QStringLiteral("NULL");
    return argument;
}

} // namespace

QString argumentsText(const Event& event, const Names& names) {
    static const QRegularExpression comma(QStringLiteral(", (?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")); // outside of strings
    QStringList all = toQString(event.text).split(comma, Qt::SkipEmptyParts);
    const QString somewhere = QStringLiteral("&") + QChar(0x2026); // where the program's own variables are
    const bool structs = event.call == Call::Sigaction || event.call == Call::Fcntl || event.call == Call::Sigprocmask;
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (structs && all[i].startsWith(QLatin1Char('"'))) // a struct, not text
            all[i] = somewhere;
        if (all[i] == somewhere && (event.call == Call::Read || event.call == Call::Pread))
            all[i] = Words::tr("buffer");
        all[i] = constant(event.call, i, named(all[i], names));
    }
    // What the program has not written: a mode without O_CREAT, what mremap needs only with MREMAP_FIXED.
    if (event.call == Call::Open && all.size() == 3 && !all[1].contains(QStringLiteral("O_CREAT")))
        all.removeLast();
    if (event.call == Call::Mremap && all.size() == 5 && all.last() == QStringLiteral("0"))
        all.removeLast();
    return all.join(QStringLiteral(", "));
}

} // namespace faultline
