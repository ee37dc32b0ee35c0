#include "app/views/processes.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace faultline {
namespace {

class ProcessDelegate : public QStyledItemDelegate {
public:
    ProcessDelegate(const Look& look, QObject* parent) : QStyledItemDelegate(parent), look_(look) {}

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
        return {100, static_cast<int>(look_.px(30))};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const ProcessNote& note = static_cast<const ProcessModel*>(index.model())->note(index.row());
        const QRectF at = option.rect;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (note.turn)
            painter->fillRect(at, look_.theme.sunken);
        const QPointF mark(at.left() + look_.px(24), at.center().y());
        painter->setPen(QPen(note.turn ? look_.theme.ink : look_.theme.line2, note.turn ? 6 : 1.2));
        painter->setBrush(note.turn ? look_.theme.paper : look_.theme.sunken);
        painter->drawEllipse(mark, look_.px(note.turn ? 5.5 : 8), look_.px(note.turn ? 5.5 : 8));
        const bool able = note.waitsFor.isEmpty() && !note.ended;
        double x = at.left() + look_.px(46);
        const auto words = [&](const QFont& font, const QColor& colour, const QString& text) {
            painter->setFont(font);
            painter->setPen(colour);
            painter->drawText(QRectF(x, at.top(), at.right() - x - 4, at.height()), Qt::AlignVCenter | Qt::AlignLeft,
                              elided(font, text, at.right() - x - 4));
        };
        const QColor ink = able ? look_.theme.ink : look_.theme.ink2;
        words(note.turn ? look_.type.fixedStrong : look_.type.fixed, ink, QString::number(note.id));
        x += widthOf(look_.type.fixed, QStringLiteral("1000")) + look_.px(14);
        words(look_.type.body, ink, note.role);
        x += widthOf(look_.type.body, QStringLiteral("parent")) + look_.px(16);
        words(look_.type.body, look_.theme.ink2, standingOf(note));
        painter->restore();
    }

private:
    const Look& look_;
};

} // namespace

QString standingOf(const ProcessNote& note) {
    if (note.ended)
        return ProcessesView::tr("ended");
    QStringList parts;
    if (note.line > 0)
        parts << ProcessesView::tr("line %1").arg(note.line);
    if (!note.waitsFor.isEmpty())
        parts << ProcessesView::tr("waits for %1").arg(note.waitsFor);
    else if (!note.next.isEmpty())
        parts << note.next;
    return parts.join(QStringLiteral(", "));
}

void ProcessModel::show(const std::vector<ProcessNote>& notes) {
    beginResetModel();
    // Who has been waited for is gone.
    notes_.clear();
    for (const ProcessNote& note : notes)
        if (!note.waitedFor || note.last)
            notes_.push_back(note);
    endResetModel();
}

int ProcessModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(notes_.size());
}

QVariant ProcessModel::data(const QModelIndex& index, int role) const {
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    const ProcessNote& shown = note(index.row());
    const QString words = QStringLiteral("%1 %2 %3").arg(shown.id).arg(shown.role, standingOf(shown));
    return shown.turn ? tr("%1, steps next").arg(words) : words;
}

Qt::ItemFlags ProcessModel::flags(const QModelIndex& index) const {
    const ProcessNote& shown = note(index.row());
    return shown.ended || !shown.waitsFor.isEmpty() ? Qt::NoItemFlags : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

ProcessesView::ProcessesView(QWidget* parent)
    : QWidget(parent), model_(new ProcessModel(this)), list_(new QListView(this)), turns_(new QToolButton(this)),
      choose_(new QToolButton(this)) {
    setObjectName(QStringLiteral("processes"));
    list_->setModel(model_);
    list_->setItemDelegate(new ProcessDelegate(look_, this));
    list_->setFrameShape(QFrame::NoFrame);
    list_->setAccessibleName(tr("Who steps next"));
    list_->setSelectionMode(QAbstractItemView::NoSelection);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* head = new QHBoxLayout;
    auto* title = new QLabel(tr("Who steps next"), this);
    title->setProperty("role", QStringLiteral("panelHead"));
    head->addWidget(title, 1);
    turns_->setText(tr("By turns"));
    choose_->setText(tr("I choose"));
    auto* group = new QButtonGroup(this);
    for (QToolButton* button : {turns_, choose_}) {
        button->setCheckable(true);
        button->setProperty("segment", button == turns_ ? QStringLiteral("first") : QStringLiteral("last"));
        group->addButton(button);
        head->addWidget(button);
    }
    head->setSpacing(0);
    turns_->setChecked(true);
    head->setContentsMargins(16, 6, 16, 6);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(list_, 1);
    connect(list_, &QListView::clicked, this, [this](const QModelIndex& index) { chooseRow(index.row()); });
    connect(list_, &QListView::activated, this, [this](const QModelIndex& index) { chooseRow(index.row()); });
    connect(turns_, &QToolButton::clicked, this, &ProcessesView::byTurns);
    connect(choose_, &QToolButton::clicked, this, [this] {
        for (int row = 0; row < model_->rowCount(); ++row)
            if (model_->note(row).turn)
                Q_EMIT processChosen(model_->note(row).id);
    });
    look_.theme = themeOf(ThemeKind::Light);
    look_.type = typeAt(1);
}

void ProcessesView::setLook(const Look& look) {
    look_ = look;
    list_->doItemsLayout();
    update();
}

void ProcessesView::show(const Moment& moment, bool canChoose) {
    model_->show(moment.processes);
    list_->setEnabled(canChoose);
    const int rows = std::min(4, model_->rowCount());
    setFixedHeight(static_cast<int>(look_.px(46) + look_.px(30) * rows + 2));
}

void ProcessesView::chooseRow(int row) {
    const ProcessNote& note = model_->note(row);
    if (note.ended || !note.waitsFor.isEmpty())
        return;
    choose_->setChecked(true);
    Q_EMIT processChosen(note.id);
}

void ProcessesView::keyPressEvent(QKeyEvent* event) {
    const int row = event->key() - Qt::Key_1;
    if (row >= 0 && row < model_->rowCount() && row < 9) {
        chooseRow(row);
        return;
    }
    QWidget::keyPressEvent(event);
}

void ProcessesView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), look_.theme.paper);
    painter.setPen(look_.theme.line);
    painter.drawLine(0, 0, width(), 0);
}

} // namespace faultline
