#include "app/views/story.h"

#include "app/look/cell.h"
#include "app/look/marks.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace faultline {

void StoryModel::show(const Moment& moment) {
    beginResetModel();
    moment_ = moment;
    lines_.clear();
    both_ = !moment.answers.empty();
    const auto addEarlier = [&](bool behind) {
        for (const EarlierStep& earlier : moment.earlier) {
            if (earlier.behind != behind)
                continue;
            StoryLine line;
            line.step = earlier.step;
            line.sentence.text = earlier.text;
            line.sentence.folded = true; // of no number
            lines_.push_back(std::move(line));
        }
    };
    addEarlier(false);
    int number = 0;
    for (std::size_t i = 0; i < moment.sentences.size(); ++i) {
        StoryLine line;
        line.sentence = moment.sentences[i];
        line.number = line.sentence.folded ? 0 : ++number;
        if (i < moment.answers.size())
            line.answer = moment.answers[i];
        lines_.push_back(std::move(line));
    }
    addEarlier(true);
    endResetModel();
}

void StoryModel::unfold(int row) {
    if (row < 0 || row >= rowCount() || !line(row).sentence.folded || line(row).step != 0)
        return;
    const std::vector<Sentence> within = line(row).sentence.within;
    const LaneMoment* teller = moment_.teller();
    const LaneMoment* real = moment_.real();
    std::vector<StoryLine> lines;
    for (const Sentence& sentence : within) {
        StoryLine line;
        line.sentence = sentence;
        if (both_ && teller && real && real->step)
            line.answer = realAnswer(sentence, {teller->step, teller->snapshot}, {real->step, real->snapshot},
                                     moment_.names(*real, real->step->process));
        lines.push_back(std::move(line));
    }
    beginResetModel();
    lines_.erase(lines_.begin() + row);
    lines_.insert(lines_.begin() + row, lines.begin(), lines.end());
    endResetModel();
}

int StoryModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(lines_.size());
}

QVariant StoryModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const StoryLine& shown = line(index.row());
    if (role == Qt::ToolTipRole && shown.step != 0)
        return tr("Click, or press Enter, to go to step %1.").arg(shown.step);
    if (role == Qt::ToolTipRole && shown.sentence.text.contains(literalsName()) && shown.answer.reason.isEmpty())
        return shown.sentence.whole() + QLatin1Char('\n') + literalsExplained();
    if (role == Qt::ToolTipRole)
        return shown.answer.reason.isEmpty()
                   ? QVariant(shown.sentence.folded ? tr("Click, or press Enter, to see them.")
                                                    : shown.sentence.whole())
                   : QVariant(tr("%1: %2").arg(shown.answer.text, shown.answer.reason));
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    QString words = shown.number > 0 ? tr("%1. %2").arg(shown.number).arg(shown.sentence.whole())
                    : shown.step > 0 ? shown.sentence.text
                                     : shown.sentence.whole();
    switch (shown.answer.verdict) {
    case Verdict::Agrees:
        words += tr(" The real kernel agrees: %1.").arg(shown.answer.text);
        break;
    case Verdict::Differs:
        words += tr(" The real kernel differs: %1.").arg(shown.answer.text);
        break;
    case Verdict::NotVisible:
        words += tr(" Real kernel: %1, %2.").arg(shown.answer.text, shown.answer.reason);
        break;
    case Verdict::Silent:
        break;
    }
    return words;
}

double StoryDelegate::answerLeft(double width) const {
    return width - std::clamp(width * 0.25, look_.px(176), look_.px(230));
}

double StoryDelegate::textLeft() const {
    double actorWidth = 0;
    for (const Actor actor : {Actor::Program, Actor::Hardware, Actor::Kernel, Actor::Disk})
        actorWidth = std::max(actorWidth, widthOf(look_.type.strong, nameForWindow(actor)));
    return look_.px(20 + 30 + 18) + actorWidth;
}

// A sentence that is too long for its line gets a second one.
QSize StoryDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const auto* model = static_cast<const StoryModel*>(index.model());
    const auto* list = qobject_cast<const QAbstractScrollArea*>(option.widget);
    const double width = list ? list->viewport()->width() : look_.px(600);
    if (narrow(width)) {
        const StoryLine& told = model->line(index.row());
        QTextLayout layout;
        const double room = width - look_.px(54);
        double high = layOutNarrow(layout, told, room);
        if (model->bothMachines() && told.answer.verdict != Verdict::Silent)
            high += QFontMetricsF(look_.type.italic)
                        .boundingRect(QRectF(0, 0, room - look_.px(20), 1e4), Qt::TextWordWrap, told.answer.text)
                        .height();
        return {static_cast<int>(look_.px(200)), static_cast<int>(std::ceil(high + look_.px(8)))};
    }
    const double room = (model->bothMachines() ? answerLeft(width) - look_.px(10) : width - look_.px(12)) - textLeft();
    const double answer = width - answerLeft(width) - look_.px(26);
    const double one = tight_ ? std::max(look_.px(19), heightOf(look_.type.body))
                              : std::max(look_.px(24), heightOf(look_.type.body) + 4);
    const StoryLine& line = model->line(index.row());
    const auto lines = [](const QFont& font, const QString& text, double wide) {
        const QRectF page(0, 0, std::max(1.0, wide), 1e4);
        const QFontMetricsF metrics(font);
        return std::round(metrics.boundingRect(page, Qt::TextWordWrap, text).height() / metrics.height());
    };
    const double most = std::max({1.0, lines(look_.type.body, line.sentence.text, room),
                                  model->bothMachines() ? lines(look_.type.italic, line.answer.text, answer) : 1.0});
    return {static_cast<int>(look_.px(200)), static_cast<int>(one + (most - 1) * heightOf(look_.type.body))};
}

double StoryDelegate::layOutNarrow(QTextLayout& layout, const StoryLine& line, double width) const {
    const QString actor = line.sentence.folded ? QString() : nameForWindow(line.sentence.actor) + QLatin1Char(' ');
    layout.setFont(look_.type.body);
    layout.setText(actor + line.sentence.text);
    QTextLayout::FormatRange strong;
    strong.length = static_cast<int>(actor.size());
    strong.format.setFont(look_.type.strong);
    strong.format.setForeground(look_.theme.of(line.sentence.actor));
    layout.setFormats({strong});
    double y = 0;
    layout.beginLayout();
    for (QTextLine text = layout.createLine(); text.isValid(); text = layout.createLine()) {
        text.setLineWidth(std::max(1.0, width));
        text.setPosition(QPointF(0, y));
        y += text.height();
    }
    layout.endLayout();
    return y;
}

void StoryDelegate::paintNarrow(QPainter& painter, const QRectF& at, const StoryLine& line, bool answered) const {
    const double left = at.left() + look_.px(44), right = at.right() - look_.px(10);
    QTextLayout layout;
    const double height = layOutNarrow(layout, line, right - left);
    painter.setPen(line.sentence.folded ? look_.theme.ink2 : look_.theme.ink);
    layout.draw(&painter, QPointF(left, at.top() + 2));
    if (answered)
        paintAnswer(painter, QRectF(left, at.top() + 2 + height, right - left, at.bottom() - at.top() - height - 4),
                    line);
}

void StoryDelegate::paintAnswer(QPainter& painter, const QRectF& at, const StoryLine& line) const {
    const QPointF mark(at.left() + look_.px(7), at.center().y());
    const bool hidden = line.answer.verdict == Verdict::NotVisible, differs = line.answer.verdict == Verdict::Differs;
    if (hidden)
        paintState(painter, QRectF(mark.x() - 7, mark.y() - 7, 14, 14), look_, PageState::Unknown);
    else if (differs)
        paintUnequal(painter, mark, look_.px(14), look_.theme.difference);
    else
        paintTick(painter, mark, look_.px(12), look_.theme.ink);
    painter.setFont(hidden ? look_.type.italic : look_.type.body);
    painter.setPen(differs ? look_.theme.difference : look_.theme.ink2);
    painter.drawText(at.adjusted(look_.px(20), 0, 0, 0),
                     static_cast<int>(Qt::AlignVCenter | Qt::AlignLeft) | Qt::TextWordWrap, line.answer.text);
}

void StoryDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const auto* model = static_cast<const StoryModel*>(index.model());
    const StoryLine& line = model->line(index.row());
    const QRectF at = option.rect;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool lit = line.number > 0 && line.number == lit_;
    if (lit || (option.state & QStyle::State_HasFocus)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(look_.theme.sunken);
        painter->drawRoundedRect(at.adjusted(look_.px(12), 1, -look_.px(6), -1), 6, 6);
    }
    const bool below = narrow(at.width());
    const double left = at.left() + look_.px(below ? 16 : 20),
                 middle = below ? at.top() + 2 + heightOf(look_.type.body) / 2 : at.center().y();
    if (line.number > 0)
        paintBadge(*painter, QPointF(left + look_.px(9), middle), look_.px(18), look_, line.sentence.actor, line.number,
                   lit);
    if (below) {
        paintNarrow(*painter, at, line, model->bothMachines() && line.answer.verdict != Verdict::Silent);
        painter->restore();
        return;
    }
    const auto words = [&](double x, double right, const QFont& font, const QColor& colour, const QString& text) {
        painter->setFont(font);
        painter->setPen(colour);
        painter->drawText(QRectF(x, at.top(), right - x, at.height()), Qt::AlignVCenter | Qt::AlignLeft,
                          elided(font, text, right - x));
    };
    const double actorLeft = left + look_.px(30);
    const double textFrom = at.left() + textLeft();
    if (!line.sentence.folded)
        words(actorLeft, textFrom, look_.type.strong, look_.theme.of(line.sentence.actor),
              nameForWindow(line.sentence.actor));
    const bool both = model->bothMachines();
    const double answer = at.left() + answerLeft(at.width());
    painter->setFont(look_.type.body);
    painter->setPen(line.sentence.folded ? look_.theme.ink2 : look_.theme.ink);
    const double textTo = both ? answer - look_.px(10) : at.right() - look_.px(12);
    painter->drawText(QRectF(textFrom, at.top(), textTo - textFrom, at.height()),
                      static_cast<int>(Qt::AlignVCenter | Qt::AlignLeft) | Qt::TextWordWrap, line.sentence.text);
    if (both && line.answer.verdict != Verdict::Silent)
        paintAnswer(*painter, QRectF(answer, at.top(), at.right() - look_.px(6) - answer, at.height()), line);
    painter->restore();
}

StoryView::StoryView(QWidget* parent)
    : QWidget(parent), model_(new StoryModel(this)), delegate_(new StoryDelegate(this)), list_(new QListView(this)) {
    setObjectName(QStringLiteral("story"));
    list_->setModel(model_);
    list_->setItemDelegate(delegate_);
    list_->setFrameShape(QFrame::NoFrame);
    list_->setSelectionMode(QAbstractItemView::NoSelection);
    list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list_->setMouseTracking(true);
    list_->setResizeMode(QListView::Adjust);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setAccessibleName(tr("What happened in the last step"));
    list_->viewport()->installEventFilter(this);
    list_->installEventFilter(this); // what the keyboard has lit goes out with it
    connect(list_, &QListView::entered, this,
            [this](const QModelIndex& index) { Q_EMIT sentenceHovered(model_->line(index.row()).number); });
    connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& now) {
        if (now.isValid() && list_->hasFocus())
            Q_EMIT sentenceHovered(model_->line(now.row()).number);
    });
    const auto choose = [this](const QModelIndex& index) {
        const StoryLine& line = model_->line(index.row());
        if (line.step != 0) {
            Q_EMIT stepChosen(line.step);
        } else if (line.sentence.folded) {
            const int row = index.row();
            model_->unfold(row);
            list_->setCurrentIndex(model_->index(row));
        } else if (line.number > 0) {
            Q_EMIT sentenceChosen(line.number);
        }
    };
    connect(list_, &QListView::clicked, this, choose);
    connect(list_, &QListView::activated, this, choose);
    look_.theme = themeOf(ThemeKind::Light);
    look_.type = typeAt(1);
}

void StoryView::setLook(const Look& look) {
    look_ = look;
    delegate_->setLook(look);
    arrange();
    list_->doItemsLayout();
    update();
}

void StoryView::show(const Moment& moment) {
    model_->show(moment);
    empty_ = model_->rowCount() == 0;
    title_ = moment.number == 0 || !moment.instead.isEmpty() ? tr("What happened")
                                                             : tr("What happened in step %1").arg(moment.number);
    note_ = moment.note;
    instead_ = moment.instead;
    list_->setVisible(!empty_);
    arrange();
    update();
}

void StoryView::clear() {
    show(Moment{});
}

void StoryView::setLitBadge(int number) {
    delegate_->setLit(number);
    list_->viewport()->update();
}

// Where the note has no room beside the title it stands below, in as many lines as it needs.
QRectF StoryView::noteArea() const {
    const double beside = look_.px(16) + widthOf(look_.type.strong, title_) + look_.px(16);
    const double end =
        model_->bothMachines() && !delegate_->narrow(width()) ? delegate_->answerLeft(width()) : width() - look_.px(8);
    if (note_.isEmpty() || beside + widthOf(look_.type.body, note_) <= end)
        return {beside, 0, std::max(1.0, end - beside), look_.px(38)};
    const double left = look_.px(16);
    const QRectF most(left, 0, std::max(1.0, width() - 2 * left), 1e4);
    const double high = QFontMetricsF(look_.type.body).boundingRect(most, Qt::TextWordWrap, note_).height();
    return {left, look_.px(34), most.width(), high};
}

double StoryView::headHeight() const {
    return std::max(look_.px(36), noteArea().top() > 0 ? noteArea().bottom() + look_.px(6) : 0);
}

void StoryView::arrange() {
    const int head = static_cast<int>(headHeight());
    list_->setGeometry(0, head, width(), std::max(0, height() - head - static_cast<int>(look_.px(4))));
    delegate_->setTight(false);
    QStyleOptionViewItem option;
    option.widget = list_;
    int high = 0;
    for (int row = 0; row < model_->rowCount(); ++row)
        high += delegate_->sizeHint(option, model_->index(row)).height();
    delegate_->setTight(high > list_->height());
    list_->doItemsLayout();
}

void StoryView::resizeEvent(QResizeEvent*) {
    arrange();
}

void StoryView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), look_.theme.paper);
    const double head = look_.px(38);
    painter.setFont(look_.type.strong);
    painter.setPen(look_.theme.ink);
    painter.drawText(QRectF(look_.px(16), 0, width(), head), Qt::AlignVCenter | Qt::AlignLeft, title_);
    painter.setFont(look_.type.body);
    painter.setPen(look_.theme.ink2);
    painter.drawText(noteArea(), static_cast<int>(Qt::AlignVCenter | Qt::AlignLeft) | Qt::TextWordWrap, note_);
    if (model_->bothMachines() && !delegate_->narrow(list_->viewport()->width()))
        painter.drawText(QRectF(delegate_->answerLeft(list_->viewport()->width()), 0, width(), head),
                         Qt::AlignVCenter | Qt::AlignLeft, tr("Real kernel says"));
    if (empty_)
        painter.drawText(rect(), Qt::AlignCenter, instead_.isEmpty() ? tr("Press Step.") : instead_);
}

bool StoryView::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Leave || event->type() == QEvent::FocusOut)
        Q_EMIT sentenceHovered(0);
    return QWidget::eventFilter(watched, event);
}

} // namespace faultline
