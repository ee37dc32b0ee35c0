// What is written beside the lines of the program's text: who is there.
#pragma once

#include "app/look/look.h"
#include "app/views/scintilla.h"

#include <QWidget>

#include <vector>

namespace faultline {

/// A place that is marked in the text: the last step's line, or where another process stands.
struct SourceNote {
    std::uint32_t file = 0, line = 0;
    QString text;           ///< at the right: "1001 is here"; may be empty
    bool now = false;       ///< the marker band
    bool next = false;      ///< goes on here: an arrow beside it
    bool arrivedAt = false; ///< … and the run was to come here: it is to be seen
};

/// Lies over the text and writes notes at the right of lines: "1001 is here".
class SourceNotesOverlay : public QWidget {
    Q_OBJECT
public:
    explicit SourceNotesOverlay(QsciScintilla* editor, QWidget* parent);
    void show(std::vector<SourceNote> notes, const Look& look);
    using QWidget::show;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QsciScintilla* editor_;
    std::vector<SourceNote> notes_;
    Look look_;
};

} // namespace faultline
