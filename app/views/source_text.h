// The program's text: shows where it stands, takes breakpoints, is edited and run again.
#pragma once

#include "app/look/look.h"
#include "app/views/c_lexer.h"
#include "app/views/source_notes.h"
#include "simulator/program/diagnostic.h"

#include <QMenu>
#include <QTabBar>
#include <QWidget>

#include <map>
#include <set>
#include <vector>

namespace faultline {

class SourceTextView : public QWidget {
    Q_OBJECT
public:
    explicit SourceTextView(QWidget* parent = nullptr);
    void setLook(const Look& look);
    /// New texts: the program's own, and local headers after them.
    void setFiles(const std::vector<SourceFile>& files, std::size_t editable);
    /// The same texts once more, with what has been found to belong to them: what is unsaved stays so.
    void addFiles(const std::vector<SourceFile>& files, std::size_t editable);
    void setErrors(const std::vector<Diagnostic>& diagnostics);
    void setNotes(const std::vector<SourceNote>& notes);
    const std::vector<SourceNote>& notes() const { return notes_; }
    /// The files with what has been edited in them.
    std::vector<SourceFile> files() const;
    /// Since it was started.
    bool edited() const { return edited_; }
    /// The text as it stands has been started.
    void keepAsStarted();
    /// Files with edits that are in no file on the disk.
    const std::set<std::uint32_t>& unsaved() const { return unsaved_; }
    /// The file's text is on the disk now, under this name.
    void keepAsSaved(std::uint32_t file, const std::string& name);
    /// The first line from this one on with more than comments, braces and the preprocessor's words; 0: none.
    std::uint32_t lineWithCode(std::uint32_t file, std::uint32_t from) const;
    /// Lines (from 1) with a breakpoint, by file.
    const std::set<std::pair<std::uint32_t, std::uint32_t>>& breakpoints() const { return breakpoints_; }
    void toggleBreakpoint(std::uint32_t file, std::uint32_t line);
    /// Where the text cursor stands.
    std::pair<std::uint32_t, std::uint32_t> cursorPlace() const;
    QsciScintilla* editor() { return editor_; }

    /// Whether there is a run that a line can be run to.
    void setCanRun(bool can) { canRun_ = can; }
    /// What is offered at a line; the caller's.
    QMenu* menuFor(std::uint32_t line);

Q_SIGNALS:
    void runToWanted(std::uint32_t file, std::uint32_t line);
    void textEdited();
    void breakpointsChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void noteEdit();
    std::vector<std::string> texts() const;
    QPoint cursorPoint() const;
    void showFile(int file);
    void keepText();
    void putMarks();
    void putErrors();
    void measure();
    void nameFiles();
    void keepInView();

    Look look_;
    CLexer* lexer_;
    QsciScintilla* editor_;
    QTabBar* tabs_;
    SourceNotesOverlay* overlay_;
    std::vector<SourceFile> files_;
    std::size_t editable_ = 0;
    std::vector<Diagnostic> errors_;
    std::vector<SourceNote> notes_;
    std::set<std::pair<std::uint32_t, std::uint32_t>> breakpoints_;
    int file_ = 0;
    std::set<std::uint32_t> unsaved_;
    std::vector<std::string> started_, saved_; ///< the texts as they were started, and as they are on the disk
    bool loading_ = false, edited_ = false, canRun_ = false;
};

} // namespace faultline
