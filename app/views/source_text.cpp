#include "app/views/source_text.h"

#include "simulator/program/lexer.h"

#include <QContextMenuEvent>
#include <QPainter>

#include <algorithm>
#include <memory>

namespace faultline {
namespace {

constexpr int errorIndicator = 8;
constexpr int numberMargin = 0, markMargin = 1;

// A later one is painted over an earlier one.
enum Marker { NowMarker, NowMarginMarker, NextMarker, BreakpointMarker, ErrorMarker };

QString baseName(const std::string& path) {
    return QString::fromStdString(path).section(QLatin1Char('/'), -1);
}

} // namespace

SourceTextView::SourceTextView(QWidget* parent)
    : QWidget(parent), lexer_(new CLexer(this)), editor_(new QsciScintilla(this)), tabs_(new QTabBar(this)),
      overlay_(new SourceNotesOverlay(editor_, this)) {
    setObjectName(QStringLiteral("source"));
    editor_->setAccessibleName(tr("Source text"));
    editor_->setUtf8(true);
    editor_->setEolMode(QsciScintilla::EolUnix);
    editor_->setFrameShape(QFrame::NoFrame);
    editor_->setLexer(lexer_);
    editor_->setTabWidth(4);
    editor_->setIndentationsUseTabs(false);
    editor_->setIndentationWidth(4);
    editor_->setAutoIndent(true);
    editor_->setBraceMatching(QsciScintilla::SloppyBraceMatch);
    editor_->setMarginType(numberMargin, QsciScintilla::NumberMargin);
    editor_->setMarginType(markMargin, QsciScintilla::SymbolMargin);
    for (const int margin : {numberMargin, markMargin}) {
        editor_->setMarginSensitivity(margin, true);
        editor_->setMarginMarkerMask(margin, margin == markMargin ? (1 << BreakpointMarker | 1 << ErrorMarker |
                                                                     1 << NowMarginMarker | 1 << NextMarker)
                                                                  : 0);
    }
    editor_->markerDefine(QsciScintilla::Background, NowMarker);
    editor_->markerDefine(QsciScintilla::FullRectangle, NowMarginMarker);
    editor_->markerDefine(QsciScintilla::RightTriangle, NextMarker);
    editor_->markerDefine(QsciScintilla::Circle, BreakpointMarker);
    editor_->markerDefine(QsciScintilla::Rectangle, ErrorMarker);
    editor_->indicatorDefine(QsciScintilla::SquiggleIndicator, errorIndicator);
    editor_->setAnnotationDisplay(QsciScintilla::AnnotationIndented);
    // Lines that are longer than the view scroll it; no line is wrapped, for columns count.
    editor_->SendScintilla(QsciScintilla::SCI_SETSCROLLWIDTH, 10);
    editor_->SendScintilla(QsciScintilla::SCI_SETSCROLLWIDTHTRACKING, 1);
    editor_->SendScintilla(QsciScintilla::SCI_SETENDATLASTLINE, 1);
    tabs_->setExpanding(false);
    tabs_->setDrawBase(false);
    tabs_->setAccessibleName(tr("Files of the program"));
    connect(editor_, &QsciScintilla::marginClicked, this, [this](int, int line, Qt::KeyboardModifiers) {
        toggleBreakpoint(static_cast<std::uint32_t>(file_), static_cast<std::uint32_t>(line) + 1);
    });
    connect(editor_, &QsciScintilla::textChanged, this, [this] {
        if (loading_)
            return;
        noteEdit();
        nameFiles();
        Q_EMIT textEdited();
    });
    editor_->installEventFilter(this); // the menu's key
    editor_->viewport()->installEventFilter(this);
    connect(tabs_, &QTabBar::currentChanged, this, [this](int tab) {
        if (!loading_ && tab >= 0) {
            keepText();
            showFile(tab);
        }
    });
    look_.theme = themeOf(ThemeKind::Light);
    look_.type = typeAt(1);
}

// Text that is as it was again is no edit.
void SourceTextView::noteEdit() {
    const auto file = static_cast<std::uint32_t>(file_);
    keepText();
    const auto as = [this](const std::vector<std::string>& texts, std::size_t i) {
        return i < texts.size() && texts[i] == files_[i].text;
    };
    if (as(saved_, file))
        unsaved_.erase(file);
    else
        unsaved_.insert(file);
    edited_ = false;
    for (std::size_t i = 0; i < files_.size(); ++i)
        edited_ |= !as(started_, i);
}

std::vector<std::string> SourceTextView::texts() const {
    std::vector<std::string> all;
    for (const SourceFile& file : files_)
        all.push_back(file.text);
    return all;
}

bool SourceTextView::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::ContextMenu)
        return QWidget::eventFilter(watched, event);
    const auto* asked = static_cast<QContextMenuEvent*>(event);
    const bool byKey = asked->reason() == QContextMenuEvent::Keyboard;
    const int at = byKey ? -1 : editor_->lineAt(editor_->viewport()->mapFromGlobal(asked->globalPos()));
    const std::uint32_t line = at < 0 ? cursorPlace().second : static_cast<std::uint32_t>(at) + 1;
    std::unique_ptr<QMenu> menu(menuFor(line));
    menu->exec(byKey ? editor_->viewport()->mapToGlobal(cursorPoint()) : asked->globalPos());
    return true;
}

QPoint SourceTextView::cursorPoint() const {
    const auto at = editor_->SendScintilla(QsciScintilla::SCI_GETCURRENTPOS);
    return {static_cast<int>(editor_->SendScintilla(QsciScintilla::SCI_POINTXFROMPOSITION, 0ul, at)),
            static_cast<int>(editor_->SendScintilla(QsciScintilla::SCI_POINTYFROMPOSITION, 0ul, at)) +
                static_cast<int>(editor_->SendScintilla(QsciScintilla::SCI_TEXTHEIGHT, 0ul))};
}

QMenu* SourceTextView::menuFor(std::uint32_t line) {
    QMenu* menu = editor_->createStandardContextMenu();
    const auto file = static_cast<std::uint32_t>(file_);
    auto* run = new QAction(tr("Run to line %1").arg(line), menu);
    run->setEnabled(canRun_);
    connect(run, &QAction::triggered, this, [this, file, line] { Q_EMIT runToWanted(file, line); });
    auto* breakpoint = new QAction(tr("Breakpoint at line %1").arg(line), menu);
    breakpoint->setCheckable(true);
    breakpoint->setChecked(breakpoints_.contains({file, line}));
    connect(breakpoint, &QAction::triggered, this, [this, file, line] { toggleBreakpoint(file, line); });
    QAction* first = menu->actions().value(0);
    menu->insertActions(first, {run, breakpoint});
    menu->insertSeparator(first);
    return menu;
}

void SourceTextView::setLook(const Look& look) {
    look_ = look;
    const Theme& theme = look.theme;
    lexer_->setLook(look);
    editor_->setFont(look.type.fixed);
    editor_->setPaper(theme.paper);
    editor_->setColor(theme.ink);
    editor_->setCaretForegroundColor(theme.ink);
    editor_->setCaretLineVisible(false);
    editor_->setMarginsBackgroundColor(theme.paper);
    editor_->setMarginsForegroundColor(theme.ink2);
    editor_->setMarginsFont(look.type.fixed);
    editor_->setMarkerBackgroundColor(theme.marker, NowMarker);
    editor_->setMarkerForegroundColor(theme.ink, NowMarker);
    editor_->setMarkerBackgroundColor(theme.marker, NowMarginMarker);
    editor_->setMarkerForegroundColor(theme.marker, NowMarginMarker);
    editor_->setMarkerBackgroundColor(theme.paper, NextMarker);
    editor_->setMarkerForegroundColor(theme.ink, NextMarker);
    editor_->setMarkerBackgroundColor(theme.actors[0], BreakpointMarker);
    editor_->setMarkerForegroundColor(theme.actors[0], BreakpointMarker);
    editor_->setMarkerBackgroundColor(theme.segv, ErrorMarker);
    editor_->setMarkerForegroundColor(theme.segv, ErrorMarker);
    editor_->setIndicatorForegroundColor(theme.segv, errorIndicator);
    editor_->setSelectionBackgroundColor(theme.sunken);
    editor_->setSelectionForegroundColor(theme.ink);
    editor_->setMatchedBraceBackgroundColor(theme.sunken);
    editor_->setMatchedBraceForegroundColor(theme.ink);
    editor_->recolor();
    putMarks();
    putErrors();
    measure();
}

void SourceTextView::measure() {
    const int head = static_cast<int>(look_.px(36));
    const double digit = widthOf(look_.type.fixed, QStringLiteral("0"));
    const double digits = std::max<double>(2, static_cast<double>(QString::number(editor_->lines()).size()));
    editor_->setMarginWidth(numberMargin, static_cast<int>(digit * digits + look_.px(12)));
    editor_->setMarginWidth(markMargin, static_cast<int>(look_.px(12)));
    editor_->setGeometry(0, head, width(), std::max(0, height() - head));
    overlay_->setGeometry(editor_->geometry());
    overlay_->raise();
    tabs_->setVisible(files_.size() > 1);
    tabs_->setGeometry(static_cast<int>(look_.px(10)), 2, width() - static_cast<int>(look_.px(20)), head - 4);
}

// What stands above may take room from the text: the line that is shown stays in view.
void SourceTextView::resizeEvent(QResizeEvent*) {
    measure();
    keepInView();
}

void SourceTextView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), look_.theme.paper);
    painter.setFont(look_.type.strong);
    painter.setPen(look_.theme.ink);
    if (files_.size() == 1)
        painter.drawText(QRectF(look_.px(16), 0, width() - look_.px(24), look_.px(36)), Qt::AlignVCenter,
                         baseName(files_.front().name) + (unsaved_.empty() ? QString() : tr(" (edited)")));
    if (!files_.empty())
        return;
    painter.setFont(look_.type.body);
    painter.setPen(look_.theme.ink2);
    painter.drawText(rect(), Qt::AlignCenter, tr("Open a program, or drop one here."));
}

void SourceTextView::setFiles(const std::vector<SourceFile>& files, std::size_t editable) {
    unsaved_.clear();
    saved_.clear();
    addFiles(files, editable);
}

void SourceTextView::addFiles(const std::vector<SourceFile>& files, std::size_t editable) {
    loading_ = true;
    files_ = files;
    editable_ = editable;
    edited_ = false;
    started_ = texts();
    for (std::size_t i = saved_.size(); i < started_.size(); ++i)
        saved_.push_back(started_[i]);
    errors_.clear();
    notes_.clear();
    while (tabs_->count() > 0)
        tabs_->removeTab(0);
    for (const SourceFile& file : files_)
        tabs_->addTab(baseName(file.name));
    nameFiles();
    loading_ = false;
    editor_->setVisible(!files_.empty());
    if (!files_.empty())
        showFile(0);
    measure();
    update();
}

void SourceTextView::keepText() {
    if (file_ < static_cast<int>(files_.size()))
        files_[static_cast<std::size_t>(file_)].text = editor_->text().toStdString();
}

void SourceTextView::showFile(int file) {
    loading_ = true;
    file_ = file;
    editor_->setReadOnly(false);
    editor_->setText(QString::fromStdString(files_[static_cast<std::size_t>(file)].text));
    editor_->setReadOnly(static_cast<std::size_t>(file) >= editable_);
    tabs_->setCurrentIndex(file);
    loading_ = false;
    measure();
    putMarks();
    putErrors();
}

std::vector<SourceFile> SourceTextView::files() const {
    std::vector<SourceFile> all = files_;
    if (file_ < static_cast<int>(all.size()))
        all[static_cast<std::size_t>(file_)].text = editor_->text().toStdString();
    return all;
}

void SourceTextView::keepAsStarted() {
    keepText();
    started_ = texts();
    edited_ = false;
    update();
}

void SourceTextView::keepAsSaved(std::uint32_t file, const std::string& name) {
    unsaved_.erase(file);
    keepText();
    if (file < files_.size()) {
        files_[file].name = name;
        saved_[file] = files_[file].text;
    }
    nameFiles();
}

void SourceTextView::nameFiles() {
    for (int i = 0; i < tabs_->count(); ++i) {
        const QString name = baseName(files_[static_cast<std::size_t>(i)].name);
        tabs_->setTabText(i, unsaved_.contains(static_cast<std::uint32_t>(i)) ? tr("%1 (edited)").arg(name) : name);
    }
    update();
}

std::uint32_t SourceTextView::lineWithCode(std::uint32_t file, std::uint32_t from) const {
    const std::vector<SourceFile> all = files();
    return file < all.size() ? firstLineWithCode(all[file].text, from) : 0;
}

void SourceTextView::setErrors(const std::vector<Diagnostic>& diagnostics) {
    errors_ = diagnostics;
    const auto first =
        std::find_if(errors_.begin(), errors_.end(), [](const Diagnostic& d) { return d.severity == Severity::Error; });
    if (first != errors_.end() && first->place.file < files_.size()) {
        if (static_cast<int>(first->place.file) != file_) {
            keepText();
            showFile(static_cast<int>(first->place.file));
        }
        editor_->setCursorPosition(static_cast<int>(first->place.line) - 1,
                                   std::max(0, static_cast<int>(first->place.column) - 1));
        editor_->ensureLineVisible(static_cast<int>(first->place.line) - 1);
    }
    putErrors();
}

void SourceTextView::putErrors() {
    editor_->clearAnnotations();
    editor_->markerDeleteAll(ErrorMarker);
    const int lines = editor_->lines();
    editor_->clearIndicatorRange(0, 0, std::max(0, lines - 1), editor_->lineLength(std::max(0, lines - 1)),
                                 errorIndicator);
    std::map<int, QString> texts;
    for (const Diagnostic& error : errors_) {
        const int line = static_cast<int>(error.place.line) - 1;
        if (static_cast<int>(error.place.file) != file_ || line < 0 || line >= lines)
            continue;
        editor_->markerAdd(line, ErrorMarker);
        const int column = std::max(0, static_cast<int>(error.place.column) - 1);
        editor_->fillIndicatorRange(line, column, line,
                                    std::max(column + 1, std::min(column + 8, editor_->lineLength(line) - 1)),
                                    errorIndicator);
        QString words = error.severity == Severity::Error ? tr("error: %1") : tr("warning: %1");
        words = words.arg(QString::fromStdString(error.message));
        if (!error.advice.empty())
            words += QLatin1Char('\n') + QString::fromStdString(error.advice);
        texts[line] += (texts[line].isEmpty() ? QString() : QStringLiteral("\n")) + words;
    }
    const QsciStyle style(20, tr("Error"), look_.theme.segv, look_.theme.sunken, look_.type.body);
    for (const auto& [line, words] : texts)
        editor_->annotate(line, words, style);
}

void SourceTextView::setNotes(const std::vector<SourceNote>& notes) {
    notes_ = notes;
    for (const SourceNote& note : notes_)
        if ((note.now || note.arrivedAt) && note.line > 0 && note.file < files_.size()) {
            if (static_cast<int>(note.file) != file_) {
                keepText();
                showFile(static_cast<int>(note.file));
            }
        }
    keepInView();
    putMarks();
}

// A few lines around the one that is marked stay in view; then, where the run has come to a line, those around that.
void SourceTextView::keepInView() {
    for (const bool arrivedAt : {false, true})
        for (const SourceNote& note : notes_) {
            if (!(arrivedAt ? note.arrivedAt : note.now) || note.line == 0 || static_cast<int>(note.file) != file_)
                continue;
            const int line = static_cast<int>(note.line) - 1;
            const int first = editor_->firstVisibleLine();
            const auto shown = static_cast<int>(editor_->SendScintilla(QsciScintilla::SCI_LINESONSCREEN));
            if (line < first + 2 || line > first + shown - 3)
                editor_->setFirstVisibleLine(std::max(0, line - shown / 2));
        }
}

void SourceTextView::putMarks() {
    editor_->markerDeleteAll(NowMarker);
    editor_->markerDeleteAll(NowMarginMarker);
    editor_->markerDeleteAll(NextMarker);
    editor_->markerDeleteAll(BreakpointMarker);
    std::vector<SourceNote> here;
    for (const SourceNote& note : notes_) {
        const int line = static_cast<int>(note.line) - 1;
        if (static_cast<int>(note.file) != file_ || line < 0 || line >= editor_->lines())
            continue;
        if (note.now) {
            editor_->markerAdd(line, NowMarker);
            editor_->markerAdd(line, NowMarginMarker);
        }
        if (note.next)
            editor_->markerAdd(line, NextMarker);
        if (!note.text.isEmpty())
            here.push_back(note);
    }
    overlay_->show(std::move(here), look_);
    for (const auto& [file, line] : breakpoints_)
        if (static_cast<int>(file) == file_)
            editor_->markerAdd(static_cast<int>(line) - 1, BreakpointMarker);
}

void SourceTextView::toggleBreakpoint(std::uint32_t file, std::uint32_t line) {
    if (!breakpoints_.erase({file, line}))
        breakpoints_.insert({file, line});
    putMarks();
    Q_EMIT breakpointsChanged();
}

std::pair<std::uint32_t, std::uint32_t> SourceTextView::cursorPlace() const {
    int line = 0, column = 0;
    editor_->getCursorPosition(&line, &column);
    return {static_cast<std::uint32_t>(file_), static_cast<std::uint32_t>(line) + 1};
}

} // namespace faultline
