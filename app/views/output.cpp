#include "app/views/output.h"

#include <QHBoxLayout>
#include <QScrollBar>
#include <QVBoxLayout>

namespace faultline {

OutputView::OutputView(QWidget* parent)
    : QWidget(parent), name_(new QLabel(tr("Output"), this)), text_(new QPlainTextEdit(this)),
      inputRow_(new QWidget(this)), input_(new QLineEdit(inputRow_)),
      end_(new QPushButton(tr("End of input"), inputRow_)) {
    setObjectName(QStringLiteral("output"));
    setAttribute(Qt::WA_StyledBackground);
    text_->setReadOnly(true);
    text_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    text_->setFrameShape(QFrame::NoFrame);
    text_->setAccessibleName(tr("Output of the program"));
    text_->setPlaceholderText(tr("nothing yet"));
    text_->document()->setDocumentMargin(0);
    input_->setAccessibleName(tr("Standard input of the program"));
    input_->setPlaceholderText(tr("The program waits for a line"));
    auto* row = new QHBoxLayout(inputRow_);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(input_);
    row->addWidget(end_);
    auto* top = new QHBoxLayout;
    top->addWidget(name_, 0, Qt::AlignTop);
    top->addWidget(text_, 1);
    top->setSpacing(14);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 10, 12, 8);
    layout->addLayout(top);
    layout->addWidget(inputRow_);
    inputRow_->hide();
    look_.theme = themeOf(ThemeKind::Light);
    look_.type = typeAt(1);
    connect(input_, &QLineEdit::returnPressed, this, [this] {
        Q_EMIT inputGiven(input_->text().toUtf8() + '\n');
        input_->clear();
    });
    connect(end_, &QPushButton::clicked, this, &OutputView::inputEnded);
}

void OutputView::setLook(const Look& look) {
    QPalette palette = name_->palette();
    palette.setColor(QPalette::WindowText, look.theme.ink2);
    name_->setPalette(palette);
    name_->setFont(look.type.body);
    text_->setFont(look.type.fixed);
    input_->setFont(look.type.fixed);
    look_ = look;
    measure();
}

// Where input is typed, the line that asks for it is seen, too.
void OutputView::measure() {
    const auto line = static_cast<int>(look_.px(44));
    const int two = text_->fontMetrics().lineSpacing() + line;
    setMinimumHeight(inputRow_->isHidden() ? line : two + inputRow_->sizeHint().height() + layout()->spacing());
}

void OutputView::resizeEvent(QResizeEvent*) {
    text_->verticalScrollBar()->setValue(text_->verticalScrollBar()->maximum()); // the last line is the news
}

void OutputView::show(const QString& output) {
    // The last line end would leave an empty line to look at.
    const QString shown = output.endsWith(QLatin1Char('\n')) ? output.chopped(1) : output;
    if (shown == text_->toPlainText())
        return;
    text_->setPlainText(shown);
    text_->verticalScrollBar()->setValue(text_->verticalScrollBar()->maximum());
}

void OutputView::setWaitsForInput(bool waits) {
    if (waits == inputRow_->isVisibleTo(this))
        return;
    inputRow_->setVisible(waits);
    measure();
    if (waits)
        input_->setFocus();
}

} // namespace faultline
