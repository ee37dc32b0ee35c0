#include "app/views/c_lexer.h"

#include "simulator/program/lexer.h"

namespace faultline {

CLexer::CLexer(QObject* parent) : QsciLexerCustom(parent) {}

void CLexer::setLook(const Look& look) {
    const Theme& theme = look.theme;
    setDefaultFont(look.type.fixed);
    setDefaultColor(theme.ink);
    setDefaultPaper(theme.paper);
    const QColor colours[] = {theme.ink,     theme.keyword, theme.number, theme.string,
                              theme.comment, theme.keyword, theme.segv};
    for (int style = 0; style < styleCount; ++style) {
        setColor(colours[style], style);
        setPaper(theme.paper, style);
        setFont(look.type.fixed, style);
    }
}

QString CLexer::description(int style) const {
    const QString names[] = {tr("Text"),    tr("Keyword"),   tr("Number or constant"), tr("String"),
                             tr("Comment"), tr("Directive"), tr("Unfinished")};
    return style >= 0 && style < styleCount ? names[style] : QString();
}

// The whole text each time: programs are short, and a comment that is opened changes all below it.
void CLexer::styleText(int, int end) {
    if (!editor())
        return;
    const QByteArray text = editor()->text().toUtf8();
    startStyling(0);
    std::size_t at = 0;
    const auto style = [&](std::size_t length, Style kind) {
        if (length > 0)
            setStyling(static_cast<int>(length), kind);
        at += length;
    };
    for (const HighlightToken& token : lexForHighlighting({text.constData(), static_cast<std::size_t>(text.size())})) {
        if (token.offset < at)
            continue;
        style(token.offset - at, Plain);
        const std::string_view word(text.constData() + token.offset, token.length);
        switch (token.kind) {
        case TokenKind::Keyword:
            style(token.length, Keyword);
            break;
        case TokenKind::Number:
            style(token.length, Number);
            break;
        case TokenKind::Identifier: {
            // Constants by convention: PROT_READ, MAP_PRIVATE, NULL.
            const bool constant =
                word.size() > 1 && word.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == word.npos;
            style(token.length, constant ? Number : Plain);
            break;
        }
        case TokenKind::Character:
        case TokenKind::String:
        case TokenKind::HeaderName:
            style(token.length, Text);
            break;
        case TokenKind::Comment:
            style(token.length, Comment);
            break;
        case TokenKind::Directive:
            style(token.length, Directive);
            break;
        case TokenKind::Unfinished:
            style(token.length, Wrong);
            break;
        default:
            style(token.length, Plain);
        }
    }
    const auto whole = static_cast<std::size_t>(std::max<qsizetype>(text.size(), end));
    if (at < static_cast<std::size_t>(text.size()))
        style(static_cast<std::size_t>(text.size()) - at, Plain);
    static_cast<void>(whole);
}

} // namespace faultline
