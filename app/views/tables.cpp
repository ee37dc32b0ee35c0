#include "app/views/tables.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QRegularExpression>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace faultline {

void TextTable::setRows(std::vector<Row> rows) {
    beginResetModel();
    rows_ = std::move(rows);
    endResetModel();
}

void TextTable::addRows(std::vector<Row> rows) {
    if (rows.empty())
        return;
    const auto first = static_cast<int>(rows_.size());
    beginInsertRows({}, first, first + static_cast<int>(rows.size()) - 1);
    std::move(rows.begin(), rows.end(), std::back_inserter(rows_));
    endInsertRows();
}

void TextTable::setStrongNumber(quint64 number) {
    if (number == strong_)
        return;
    strong_ = number;
    if (!rows_.empty())
        Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(rows_.size()) - 1, columnCount() - 1), {Qt::FontRole});
}

void TextTable::setLook(const Look& look) {
    beginResetModel();
    look_ = look;
    endResetModel();
}

int TextTable::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int TextTable::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(headers_.size());
}

QVariant TextTable::data(const QModelIndex& index, int role) const {
    const Row& row = rows_[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole)
        return index.column() < row.cells.size() ? row.cells[index.column()] : QString();
    if (role == Qt::ToolTipRole)
        return row.tip.isEmpty() ? QVariant() : QVariant(row.tip);
    if (role == Qt::FontRole) {
        const bool strong = row.strong || row.number == strong_;
        return row.fixed && index.column() < 2 ? (strong ? look_.type.fixedStrong : look_.type.fixed)
                                               : (strong ? look_.type.strong : look_.type.body);
    }
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
    return {};
}

QVariant TextTable::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::DisplayRole)
        return headers_[section];
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
    return {};
}

TableText TextTable::text() const {
    TableText text{headers_, {}};
    text.rows.reserve(rows_.size());
    for (const Row& row : rows_)
        text.rows.push_back(row.cells);
    return text;
}

QString csvLine(const QStringList& cells) {
    QStringList quoted;
    for (QString cell : cells)
        quoted << QLatin1Char('"') + cell.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
    return quoted.join(QLatin1Char(',')) + QLatin1Char('\n');
}

TablePanel::TablePanel(QStringList headers, QString name, QWidget* parent)
    : QWidget(parent), model_(new TextTable(std::move(headers), this)), table_(new QTableView(this)),
      empty_(new QLabel(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->addWidget(table_);
    layout->addWidget(empty_);
    empty_->setAlignment(Qt::AlignCenter);
    empty_->setWordWrap(true);
    table_->setModel(model_);
    table_->setAccessibleName(name);
    table_->setFrameShape(QFrame::NoFrame);
    table_->setShowGrid(false);
    table_->verticalHeader()->hide();
    table_->horizontalHeader()->setStretchLastSection(true);
    table_->horizontalHeader()->setHighlightSections(false);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setTabKeyNavigation(false);
    table_->setWordWrap(false);
    table_->hide();
    connect(table_, &QTableView::activated, this, [this](const QModelIndex& index) {
        Q_EMIT rowChosen(model_->rows()[static_cast<std::size_t>(index.row())].number);
    });
    connect(table_, &QTableView::clicked, this, [this](const QModelIndex& index) {
        Q_EMIT rowChosen(model_->rows()[static_cast<std::size_t>(index.row())].number);
    });
}

void TablePanel::setLook(const Look& look) {
    model_->setLook(look);
    table_->verticalHeader()->setMinimumSectionSize(static_cast<int>(look.px(26)));
    table_->verticalHeader()->setDefaultSectionSize(static_cast<int>(look.px(26)));
}

void TablePanel::setEmptyText(const QString& text) {
    empty_->setText(text);
}

void TablePanel::setRows(std::vector<TextTable::Row> rows) {
    const bool any = !rows.empty();
    const bool fresh = model_->rowCount() == 0;
    model_->setRows(std::move(rows));
    table_->setVisible(any);
    empty_->setVisible(!any);
    if (any && fresh)
        table_->resizeColumnsToContents();
}

void TablePanel::addRows(std::vector<TextTable::Row> rows) {
    if (model_->rowCount() == 0)
        setRows(std::move(rows));
    else
        model_->addRows(std::move(rows));
}

CountersView::CountersView(QWidget* parent)
    : TablePanel({tr("Counter"), tr("Simulated"), tr("Real kernel")}, tr("Counters"), parent) {
    setEmptyText(tr("Counters appear here as the program runs."));
}

void CountersView::show(const Moment& moment) {
    std::vector<TextTable::Row> rows;
    const auto cell = [&](const LaneMoment* lane, Field field, const std::function<QString(const Snapshot&)>& value,
                          bool always) {
        if (!lane)
            return QString();
        const bool hidden = !always && lane->snapshot->notVisible.contains(field);
        return hidden ? tr("not visible") : value(*lane->snapshot);
    };
    const auto add = [&](const QString& name, Field field, const std::function<QString(const Snapshot&)>& value,
                         bool always = false) {
        const QString simulated = cell(moment.simulated(), field, value, always);
        const QString real = cell(moment.real(), field, value, always);
        QString tip;
        if (moment.real())
            if (const auto reason = moment.real()->snapshot->notVisible.find(field);
                reason != moment.real()->snapshot->notVisible.end())
                tip = toQString(reason->second);
        rows.push_back({{name, simulated, real}, tip, 0, false, false});
    };
    const auto sum = [](const Snapshot& snapshot, auto member) {
        std::uint64_t all = 0;
        for (const auto& [id, process] : snapshot.processes)
            all += process.facts.*member;
        return countText(all);
    };
    const auto pagesIn = [](PageState state) {
        return [state](const Snapshot& snapshot) {
            std::uint64_t all = 0;
            for (const auto& [id, process] : snapshot.processes)
                for (const auto& [number, page] : process.pages) {
                    if (page.state == PageState::Unknown) // a kernel may hide what an entry leads to
                        return tr("not visible");
                    all += page.state == state;
                }
            return countText(all);
        };
    };
    if (!moment.lanes.empty()) {
        add(
            tr("Minor faults"), Field::Counters, [&](const Snapshot& s) { return sum(s, &ProcessFacts::minor); }, true);
        add(
            tr("Major faults"), Field::Counters, [&](const Snapshot& s) { return sum(s, &ProcessFacts::major); }, true);
        add(tr("TLB hits"), Field::Tlb, [](const Snapshot& s) { return countText(s.counters.tlbHits); });
        add(tr("TLB misses"), Field::Tlb, [](const Snapshot& s) { return countText(s.counters.tlbMisses); });
        add(tr("Pages read from the disk"), Field::Counters,
            [](const Snapshot& s) { return countText(s.counters.pagesRead); });
        add(tr("Pages written to the disk"), Field::Counters,
            [](const Snapshot& s) { return countText(s.counters.pagesWritten); });
        add(tr("Pages evicted"), Field::Counters, [](const Snapshot& s) { return countText(s.counters.evictions); });
        add(tr("File pages mapped"), Field::Swap, pagesIn(PageState::File), true);
        add(tr("Private copies"), Field::Swap, pagesIn(PageState::Copy), true);
        add(tr("Anonymous pages"), Field::Swap, pagesIn(PageState::Anonymous), true);
        add(tr("Frames in use"), Field::Frames, [](const Snapshot& s) { return countText(s.frames.size()); });
    }
    setRows(std::move(rows));
}

namespace {

// An error by its name, and bytes that are text as text: "[62 20 62 0a]" is "b b\n".
QString sideText(const std::string& field, const std::string& side) {
    QString text = toQString(side);
    if (field == "errno") {
        bool number = false;
        const int error = text.toInt(&number);
        return !number ? text : error == 0 ? DifferencesView::tr("no error") : errorText(error);
    }
    static const QRegularExpression bytes(QStringLiteral("\\[?\\b([0-9a-f]{2}(?: [0-9a-f]{2})*)( …)?\\b\\]?"));
    static const QStringList ofBytes{QStringLiteral("output"), QStringLiteral("error output"),
                                     QStringLiteral("bytes read"), QStringLiteral("the runs part here")};
    if (!ofBytes.contains(toQString(field)))
        return text;
    qsizetype from = 0;
    for (QRegularExpressionMatch found = bytes.match(text, from); found.hasMatch(); found = bytes.match(text, from)) {
        const QByteArray held = QByteArray::fromHex(found.captured(1).toLatin1());
        const bool marked = text.mid(found.capturedStart() - 2, 2) == QStringLiteral(": ") ||
                            text[found.capturedStart()] == QLatin1Char('[');
        const bool readable = std::all_of(held.begin(), held.end(),
                                          [](char c) { return (c >= 0x20 && c < 0x7f) || c == '\n' || c == '\t'; });
        from = found.capturedEnd();
        if (!marked || !readable)
            continue;
        QString words;
        for (const char c : held)
            words += byteText(static_cast<std::uint8_t>(c));
        words = QStringLiteral("\"%1\"").arg(words);
        text.replace(found.capturedStart(),
                     found.capturedLength(1) + (found.capturedStart(1) - found.capturedStart()) +
                         (found.captured().endsWith(QLatin1Char(']')) ? 1 : 0),
                     words);
        from = found.capturedStart() + words.size();
    }
    return text;
}

} // namespace

DifferencesView::DifferencesView(QWidget* parent)
    : TablePanel({tr("Step"), tr("What"), tr("Simulated"), tr("Real kernel"), tr("Why")}, tr("Differences"), parent) {}

void DifferencesView::show(std::shared_ptr<const std::vector<Difference>> all, std::size_t moment, std::size_t steps,
                           bool bothMachines) {
    setEmptyText(bothMachines ? tr("Both machines agree in all %1 steps.").arg(steps)
                              : tr("One machine runs: nothing to compare."));
    model().setStrongNumber(moment);
    if (all == shown_ && all)
        return;
    // Of the same run: only what has been added.
    const std::size_t known =
        shown_ && all && !shown_->empty() && all->size() >= shown_->size() && all->front() == shown_->front()
            ? shown_->size()
            : 0;
    std::vector<TextTable::Row> rows;
    for (std::size_t i = known; all && i < all->size(); ++i) {
        const Difference& difference = (*all)[i];
        const QString why = explanationOf(difference.rule);
        const QString simulated = sideText(difference.field, difference.simulated);
        const QString real = sideText(difference.field, difference.real);
        rows.push_back({{QString::number(difference.step), toQString(difference.field), simulated, real, why},
                        tr("Simulated: %1\nReal kernel: %2\n%3").arg(simulated, real, why),
                        difference.step,
                        false,
                        false});
    }
    shown_ = std::move(all);
    known > 0 ? addRows(std::move(rows)) : setRows(std::move(rows));
    arrange();
}

void DifferencesView::setLook(const Look& look) {
    TablePanel::setLook(look);
    arrange();
}

void DifferencesView::resizeEvent(QResizeEvent* event) {
    TablePanel::resizeEvent(event);
    arrange();
}

// What differs has the room that it needs, up to a share; why it differs has the rest, in as many lines as it takes.
void DifferencesView::arrange() {
    constexpr int mostRows = 200; // more are not measured one by one: what is cut has its tip
    if (model().rowCount() == 0)
        return;
    const int width = table().viewport()->width();
    table().setWordWrap(false); // measured as one line
    const bool measured = model().rowCount() <= mostRows;
    for (const int column : {0, 1, 2, 3}) {
        if (measured)
            table().resizeColumnToContents(column);
        const int least = table().horizontalHeader()->sectionSizeHint(column);
        table().setColumnWidth(column, std::max(least, std::min(table().columnWidth(column), width * 21 / 100)));
    }
    table().setWordWrap(true);
    if (measured)
        table().resizeRowsToContents();
}

VariablesView::VariablesView(QWidget* parent)
    : TablePanel({tr("Name"), tr("Value"), tr("Type")}, tr("Variables"), parent) {
    setEmptyText(tr("No variables yet. Press Step."));
}

void VariablesView::show(const std::vector<Variable>& variables) {
    std::vector<TextTable::Row> rows;
    for (const Variable& variable : variables) {
        TextTable::Row row;
        row.cells = {QString(static_cast<qsizetype>(variable.depth) * 2, QLatin1Char(' ')) + toQString(variable.name),
                     variable.value.empty() ? tr("not known") : toQString(variable.value), toQString(variable.type)};
        row.tip = tr("%1 at %2, %3")
                      .arg(bytesText(variable.size), hexText(variable.address),
                           variable.onMachine ? tr("on the machine") : tr("on the interpreter's stack"));
        row.fixed = true;
        rows.push_back(std::move(row));
    }
    setRows(std::move(rows));
}

QString explanationOf(const std::string& rule) {
    if (rule.empty())
        return QCoreApplication::translate("DifferencesView", "Not explained yet: please report");
    if (rule == "read ahead by the observer")
        return QCoreApplication::translate("DifferencesView",
                                           "Known: the kernel read ahead when Faultline looked at the file");
    return toQString(rule);
}

} // namespace faultline
