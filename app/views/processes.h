// Who steps next: a list of the processes, with where each stands or what it waits for.
#pragma once

#include "app/look/look.h"
#include "app/views/moment.h"

#include <QAbstractListModel>
#include <QListView>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QWidget>

namespace faultline {

class ProcessModel : public QAbstractListModel {
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;
    void show(const std::vector<ProcessNote>& notes);
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    const ProcessNote& note(int row) const { return notes_[static_cast<std::size_t>(row)]; }

private:
    std::vector<ProcessNote> notes_;
};

/// "line 18, waits for 1001", "line 16, _exit(0)", "ended".
QString standingOf(const ProcessNote& note);

class ProcessesView : public QWidget {
    Q_OBJECT
public:
    explicit ProcessesView(QWidget* parent = nullptr);
    void setLook(const Look& look);
    void show(const Moment& moment, bool canChoose);
    using QWidget::show;
    bool learnerChooses() const { return choose_->isChecked(); }
    /// As at the start of a run.
    void setByTurns() { turns_->setChecked(true); }
    const ProcessModel& model() const { return *model_; }

Q_SIGNALS:
    void processChosen(faultline::ProcessId process); ///< it goes on until another is chosen
    void byTurns();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void chooseRow(int row);

    Look look_;
    ProcessModel* model_;
    QListView* list_;
    QToolButton* turns_;
    QToolButton* choose_;
};

} // namespace faultline
