// Colours C text in the editor, with the words of our own lexer.
#pragma once

#include "app/look/look.h"
#include "app/views/scintilla.h"

namespace faultline {

class CLexer : public QsciLexerCustom {
    Q_OBJECT
public:
    explicit CLexer(QObject* parent = nullptr);
    void setLook(const Look& look);

    const char* language() const override { return "C"; }
    QString description(int style) const override;
    void styleText(int start, int end) override;

private:
    enum Style { Plain, Keyword, Number, Text, Comment, Directive, Wrong, styleCount };
};

} // namespace faultline
