// Tables beside the stage: counters, differences, variables. A model each; they look alike.
#pragma once

#include "app/look/look.h"
#include "app/views/moment.h"
#include "simulator/sources/source.h"

#include <QAbstractTableModel>
#include <QLabel>
#include <QTableView>
#include <QWidget>

#include <functional>
#include <memory>

namespace faultline {

/// A line of comma-separated values, each in quotes.
QString csvLine(const QStringList& cells);

/// A table's texts as a value, to be written elsewhere.
struct TableText {
    QStringList headers;
    std::vector<QStringList> rows;
};

/// A table of texts with headers: what all tables here are made of.
class TextTable : public QAbstractTableModel {
    Q_OBJECT
public:
    struct Row {
        QStringList cells;
        QString tip;
        quint64 number = 0; ///< what the row stands for, as its table has it
        bool strong = false;
        bool fixed = false; ///< the first two cells in the fixed font
    };
    explicit TextTable(QStringList headers, QObject* parent = nullptr)
        : QAbstractTableModel(parent), headers_(std::move(headers)) {}
    void setRows(std::vector<Row> rows);
    /// More of them, behind the others.
    void addRows(std::vector<Row> rows);
    /// Rows that stand for this number are in bold.
    void setStrongNumber(quint64 number);
    void setLook(const Look& look);
    const std::vector<Row>& rows() const { return rows_; }
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    TableText text() const;

private:
    QStringList headers_;
    std::vector<Row> rows_;
    quint64 strong_ = ~quint64{0};
    Look look_{themeOf(ThemeKind::Light), typeAt(1), true};
};

/// A table with the sentence that stands in for it where it is empty.
class TablePanel : public QWidget {
    Q_OBJECT
public:
    TablePanel(QStringList headers, QString name, QWidget* parent = nullptr);
    virtual void setLook(const Look& look);
    TextTable& model() { return *model_; }
    QTableView& table() { return *table_; }
    void setEmptyText(const QString& text);

Q_SIGNALS:
    void rowChosen(quint64 number);

protected:
    void setRows(std::vector<TextTable::Row> rows);
    void addRows(std::vector<TextTable::Row> rows);

private:
    TextTable* model_;
    QTableView* table_;
    QLabel* empty_;
};

class CountersView : public TablePanel {
    Q_OBJECT
public:
    explicit CountersView(QWidget* parent = nullptr);
    void show(const Moment& moment);
    using QWidget::show;
};

/// Every difference of the run; those of the moment are in bold. Choosing one goes to its step.
class DifferencesView : public TablePanel {
    Q_OBJECT
public:
    explicit DifferencesView(QWidget* parent = nullptr);
    /// `all` only grows while it is of one run; null: none.
    void show(std::shared_ptr<const std::vector<Difference>> all, std::size_t moment, std::size_t steps,
              bool bothMachines);
    using QWidget::show;
    void setLook(const Look& look) override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();
    std::shared_ptr<const std::vector<Difference>> shown_;
};

class VariablesView : public TablePanel {
    Q_OBJECT
public:
    explicit VariablesView(QWidget* parent = nullptr);
    void show(const std::vector<Variable>& variables);
    using QWidget::show;
};

/// "Fault-around: Linux also maps …" for the name of a known property of the kernel.
QString explanationOf(const std::string& rule);

} // namespace faultline
