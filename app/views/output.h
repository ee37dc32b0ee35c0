// What the program has written by now, and what is typed for it to read.
#pragma once

#include "app/look/look.h"

#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QWidget>

namespace faultline {

class OutputView : public QWidget {
    Q_OBJECT
public:
    explicit OutputView(QWidget* parent = nullptr);
    void setLook(const Look& look);
    void show(const QString& output);
    using QWidget::show;
    /// The program waits for standard input: the line to type it in appears.
    void setWaitsForInput(bool waits);
    QString text() const { return text_->toPlainText(); }

Q_SIGNALS:
    void inputGiven(const QByteArray& bytes);
    void inputEnded();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void measure();

    Look look_;
    QLabel* name_;
    QPlainTextEdit* text_;
    QWidget* inputRow_;
    QLineEdit* input_;
    QPushButton* end_;
};

} // namespace faultline
