#include "app/views/source_notes.h"

#include <QPainter>

#include <algorithm>

namespace faultline {
namespace {

// Where the comment begins that a line of code ends with; -1: there is none.
qsizetype commentAtEnd(const QByteArray& line) {
    const qsizetype slashes = line.indexOf("//"), block = line.indexOf("/*");
    qsizetype at = slashes < 0 ? block : block < 0 ? slashes : std::min(slashes, block);
    if (at < 0 || line.left(at).contains('"') || line.left(at).trimmed().isEmpty())
        return -1;
    while (at > 0 && (line[at - 1] == ' ' || line[at - 1] == '\t'))
        --at;
    return at;
}

// "1000, 1001" of "1000 is here, 1001 waits here".
QString numbersIn(const QString& words) {
    QStringList numbers;
    for (const QString& each : words.split(QStringLiteral(", ")))
        numbers << each.section(QLatin1Char(' '), 0, 0);
    return numbers.join(QStringLiteral(", "));
}

} // namespace

SourceNotesOverlay::SourceNotesOverlay(QsciScintilla* editor, QWidget* parent) : QWidget(parent), editor_(editor) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    connect(editor, &QsciScintillaBase::SCN_UPDATEUI, this, [this] { update(); });
    look_.theme = themeOf(ThemeKind::Light);
    look_.type = typeAt(1);
}

void SourceNotesOverlay::show(std::vector<SourceNote> notes, const Look& look) {
    notes_ = std::move(notes);
    look_ = look;
    update();
}

void SourceNotesOverlay::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const double right = editor_->viewport()->geometry().right() - look_.px(10);
    for (const SourceNote& note : notes_) {
        if (note.text.isEmpty()) // an arrow alone
            continue;
        const auto position =
            editor_->SendScintilla(QsciScintilla::SCI_POSITIONFROMLINE, static_cast<unsigned long>(note.line) - 1);
        const auto y = static_cast<int>(editor_->SendScintilla(QsciScintilla::SCI_POINTYFROMPOSITION, 0ul, position));
        const auto height = static_cast<int>(editor_->SendScintilla(QsciScintilla::SCI_TEXTHEIGHT, 0ul));
        if (y < 0 || y > this->height())
            continue;
        const QFont& font = note.now ? look_.type.strong : look_.type.body;
        // The statement comes first: beside it stands what there is room for.
        // A comment there gives way.
        auto end =
            editor_->SendScintilla(QsciScintilla::SCI_GETLINEENDPOSITION, static_cast<unsigned long>(note.line) - 1);
        const QByteArray line = editor_->text(static_cast<int>(note.line) - 1).toUtf8();
        if (const qsizetype comment = commentAtEnd(line); comment > 0)
            end = position + static_cast<long>(comment);
        const auto textEnd =
            static_cast<double>(editor_->SendScintilla(QsciScintilla::SCI_POINTXFROMPOSITION, 0ul, end));
        const double room = right - (editor_->viewport()->x() + textEnd) - look_.px(12);
        QString words = note.text;
        if (widthOf(font, words) > room)
            words = numbersIn(words);
        const double width = widthOf(font, words);
        if (width > room && !words.front().isDigit()) // a process's number stands even over the end of a long line
            continue;
        const QRectF at(right - width, editor_->viewport()->y() + y, width + 2, height);
        painter.fillRect(at.adjusted(-6, 0, look_.px(10), 0), // to the edge: no rest of a comment behind it
                         note.now ? look_.theme.marker : look_.theme.paper);
        painter.setFont(font);
        painter.setPen(note.now ? look_.theme.ink : look_.theme.ink2);
        painter.drawText(at, Qt::AlignVCenter | Qt::AlignLeft, words);
    }
}

} // namespace faultline
